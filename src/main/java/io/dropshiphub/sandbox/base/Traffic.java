package io.dropshiphub.sandbox.base;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls and rate-limit breaches per account, so that a test can claim "not one call too many". */
public final class Traffic {

    /** The counters of one account on one service. */
    public static final class Meter {

        private static final int SECONDS = 16;
        private static final int WINDOW = 10;

        private final LongAdder calls = new LongAdder();
        private final LongAdder breaches = new LongAdder();
        private final LongAdder refusals = new LongAdder();
        private final AtomicLongArray second = new AtomicLongArray(SECONDS);
        private final AtomicLongArray count = new AtomicLongArray(SECONDS);

        /** A call that proved who it is. */
        public void call(long millis) {
            calls.increment();
            long now = millis / 1000;
            int slot = (int) (now % SECONDS);
            long seen = second.get(slot);
            if (seen != now && second.compareAndSet(slot, seen, now)) {
                count.set(slot, 0);
            }
            count.incrementAndGet(slot);
        }

        /** A call above the limit. */
        public void breach() {
            breaches.increment();
        }

        /** A call that did not prove who it is. */
        public void refuse() {
            refusals.increment();
        }

        public long calls() {
            return calls.sum();
        }

        public long breaches() {
            return breaches.sum();
        }

        public long refusals() {
            return refusals.sum();
        }

        /** Calls a second over the last ten whole seconds. */
        public double perSecond(long millis) {
            long now = millis / 1000;
            long sum = 0;
            for (int slot = 0; slot < SECONDS; slot++) {
                long age = now - second.get(slot);
                if (age >= 1 && age <= WINDOW) {
                    sum += count.get(slot);
                }
            }
            return sum / (double) WINDOW;
        }

        public void reset() {
            calls.reset();
            breaches.reset();
            refusals.reset();
        }
    }

    private final Map<String, Meter> meters = new ConcurrentSkipListMap<>();

    public Meter of(String service, String account) {
        return meters.computeIfAbsent(service + '/' + account, key -> new Meter());
    }

    public Map<String, Meter> all() {
        return meters;
    }

    public void reset() {
        meters.values().forEach(Meter::reset);
    }
}
