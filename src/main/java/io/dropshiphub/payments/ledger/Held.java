package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.Payment;

/**
 * A payment whose row is locked until the transaction ends.
 *
 * @param payment as it is
 * @param standing what is proven of it
 * @param reviewed why a person has to look at it, a code; null when nobody has to
 */
public record Held(Payment payment, Standing standing, String reviewed) {

    /** With something newly proven. */
    public Held with(Standing now) {
        return new Held(payment, now, reviewed);
    }
}
