package io.dropshiphub.storage;

import java.time.Duration;

/**
 * A store did not do what it was asked. Thrown where a circuit breaker must count it; the message names the store's own
 * words and holds no secret.
 */
class StoreFailure extends RuntimeException {

    /** What kind of failure, which decides what happens next. */
    enum Kind {
        /** Not reached, broke off, or in trouble: another store is tried. */
        OUTAGE,
        /** Asked too often: another store is tried. */
        BUSY,
        /** Its circuit breaker is open: nothing was sent. */
        RESTING,
        /** It does not accept the hub's credentials, or they may not do this. */
        AUTH,
        /** It is not set up as configured, such as a bucket that is not there. */
        SETUP,
        /** It refuses this object, and would again. */
        REFUSED,
        /** It has an object of this key already. */
        DUPLICATE,
        /** It has no object of this key. */
        MISSING
    }

    /** An answer about one object, which says nothing against the store: circuit breakers do not count it. */
    static final class AboutObject extends StoreFailure {
        private AboutObject(Kind kind, String what) {
            super(kind, what, null, null);
        }
    }

    private final Kind kind;
    private final transient Duration retryAfter;

    private StoreFailure(Kind kind, String what, Duration retryAfter, Throwable cause) {
        // no stack trace of its own: an outage makes many, the cause has one
        super(what, cause, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static StoreFailure of(Kind kind, String what) {
        return switch (kind) {
            case REFUSED, DUPLICATE, MISSING -> new AboutObject(kind, what);
            default -> new StoreFailure(kind, what, null, null);
        };
    }

    /** @param retryAfter the wait that the store asks for, or null */
    static StoreFailure busy(String what, Duration retryAfter) {
        return new StoreFailure(Kind.BUSY, what, retryAfter, null);
    }

    static StoreFailure outage(String what, Throwable cause) {
        return new StoreFailure(Kind.OUTAGE, what, null, cause);
    }

    Kind kind() {
        return kind;
    }

    /** The wait that the store asks for, or null. */
    Duration retryAfter() {
        return retryAfter;
    }
}
