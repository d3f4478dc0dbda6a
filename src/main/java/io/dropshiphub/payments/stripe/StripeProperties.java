package io.dropshiphub.payments.stripe;

import io.dropshiphub.payments.GatewayLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Stripe's settings.
 *
 * @param baseUrl without {@code /v1}
 * @param secretKey {@code sk_…} or a restricted {@code rk_…}; empty: Stripe is not used
 * @param apiVersion what requests are written for and answers are read as
 * @param webhookSecrets {@code whsec_…}; while they are rotated the old one beside the new one; empty: no event is believed
 * @param webhookTolerance how far an event's time stamp may lie from the hub's clock, in both directions
 * @param limits how much Stripe is given to do
 */
@Validated
@ConfigurationProperties("hub.payments.stripe")
record StripeProperties(
        @NotBlank String baseUrl,
        @NotNull @DefaultValue("") String secretKey,
        // the month's name belongs to it since 2024-09: 2026-10-28.endive
        @NotNull @Pattern(regexp = "\\d{4}-\\d{2}-\\d{2}(\\.[a-z]+)?")
        String apiVersion,

        @NotNull @DefaultValue List<String> webhookSecrets,
        @NotNull @DefaultValue("300s") Duration webhookTolerance,
        @Valid @NotNull @DefaultValue GatewayLimits limits) {

    StripeProperties {
        secretKey = secretKey.strip();
        webhookSecrets = webhookSecrets.stream()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Stripe at " + baseUrl + ", version " + apiVersion + (secretKey.isEmpty() ? ", without key" : "");
    }
}
