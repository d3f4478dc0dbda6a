package io.dropshiphub.security.anomalies;

import io.dropshiphub.security.ActivityCounts.Kind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/** The settings of application.yaml, for tests. */
final class Anomalies {

    private Anomalies() {}

    static AnomalyProperties settings() {
        return new AnomalyProperties(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofDays(28),
                ZoneId.of("Asia/Seoul"),
                Map.of(Kind.REQUESTS, 600L, Kind.ROWS, 20_000L, Kind.SECRETS, 600L),
                6,
                24,
                0.02,
                10,
                Duration.ofDays(7));
    }
}
