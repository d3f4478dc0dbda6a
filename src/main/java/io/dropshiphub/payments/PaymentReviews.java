package io.dropshiphub.payments;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a person says of a payment that the hub could not settle. Both deeds are for payments with a {@link Payment#review()} only, and
 * join the caller's transaction.
 */
public interface PaymentReviews {

    /**
     * The person has seen it; nothing but that changes.
     *
     * @throws PaymentProblem 404 when there is no such payment; 409 when nobody has to look at it, or a try of it is open that only
     *     {@link #settle} can end
     */
    void acknowledge(UUID paymentId);

    /**
     * The payment is what the gateway's own pages show; a try of which the hub cannot find out what became of it ends with it.
     *
     * @throws PaymentProblem as {@link #acknowledge}; 409 while a try is being sent; 422 when the payment cannot be like that, because
     *     books only move forward
     */
    void settle(UUID paymentId, Shown shown);

    /**
     * What the gateway's pages show, in the payment's currency: one of the two.
     *
     * @param captured what was taken in all; 0 for nothing; null when it is the refund that was looked for
     * @param refunded what was given back in all, or null
     */
    record Shown(BigDecimal captured, BigDecimal refunded) {}
}
