package io.dropshiphub.payments.toss;

import io.dropshiphub.payments.GatewayLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Toss Payments is spoken to. What is not certain about it stands here, so that it can be corrected without a build.
 *
 * @param secretKey proves who calls; empty: not enabled
 * @param webhookSecurityKey of signed events (payouts, sellers); empty: they are not taken
 * @param webhookTolerance how far from now the time of a signed event may be
 * @param least the least amount in won: 100 for cards, 200 for transfers; which of the two it is shows only afterwards
 * @param defaultReason of a refund without one
 * @param listPage entries of a page of the list of transactions; the largest one is not documented
 * @param limits how much it is given to do
 */
@Validated
@ConfigurationProperties("hub.payments.toss")
record TossProperties(
        @DefaultValue("") String secretKey,
        @DefaultValue("") String webhookSecurityKey,
        @DefaultValue("4d") Duration webhookTolerance,
        @DefaultValue("100") @Min(1) long least,
        @DefaultValue("Refund") @NotBlank String defaultReason,
        @DefaultValue("100") @Min(1) @Max(10_000) int listPage,
        @Valid @DefaultValue GatewayLimits limits) {

    TossProperties {
        secretKey = secretKey.strip();
        webhookSecurityKey = webhookSecurityKey.strip();
    }

    boolean enabled() {
        return !secretKey.isEmpty();
    }

    /** Nothing secret. */
    @Override
    public String toString() {
        return enabled() ? "Toss Payments" : "Toss Payments, not enabled";
    }
}
