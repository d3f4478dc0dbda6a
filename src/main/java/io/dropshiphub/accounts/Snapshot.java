package io.dropshiphub.accounts;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small table held in memory, so that the hot path never asks the database. It is read again when it has been
 * dropped or is older than the refresh time; other hub instances' changes arrive by the latter. Thread-safe.
 */
final class Snapshot<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    private final String what;
    private final Clock clock;
    private final long refreshMillis;
    private final UnaryOperator<T> read;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile T held;
    private volatile long goodUntil;

    /**
     * @param what the table, for messages
     * @param read gives the fresh value; gets the held one (null at first) and may return it when nothing changed
     */
    Snapshot(String what, Clock clock, Duration refreshAfter, UnaryOperator<T> read) {
        this.what = what;
        this.clock = clock;
        this.refreshMillis = refreshAfter.toMillis();
        this.read = read;
    }

    T get() {
        T current = held;
        if (current != null && clock.millis() < goodUntil) {
            return current;
        }
        // one reads; the others go on with what is held, unless there is nothing or it was dropped
        boolean mustWait = current == null || goodUntil == 0;
        if (mustWait) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return current;
        }
        try {
            if (held == null || clock.millis() >= goodUntil) {
                refresh();
            }
            return held;
        } finally {
            reading.unlock();
        }
    }

    /** The next {@link #get()} reads again. */
    void drop() {
        reading.lock();
        try {
            goodUntil = 0;
        } finally {
            reading.unlock();
        }
    }

    private void refresh() {
        try {
            held = read.apply(held);
        } catch (RuntimeException databaseAway) {
            if (held == null) {
                throw databaseAway;
            }
            LOG.warn(
                    "The table of {} could not be read again; going on with what is known, next try later",
                    what,
                    databaseAway);
        }
        goodUntil = clock.millis() + refreshMillis;
    }
}
