package io.dropshiphub.orders;

import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;

/**
 * How a payment is undone.
 *
 * @param way what to do with it
 * @param change the wish for the payment step; null when there is nothing to do
 */
public record OrderUndo(Way way, PaymentChange change) {

    /** What to do with a payment that nobody wants any more. */
    public enum Way {
        /** Let held money go, or keep the payer from paying. */
        VOID,
        /** Give taken money back. */
        REFUND,
        /** Under way: nothing can be done now. */
        WAIT,
        /** No money is held or taken. */
        NOTHING
    }

    /** What to do with a payment as it stands. */
    static Way wayFor(Payment payment) {
        return switch (payment.status()) {
            case CREATED, REQUIRES_ACTION -> Way.VOID;
            // nothing held: a capture is under way, and the gateway decides later
            case AUTHORIZED -> payment.authorized().signum() > 0 ? Way.VOID : Way.WAIT;
            // refunds under way count as given back until they fail
            case SUCCEEDED, PARTIALLY_REFUNDED ->
                payment.captured().compareTo(payment.refunded()) > 0 ? Way.REFUND : Way.WAIT;
            case APPROVED, PROCESSING, UNKNOWN -> Way.WAIT;
            case DECLINED, FAILED, CANCELED, EXPIRED, REFUNDED -> Way.NOTHING;
        };
    }
}
