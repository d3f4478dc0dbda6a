package io.dropshiphub.product;

/** Ends a step with an outcome that is already decided; thrown where a route must stop and a breaker must count. */
public class CallFailed extends RuntimeException {

    private final transient Outcome outcome;

    /**
     * @param outcome what the queue shall record
     * @param cause what went wrong, or null
     */
    public CallFailed(Outcome outcome, Throwable cause) {
        // no stack trace of its own: thrown on the hot path, the cause has one
        super(outcome.code() + ": " + outcome.message(), cause, false, false);
        this.outcome = outcome;
    }

    /** The decided outcome. */
    public Outcome outcome() {
        return outcome;
    }
}
