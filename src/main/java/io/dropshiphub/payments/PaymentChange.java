package io.dropshiphub.payments;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * Something is to be done with a payment that exists: a capture, a void, a refund.
 *
 * @param paymentId which payment
 * @param key the caller's idempotency key: the same key for the same payment and deed is the same deed
 * @param amount how much, in the payment's currency; null for all that is left
 * @param reason for people and, where the gateway takes one, for the gateway; or null
 */
public record PaymentChange(UUID paymentId, String key, BigDecimal amount, String reason) {}
