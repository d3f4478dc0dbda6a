package io.dropshiphub.payments.square;

import io.dropshiphub.payments.GatewayLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Square is spoken to. What is not certain about it stands here, so that it can be corrected without a build.
 *
 * @param accessToken proves who calls; empty: not enabled
 * @param locationId the seller's location that takes the payments
 * @param locationCurrency its currency, which amounts have to have
 * @param apiVersion date of the API that requests and answers are written in
 * @param webhookSignatureKey of the webhook subscription; empty: deliveries are not taken
 * @param webhookUrl the address exactly as it is registered with the subscription: it is part of what is signed
 * @param keyLife how long an idempotency key is relied on; Square does not say how long it keeps them
 * @param limits how much it is given to do
 */
@Validated
@ConfigurationProperties("hub.payments.square")
record SquareProperties(
        @DefaultValue("") String accessToken,
        @DefaultValue("") String locationId,
        @DefaultValue("") String locationCurrency,
        @DefaultValue("2025-08-20") @NotBlank String apiVersion,
        @DefaultValue("") String webhookSignatureKey,
        @DefaultValue("") String webhookUrl,
        @DefaultValue("12h") Duration keyLife,
        @Valid @DefaultValue GatewayLimits limits) {

    SquareProperties {
        accessToken = accessToken.strip();
        webhookSignatureKey = webhookSignatureKey.strip();
    }

    boolean enabled() {
        return !accessToken.isEmpty();
    }

    @AssertTrue(
            message =
                    "needs location-id (SQUARE_LOCATION_ID) and location-currency (SQUARE_LOCATION_CURRENCY), one of AUD, CAD,"
                            + " EUR, GBP, JPY, USD, beside the access token")
    boolean isLocationComplete() {
        return !enabled() || !locationId.isBlank() && SquareAmounts.knows(locationCurrency);
    }

    /** Nothing secret. */
    @Override
    public String toString() {
        return "Square location " + locationId + " in " + locationCurrency;
    }
}
