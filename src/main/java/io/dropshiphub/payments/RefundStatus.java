package io.dropshiphub.payments;

/** Where a refund is. */
public enum RefundStatus {
    /** Asked for; the gateway decides later. */
    PENDING,
    SUCCEEDED,
    FAILED,
    CANCELED,
    /** Sent, and no answer tells what became of it: the hub finds out at the same gateway. */
    UNKNOWN
}
