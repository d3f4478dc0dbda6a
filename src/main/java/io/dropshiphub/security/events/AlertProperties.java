package io.dropshiphub.security.events;

import io.dropshiphub.security.SecurityEvent;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Which security events somebody is told about, and how.
 *
 * @param severity of each kind; one that is not there is {@code HIGH}
 * @param from from which severity on events are handed on
 * @param every how often is looked for events to hand on
 * @param repeatAfter the same kind, user and address is told again after this time only
 * @param retryAfter when a hand-on that has failed is tried again
 * @param webhookUrl where each alert is posted to as JSON; empty: nowhere. May hold a token
 * @param connectTimeout of the webhook
 * @param responseTimeout of the webhook
 */
@Validated
@ConfigurationProperties("hub.security.alerts")
record AlertProperties(
        @NotNull Map<SecurityEvent.Kind, Severity> severity,
        @NotNull Severity from,
        @NotNull Duration every,
        @NotNull Duration repeatAfter,
        @NotNull Duration retryAfter,
        @NotNull String webhookUrl,
        @NotNull Duration connectTimeout,
        @NotNull Duration responseTimeout) {

    enum Severity {
        LOW,
        MEDIUM,
        HIGH
    }

    Severity of(SecurityEvent.Kind kind) {
        return severity.getOrDefault(kind, Severity.HIGH);
    }

    boolean isHandedOn(SecurityEvent.Kind kind) {
        return of(kind).compareTo(from) >= 0;
    }

    /** Without the address: it may hold a token. */
    @Override
    public String toString() {
        return "AlertProperties[from=" + from + ", webhook=" + !webhookUrl.isBlank() + "]";
    }
}
