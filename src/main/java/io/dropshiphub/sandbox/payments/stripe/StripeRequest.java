package io.dropshiphub.sandbox.payments.stripe;

/**
 * What is known of a request besides its parameters; events tell it.
 *
 * @param id Stripe's own
 * @param key the idempotency key, or null
 * @param version in which the caller speaks
 */
record StripeRequest(String id, String key, StripeVersion version) {

    /** Nobody's: something happened without a request. */
    static final StripeRequest NONE = new StripeRequest(null, null, null);
}
