package io.dropshiphub.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/** Many callers who want to be sure: each sends a request again, under the same key, until the hub has taken it. */
final class Crowd implements AutoCloseable {

    private static final int CALLERS = 12;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final List<Future<?>> work = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * Begins at once.
     *
     * @param requests how many there are, numbered from 0
     * @param taken sends the request of that number, and tells whether the hub has taken it
     */
    Crowd(int requests, IntPredicate taken) {
        AtomicInteger next = new AtomicInteger();
        for (int caller = 0; caller < CALLERS; caller++) {
            work.add(callers.submit(() -> {
                for (int number; (number = next.getAndIncrement()) < requests && !stopped; ) {
                    while (!stopped && !taken.test(number)) {
                        // the hub is away: a moment later again
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                    }
                }
            }));
        }
    }

    /** Waits until every request is taken. */
    void finish() throws Exception {
        for (Future<?> each : work) {
            each.get(3, TimeUnit.MINUTES);
        }
    }

    @Override
    public void close() {
        stopped = true;
        callers.shutdownNow();
    }
}
