package io.dropshiphub.product;

/** How a marketplace call ended, as far as the next step depends on it. */
public enum OutcomeClass {
    /** The listing exists with the wanted content, said by the body of the answer; final. */
    REGISTERED,
    /** The marketplace refused the content; final, no retry. */
    REJECTED,
    /** Credentials or token not accepted, also after one refresh; pauses the account. */
    AUTH,
    /** Too many calls; closes the account's gate until the told time, costs no attempt. */
    QUOTA,
    /** No more new listings of this account today; its other work goes on, its creations at Korean midnight. Costs a creation no attempt. */
    DAILY_CAP,
    /** The request provably did not reach the marketplace, or was an operation that may be repeated; retried by schedule. */
    NOT_SENT,
    /** The hub itself is still making what the call needs, such as its pictures; asked again soon, costs neither attempt nor quota. */
    NOT_READY,
    /** A creation may or may not have taken effect; only a look-up by seller SKU can tell. */
    UNKNOWN,
    /** The marketplace's circuit breaker is open; the lane waits and is probed, costs no attempt. */
    PLATFORM_DOWN,
    /** A look-up proved that there is no listing of this seller SKU. */
    ABSENT,
    /** A look-up that is only a hint (an index that lags behind) has not seen a listing of this seller SKU. */
    NOT_SEEN
}
