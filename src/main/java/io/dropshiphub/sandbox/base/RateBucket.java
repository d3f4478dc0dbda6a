package io.dropshiphub.sandbox.base;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/** A token bucket: so many calls a second, and so many at once after a rest. Both may change while it is in use. */
public final class RateBucket {

    private static final double MILLIS = 1000;

    private final SandboxClock clock;
    private final DoubleSupplier perSecond;
    private final IntSupplier capacity;
    private double tokens;
    private long filledAt;

    public RateBucket(SandboxClock clock, DoubleSupplier perSecond, IntSupplier capacity) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.tokens = capacity.getAsInt();
        this.filledAt = clock.millis();
    }

    /** The whole tokens left after taking one, or -1 when there was none to take. */
    public synchronized int take() {
        long now = clock.millis();
        double flown = Math.max(0, now - filledAt) / MILLIS * perSecond.getAsDouble();
        tokens = Math.min(capacity.getAsInt(), tokens + flown);
        filledAt = now;
        if (tokens < 1) {
            return -1;
        }
        tokens -= 1;
        return (int) tokens;
    }
}
