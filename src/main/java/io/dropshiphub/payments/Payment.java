package io.dropshiphub.payments;

import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A payment as the ledger has it. Amounts beside {@code amount} are in its currency.
 *
 * @param id the hub's own id
 * @param ownerId whose it is
 * @param amount what is to be paid
 * @param orderId the caller's own number of the order
 * @param customerId as asked for, or null
 * @param description as asked for, or null
 * @param metadata as asked for
 * @param captures whether the money was to be taken at once
 * @param status where it is
 * @param nativeStatus the gateway's own word for it, or null
 * @param gateway which gateway has it, or null while none has
 * @param transactionId the gateway's id that its support staff asks for, or null
 * @param references all its ids at the gateway
 * @param authorized held and not yet captured
 * @param captured taken, refunds not subtracted
 * @param refunded given back, refunds under way included
 * @param actionUrl where the payer has to go, or null
 * @param code why it did not succeed, a code of the hub or the gateway, or null
 * @param message the same as a sentence, or null
 * @param review why a person has to look at it, null when nobody has to
 * @param createdAt when it was asked for
 * @param updatedAt when something changed last
 */
public record Payment(
        UUID id,
        long ownerId,
        Money amount,
        String orderId,
        String customerId,
        String description,
        Map<String, String> metadata,
        boolean captures,
        PaymentStatus status,
        String nativeStatus,
        String gateway,
        String transactionId,
        References references,
        BigDecimal authorized,
        BigDecimal captured,
        BigDecimal refunded,
        String actionUrl,
        String code,
        String message,
        Review review,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Why a person has to look at a payment.
     *
     * @param code of the hub
     * @param message the same as a sentence
     */
    public record Review(String code, String message) {}
}
