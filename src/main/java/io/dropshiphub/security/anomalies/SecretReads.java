package io.dropshiphub.security.anomalies;

import io.dropshiphub.security.ActivityCounts;
import io.dropshiphub.security.SecurityEvent;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Learns from the audit log who opens which secret. */
@Component
class SecretReads {

    private record Opening(long seq, Instant at, String actor, String target) {}

    private static final int AT_ONCE = 5000;

    private final JdbcClient jdbc;
    private final ActivityRows rows;
    private final AnomalyProperties settings;
    private final TransactionTemplate transaction;

    SecretReads(
            JdbcClient jdbc, ActivityRows rows, AnomalyProperties settings, PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.rows = rows;
        this.settings = settings;
    }

    /**
     * Reads on in the audit log and counts the openings as activity of who opened.
     *
     * @return openings by somebody who never before has opened a secret that is known for long
     */
    List<SecurityEvent> readOn() {
        return transaction.execute(status -> next());
    }

    private List<SecurityEvent> next() {
        // locked: one hub reads at a time
        long position = jdbc.sql("select seq from secret_reader_position for update")
                .query(Long.class)
                .single();
        List<Opening> openings =
                jdbc.sql("""
                        select seq, at, actor, target from audit_log
                        where action = 'secret.open' and seq > ? order by seq limit ?""").params(position, AT_ONCE).query(Opening.class).list();
        List<SecurityEvent> unusual = new ArrayList<>();
        for (Opening opening : openings) {
            if (isFirst(opening) && isKnownForLong(opening)) {
                unusual.add(new SecurityEvent(
                        SecurityEvent.Kind.UNUSUAL_SECRET_READS,
                        opening.actor(),
                        null,
                        Map.of("secret", opening.target(), "why", "opened by this reader for the first time")));
            }
            rows.add(List.of(new ActivityHour(
                    opening.actor(), ActivityCounts.Kind.SECRETS, opening.at().truncatedTo(ChronoUnit.HOURS), 1)));
        }
        if (!openings.isEmpty()) {
            jdbc.sql("update secret_reader_position set seq = ?")
                    .param(openings.get(openings.size() - 1).seq())
                    .update();
        }
        return unusual;
    }

    private boolean isFirst(Opening opening) {
        return jdbc.sql("""
                        insert into secret_reader (actor, target, first_at, last_at) values (:actor, :target, :at, :at)
                        on conflict (actor, target) do update set last_at = excluded.last_at
                        returning xmax = 0""")
                .param("actor", opening.actor())
                .param("target", opening.target())
                .param("at", Timestamp.from(opening.at()))
                .query(Boolean.class)
                .single();
    }

    private boolean isKnownForLong(Opening opening) {
        return jdbc.sql("select exists (select 1 from secret_reader where target = ? and first_at < ?)")
                .params(opening.target(), Timestamp.from(opening.at().minus(settings.learning())))
                .query(Boolean.class)
                .single();
    }
}
