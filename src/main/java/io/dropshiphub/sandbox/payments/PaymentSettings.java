package io.dropshiphub.sandbox.payments;

import java.time.Duration;

/**
 * How the simulated payment services behave.
 *
 * @param webhooks where events are delivered, those of a service below this address at its name; null for nowhere
 * @param firstRepeat how soon a failed delivery is repeated; every further repeat waits twice as long as the one before
 * @param processing how long a service takes to carry out a payment; meanwhile a second request with the same key finds the
 *     first one under way
 * @param searchLag how long a new payment stays unknown to Stripe's search, which tells a minute as usual
 * @param reportLag how long a transaction stays unknown to PayPal's transaction search, which tells three hours at the most
 */
public record PaymentSettings(
        String webhooks, Duration firstRepeat, Duration processing, Duration searchLag, Duration reportLag) {

    public PaymentSettings {
        webhooks = webhooks == null || webhooks.isBlank() ? null : webhooks;
        if (webhooks != null && !WebhookWishes.isAddress(webhooks)) {
            throw new IllegalArgumentException(
                    "the sandbox cannot deliver payment events to '" + webhooks
                            + "': give an http address such as http://127.0.0.1:8080/api/v1/webhooks, or nothing for no events");
        }
    }

    /** No webhooks, no waiting. */
    public static PaymentSettings defaults() {
        return new PaymentSettings(
                null, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    /** @param other such as {@code http://127.0.0.1:8080/api/v1/webhooks}; null or blank for nowhere */
    public PaymentSettings withWebhooks(String other) {
        return new PaymentSettings(other, firstRepeat, processing, searchLag, reportLag);
    }

    public PaymentSettings withFirstRepeat(Duration other) {
        return new PaymentSettings(webhooks, other, processing, searchLag, reportLag);
    }

    public PaymentSettings withProcessing(Duration other) {
        return new PaymentSettings(webhooks, firstRepeat, other, searchLag, reportLag);
    }

    public PaymentSettings withReportLag(Duration other) {
        return new PaymentSettings(webhooks, firstRepeat, processing, searchLag, other);
    }
}
