package io.dropshiphub.orders;

import java.time.Duration;

/**
 * What follows from a step's result.
 *
 * @param to where the order is now
 * @param tries of the step of that state
 * @param dueIn until the next step is due; null when there is none, zero when it is due at once
 * @param review whether a person should look
 */
record OrderMove(OrderState to, int tries, Duration dueIn, boolean review) {

    /** Whether the pieces become free again. */
    boolean releases() {
        return to.endedWithoutSale();
    }

    /** Whether the pieces become the order's own. */
    boolean takes() {
        return to == OrderState.CONFIRMED;
    }
}
