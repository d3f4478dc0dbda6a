package io.dropshiphub.sandbox.base;

/** A token bucket: so many calls a second, and so many at once after a rest. */
public final class RateBucket {

    private final SandboxClock clock;
    private final double perMilli;
    private final int capacity;
    private double tokens;
    private long filledAt;

    public RateBucket(SandboxClock clock, double perSecond, int capacity) {
        this.clock = clock;
        this.perMilli = perSecond / 1000;
        this.capacity = capacity;
        this.tokens = capacity;
        this.filledAt = clock.millis();
    }

    /** The whole tokens left after taking one, or -1 when there was none to take. */
    public synchronized int take() {
        long now = clock.millis();
        tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) * perMilli);
        filledAt = now;
        if (tokens < 1) {
            return -1;
        }
        tokens -= 1;
        return (int) tokens;
    }
}
