package io.dropshiphub.security.events;

import io.dropshiphub.security.SecurityEvent;
import java.time.Instant;

/**
 * An event and its repeats within a minute, so far.
 *
 * @param id its row; null: not stored yet
 * @param stored how many of its times the row has
 */
record Tally(SecurityEvent event, Instant at, Instant lastAt, long times, Long id, long stored) {

    static Tally first(SecurityEvent event, Instant at) {
        return new Tally(event, at, at, 1, null, 0);
    }

    Tally again(Instant now) {
        return new Tally(event, at, now, times + 1, id, stored);
    }

    Tally stored(long row, long times) {
        return new Tally(event, at, lastAt, this.times, row, times);
    }

    boolean isStored() {
        return stored == times;
    }
}
