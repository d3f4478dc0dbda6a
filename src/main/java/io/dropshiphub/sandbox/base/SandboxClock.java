package io.dropshiphub.sandbox.base;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sandbox's time: the given clock, moved forward on request so that a test need not wait for an approval, the end
 * of a token or the next day's quota. Signatures are judged by the unmoved clock, which the clients share.
 */
public final class SandboxClock {

    private final Clock clock;
    private final AtomicLong ahead = new AtomicLong();

    public SandboxClock(Clock clock) {
        this.clock = clock;
    }

    public long millis() {
        return clock.millis() + ahead.get();
    }

    /** The time the clients know. */
    public long wallMillis() {
        return clock.millis();
    }

    public void advance(long millis) {
        ahead.addAndGet(millis);
    }
}
