/** Stripe's Payment Intents: form-encoded requests of a pinned API version, JSON answers, signed events. */
package io.dropshiphub.payments.stripe;
