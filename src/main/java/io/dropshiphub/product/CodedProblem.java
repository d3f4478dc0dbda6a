package io.dropshiphub.product;

import java.time.Duration;
import java.util.Optional;

/** A refusal that a caller is meant to see: a stable code, an HTTP status and a helpful sentence. */
public abstract class CodedProblem extends RuntimeException {

    private final String code;
    private final int status;

    /**
     * @param code stable code such as {@code HUB-INTAKE-014}, listed in docs/error-codes.md
     * @param status HTTP status that fits, when the caller came over HTTP
     * @param detail what happened, to which thing, what happens next, what the caller can do; holds no secret
     */
    protected CodedProblem(String code, int status, String detail) {
        // an answer, not a fault of the hub: nobody looks at its stack trace
        super(detail, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The sentence. */
    public String detail() {
        return getMessage();
    }

    /** How long the caller should wait before the next try; empty unless waiting is what helps. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
