/**
 * Stripe's interface v1, as far as payment intents and refunds go: form-encoded requests, its idempotency, its test payment
 * methods, its errors and events.
 */
package io.dropshiphub.sandbox.payments.stripe;
