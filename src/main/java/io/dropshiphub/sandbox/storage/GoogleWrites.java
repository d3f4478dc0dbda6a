package io.dropshiphub.sandbox.storage;

import io.dropshiphub.sandbox.base.SandboxClock;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often one object may be written; different objects do not hinder each other. */
final class GoogleWrites {

    /** Cloud Storage's quota page speaks of about once a second. */
    private static final long PAUSE_MILLIS = 1000;

    private static final int REMEMBERED = 10_000;

    private final boolean enforced;
    private final SandboxClock clock;
    private final Map<String, Long> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    GoogleWrites(boolean enforced, SandboxClock clock) {
        this.enforced = enforced;
        this.clock = clock;
    }

    /** Counts the write when it may happen. */
    synchronized boolean isAllowed(String bucket, String name) {
        long now = clock.millis();
        String key = bucket + '/' + name;
        Long before = last.get(key);
        if (enforced && before != null && now - before < PAUSE_MILLIS) {
            return false;
        }
        last.remove(key);
        last.put(key, now);
        return true;
    }
}
