package io.dropshiphub.security.events;

import io.dropshiphub.security.SecurityEvent.Kind;
import io.dropshiphub.security.events.AlertProperties.Severity;
import java.time.Duration;
import java.util.Map;

/** Settings of alerts for tests. */
final class Alerts {

    private Alerts() {}

    static AlertProperties settings(String webhook) {
        return new AlertProperties(
                Map.of(Kind.LOGIN_FAILED, Severity.LOW, Kind.LOGIN_LOCKED, Severity.MEDIUM),
                Severity.MEDIUM,
                Duration.ofSeconds(1),
                Duration.ofMinutes(15),
                Duration.ofMinutes(1),
                webhook,
                Duration.ofSeconds(3),
                Duration.ofSeconds(5));
    }
}
