package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.ledger.Attempt;
import java.util.Locale;

/** A try of which the hub cannot find out what became of it. */
final class Stuck {

    static final String CODE = "HUB-PAY-024";

    private Stuck() {}

    static String message(Attempt attempt) {
        return "Nothing tells what became of the " + attempt.operation().name().toLowerCase(Locale.ROOT) + " of "
                + attempt.amount().toPlainString() + " at " + attempt.gateway() + " (idempotency key " + attempt.key()
                + "). Nothing more is sent for it. Look it up on " + attempt.gateway()
                + "'s own pages; when the gateway tells the hub by itself, it goes on.";
    }
}
