package io.dropshiphub.payments;

/** Where a payment is, in one set of words for all gateways; the gateway's own word stands beside it. */
public enum PaymentStatus {
    /** Known to the ledger or the gateway, nothing charged. */
    CREATED,
    /** The payer has to do something first: approve, prove who they are, deposit. */
    REQUIRES_ACTION,
    /** The payer has agreed; the hub still has to confirm it. */
    APPROVED,
    /** The money is held, to be captured or voided. */
    AUTHORIZED,
    /** The gateway decides later. */
    PROCESSING,
    /** The money is captured. */
    SUCCEEDED,
    /** A part of the captured money went back. */
    PARTIALLY_REFUNDED,
    /** All captured money went back. */
    REFUNDED,
    /** The payer's bank or the gateway refused; final. */
    DECLINED,
    /** Ended otherwise without a charge, which is proven; final. */
    FAILED,
    /** Voided before it was captured; final. */
    CANCELED,
    /** Lapsed before it was captured; final. */
    EXPIRED,
    /** Sent, and no answer tells what became of it: the hub finds out at the same gateway. */
    UNKNOWN;

    /** Whether money was captured at some time. */
    public boolean captured() {
        return this == SUCCEEDED || this == PARTIALLY_REFUNDED || this == REFUNDED;
    }

    /** Whether it ended without a charge, for ever. */
    public boolean endedWithoutCharge() {
        return this == DECLINED || this == FAILED || this == CANCELED || this == EXPIRED;
    }
}
