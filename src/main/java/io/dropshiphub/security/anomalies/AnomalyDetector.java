package io.dropshiphub.security.anomalies;

import io.dropshiphub.security.ActivityCounts;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Compares what everybody does now with what they usually do. */
@Component
public class AnomalyDetector {

    private final ActivityRows rows;
    private final SecretReads secrets;
    private final SecurityEvents events;
    private final AnomalyProperties settings;
    private final Clock clock;

    AnomalyDetector(
            ActivityRows rows, SecretReads secrets, SecurityEvents events, AnomalyProperties settings, Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /** Looks at this hour and the one before, and reports each anomaly once. */
    public void look() {
        secrets.readOn().forEach(events::report);
        Instant from = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
        for (ActivityHour hour : rows.since(from)) {
            List<ActivityHour> history = rows.before(hour, hour.hour().minus(settings.history()));
            volume(hour, history);
            if (hour.kind() == ActivityCounts.Kind.REQUESTS) {
                hourOfDay(hour, history);
            }
        }
    }

    private void volume(ActivityHour hour, List<ActivityHour> history) {
        if (history.size() < settings.minHours() || hour.n() <= settings.floor().getOrDefault(hour.kind(), 0L)) {
            return;
        }
        double most = UsualVolume.most(history.stream().map(ActivityHour::n).toList(), settings.factor());
        if (hour.n() > most) {
            report(
                    hour.kind() == ActivityCounts.Kind.SECRETS
                            ? SecurityEvent.Kind.UNUSUAL_SECRET_READS
                            : SecurityEvent.Kind.UNUSUAL_VOLUME,
                    hour,
                    Map.of(
                            "what", hour.kind().name().toLowerCase(Locale.ROOT),
                            "hour", hour.hour().toString(),
                            "count", String.valueOf(hour.n()),
                            "usual_at_most", String.valueOf(Math.round(most))));
        }
    }

    private void hourOfDay(ActivityHour hour, List<ActivityHour> history) {
        UsualHours usual =
                new UsualHours(history.stream().map(ActivityHour::hour).toList(), settings.zone());
        if (usual.days() >= settings.minDays() && usual.shareAround(hour.hour()) < settings.hourShare()) {
            report(
                    SecurityEvent.Kind.UNUSUAL_HOUR,
                    hour,
                    Map.of(
                            "hour", hour.hour().atZone(settings.zone()).toString(),
                            "count", String.valueOf(hour.n())));
        }
    }

    private void report(SecurityEvent.Kind kind, ActivityHour hour, Map<String, String> details) {
        if (rows.isNew(kind.name(), hour.username(), hour.kind() + " " + hour.hour(), clock.instant())) {
            events.report(new SecurityEvent(kind, hour.username(), null, details));
        }
    }
}
