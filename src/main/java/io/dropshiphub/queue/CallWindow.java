package io.dropshiphub.queue;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts calls in a window of time. Time is cut into slots; a window is so many of them. Pure: a count goes in, the next one
 * comes out, and the database keeps it.
 *
 * <p>Sliding, a count holds the running slot and a whole window before it, so no stretch of that length, wherever it begins,
 * has more calls than the limit. The price is one slot: of a minute's quota 60 of 61 can be used, of a day's 96 of 97.
 * Fixed, it is the minute of the clock or the day in Korea, whose clock knows no summer time.
 */
record CallWindow(Duration slot, int slots) {

    /** Where a window begins. */
    enum Kind {
        /** Anywhere: safe whatever the marketplace does. */
        SLIDING,
        /** With the clock. */
        FIXED
    }

    static final CallWindow MINUTE = new CallWindow(Duration.ofSeconds(1), 60);
    static final CallWindow DAY = new CallWindow(Duration.ofMinutes(15), 96);

    /** Korea has had this offset since 1988. */
    private static final long OFFSET_MILLIS = Duration.ofHours(9).toMillis();

    /** The calls that count against a limit now. */
    long used(CallCounts counts, Kind kind, Instant now) {
        return counts.from(first(kind, slotOf(now)));
    }

    /** The counts with one more call, without what no window holds any more. */
    CallCounts plusOne(CallCounts counts, Instant now) {
        long current = slotOf(now);
        return counts.between(current - slots, current + slots, current).plusOne(current);
    }

    /**
     * The counts after one that was counted a moment ago, and not made. The oldest of the window is taken out instead of it: it
     * makes room at once, and the one that stays for it stays longer, so no call is ever forgotten. Just behind a fixed
     * window's border nothing is given back, for the call may have been counted before it.
     */
    CallCounts minusOne(CallCounts counts, Kind kind, Instant now) {
        long current = slotOf(now);
        long first = first(kind, current);
        return first == current ? counts : counts.minusOldest(first);
    }

    /** When fewer than {@code limit} calls count again; {@code now} when they do already. {@code limit} is at least 1. */
    Instant opensAt(CallCounts counts, int limit, Kind kind, Instant now) {
        if (used(counts, kind, now) < limit) {
            return now;
        }
        long current = slotOf(now);
        return startOf(
                kind == Kind.FIXED
                        ? first(kind, current) + slots
                        : counts.slotWhoseEndLeaves(limit - 1L, current - slots) + slots + 1);
    }

    private long first(Kind kind, long current) {
        return kind == Kind.SLIDING ? current - slots : Math.floorDiv(current, slots) * slots;
    }

    private long slotOf(Instant time) {
        return Math.floorDiv(time.toEpochMilli() + OFFSET_MILLIS, slot.toMillis());
    }

    private Instant startOf(long number) {
        return Instant.ofEpochMilli(number * slot.toMillis() - OFFSET_MILLIS);
    }
}
