package io.dropshiphub.payments;

/**
 * Ends a call inside its circuit breaker, which counts it: the gateway is out of order, overloaded or not to be understood. What it
 * means for the call stands in the answer. Declines and refusals are answers and never come this way.
 */
public final class GatewayTrouble extends RuntimeException {

    private final transient GatewayAnswer answer;

    /** @param answer {@code UNKNOWN} unless the gateway has said that it did not carry out the call */
    public GatewayTrouble(GatewayAnswer answer) {
        // no stack trace of its own: it tells about somebody else's fault
        super(answer.code() + ": " + answer.message(), null, false, false);
        this.answer = answer;
    }

    /** What it means for the call. */
    public GatewayAnswer answer() {
        return answer;
    }
}
