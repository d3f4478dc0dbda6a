package io.dropshiphub.sandbox.payments.toss;

/** Toss refuses a request; becomes an answer in {@link Toss}. */
final class TossRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    final TossError error;

    TossRefusal(TossError error) {
        super(error.name(), null, false, false);
        this.error = error;
    }
}
