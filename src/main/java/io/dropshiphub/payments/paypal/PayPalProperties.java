package io.dropshiphub.payments.paypal;

import io.dropshiphub.payments.GatewayLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What PayPal is called with.
 *
 * @param clientId of the application, empty when PayPal is not used
 * @param clientSecret of the application
 * @param inCountry currencies that PayPal moves inside one country only and that are this account's own
 * @param webhook how its webhooks are checked
 * @param limits how much it is given to do
 */
@Validated
@ConfigurationProperties("hub.payments.paypal")
record PayPalProperties(
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue Set<String> inCountry,
        @DefaultValue @Valid Webhook webhook,
        @DefaultValue @Valid GatewayLimits limits) {

    /**
     * @param id PayPal's id of the webhook, part of what it signs; empty: webhooks are refused
     * @param certificateHosts where certificates may be fetched: {@code .name} is any host below it over https, anything else one
     *     origin
     * @param authorities a PEM file of the authorities that certificates must come from; empty: those of the JDK
     * @param oldest how long after its sending a delivery is taken, redeliveries included
     * @param ahead how far in the future PayPal's clock may be
     */
    record Webhook(
            @DefaultValue("") String id,
            @DefaultValue(".paypal.com") @NotEmpty List<String> certificateHosts,
            @DefaultValue("") String authorities,
            @DefaultValue("74h") Duration oldest,
            @DefaultValue("5m") Duration ahead) {}

    /** Whether there is something to log in with. */
    boolean enabled() {
        return !clientId.isBlank() && !clientSecret.isBlank();
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "PayPal as " + clientId;
    }
}
