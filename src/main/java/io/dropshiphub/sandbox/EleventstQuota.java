package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.base.Traffic;
import java.util.HashMap;
import java.util.Map;

/** How many products a seller may create in one Korean day; failed attempts are taken not to count. */
final class EleventstQuota {

    private static final long DAY_MILLIS = 86_400_000;
    private static final long KOREA_OFFSET_MILLIS = 9 * 3_600_000L;

    private final LiveLimits limits;
    private final SandboxClock clock;
    private final Traffic traffic;
    private final Map<String, Integer> created = new HashMap<>();
    private long day;

    EleventstQuota(LiveLimits limits, SandboxClock clock, Traffic traffic) {
        this.limits = limits;
        this.clock = clock;
        this.traffic = traffic;
    }

    /** Takes one of today's creations; false when none is left, which counts as a breach. */
    synchronized boolean take(String seller) {
        if (!limits.now().enforced()) {
            return true;
        }
        long today = (clock.millis() + KOREA_OFFSET_MILLIS) / DAY_MILLIS;
        if (today != day) {
            day = today;
            created.clear();
        }
        if (created.getOrDefault(seller, 0) >= limits.now().eleventstDailyCreations()) {
            traffic.of(Eleventst.SERVICE, seller).breach();
            return false;
        }
        created.merge(seller, 1, Integer::sum);
        return true;
    }
}
