package io.dropshiphub.payments;

import io.dropshiphub.product.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A refund as the ledger has it.
 *
 * @param id the hub's own id
 * @param paymentId what is given back
 * @param amount how much
 * @param reason as asked for, or null
 * @param status where it is
 * @param nativeStatus the gateway's own word for it, or null
 * @param reference the gateway's id, or null while none is known
 * @param code why it did not succeed, or null
 * @param message the same as a sentence, or null
 * @param createdAt when it was asked for
 * @param updatedAt when something changed last
 */
public record Refund(
        UUID id,
        UUID paymentId,
        Money amount,
        String reason,
        RefundStatus status,
        String nativeStatus,
        String reference,
        String code,
        String message,
        Instant createdAt,
        Instant updatedAt) {}
