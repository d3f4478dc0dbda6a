package io.dropshiphub.payments;

/** What a gateway is asked. */
public enum Operation {
    /** Take the money in one step. */
    CHARGE(true),
    /** Hold the money. */
    AUTHORIZE(true),
    /** Carry out what the payer has meanwhile agreed to (an approved PayPal order). */
    CONFIRM(true),
    /** Take held money, all or a part. */
    CAPTURE(true),
    /** Let held money go. */
    VOID(true),
    /** Give captured money back, all or a part. */
    REFUND(true),
    /** Make sure that a try of which nothing is known has no effect, named by its idempotency key (Square). */
    CANCEL_BY_KEY(true),
    /** Read a payment by the gateway's own id. */
    STATUS(false),
    /** Read a refund by the gateway's own id. */
    REFUND_STATUS(false),
    /** Look for a payment by what the hub told the gateway of it, where the gateway can. */
    FIND(false),
    /** Read one page of all payments or refunds of a period. */
    LIST(false);

    private final boolean writes;

    Operation(boolean writes) {
        this.writes = writes;
    }

    /** Whether it may have an effect: its key and request are stored before it is sent. */
    public boolean writes() {
        return writes;
    }
}
