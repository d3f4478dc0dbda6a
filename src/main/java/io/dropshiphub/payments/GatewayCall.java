package io.dropshiphub.payments;

import io.dropshiphub.product.Money;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a gateway is asked: all that its request is made of.
 *
 * @param operation what
 * @param paymentId the hub's id of the payment; null for {@link Operation#LIST}
 * @param key the idempotency key of this try, a UUID as text (36 characters, which fits every gateway); for
 *     {@link Operation#CANCEL_BY_KEY} the key of the try that is to have no effect; null when nothing is written
 * @param amount how much this is about; null when it is about no amount
 * @param whole whether that is all there is to capture or refund
 * @param captures whether the money is to be taken at once, for {@link Operation#CONFIRM}
 * @param token what to pay with, for {@link Operation#CHARGE} and {@link Operation#AUTHORIZE}, and what was, for
 *     {@link Operation#FIND}; else null
 * @param orderId the caller's own number of the order, or null
 * @param customerId or null
 * @param description or null
 * @param metadata of the caller, empty when there is none
 * @param returnUrl where the payer is sent back to, or null
 * @param references the payment's ids at the gateway, and the refund's for {@link Operation#REFUND_STATUS}
 * @param refundId the hub's id of the refund, or null
 * @param reason of a void or refund, or null
 * @param page which page, for {@link Operation#LIST}; when the payment must have been made, for {@link Operation#FIND}; else null
 */
public record GatewayCall(
        Operation operation,
        UUID paymentId,
        String key,
        Money amount,
        boolean whole,
        boolean captures,
        String token,
        String orderId,
        String customerId,
        String description,
        Map<String, String> metadata,
        String returnUrl,
        References references,
        UUID refundId,
        String reason,
        Page page) {

    /**
     * A page of a gateway's list.
     *
     * @param refunds whether refunds are listed, else payments
     * @param from the period's begin, included
     * @param to its end, excluded
     * @param cursor where the page begins, from the page before; null for the first
     */
    public record Page(boolean refunds, Instant from, Instant to, String cursor) {}

    /** A page of a list. */
    public static GatewayCall list(Page page) {
        return reading(Operation.LIST, null, null, References.NONE, null, page);
    }

    /** A question about a payment that the gateway knows under these ids. */
    public static GatewayCall status(UUID paymentId, Money amount, References references) {
        return reading(Operation.STATUS, paymentId, amount, references, null, null);
    }

    /** A question about a refund of a payment that the gateway knows under these ids; the refund has its own, too. */
    public static GatewayCall refundStatus(Refund refund, References payment) {
        return reading(
                Operation.REFUND_STATUS,
                refund.paymentId(),
                refund.amount(),
                payment.and(References.REFUND, refund.reference()),
                refund.id(),
                null);
    }

    private static GatewayCall reading(
            Operation operation, UUID paymentId, Money amount, References references, UUID refundId, Page page) {
        return new GatewayCall(
                operation,
                paymentId,
                null,
                amount,
                false,
                false,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                references,
                refundId,
                null,
                page);
    }

    /** Nothing that could be used to pay. */
    @Override
    public String toString() {
        return operation + (paymentId == null ? "" : " of payment " + paymentId);
    }
}
