package io.dropshiphub.security.anomalies;

import io.dropshiphub.security.ActivityCounts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Counts in memory; a route has them stored every few seconds. */
@Service
public class StoredActivityCounts implements ActivityCounts {

    private record Key(String username, Kind kind, Instant hour) {}

    private final ActivityRows rows;
    private final Clock clock;
    private Map<Key, Long> counts = new HashMap<>();

    StoredActivityCounts(ActivityRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public void count(String username, Kind kind, long n) {
        Key key = new Key(username, kind, clock.instant().truncatedTo(ChronoUnit.HOURS));
        synchronized (this) {
            counts.merge(key, n, Long::sum);
        }
    }

    /** Stores what was counted since the last time; what cannot be stored is kept for the next. */
    public void store() {
        Map<Key, Long> taken;
        synchronized (this) {
            taken = counts;
            counts = new HashMap<>();
        }
        if (taken.isEmpty()) {
            return;
        }
        try {
            rows.add(taken.entrySet().stream()
                    .map(count -> new ActivityHour(
                            count.getKey().username(),
                            count.getKey().kind(),
                            count.getKey().hour(),
                            count.getValue()))
                    .toList());
        } catch (RuntimeException e) {
            synchronized (this) {
                taken.forEach((key, n) -> counts.merge(key, n, Long::sum));
            }
            throw e;
        }
    }
}
