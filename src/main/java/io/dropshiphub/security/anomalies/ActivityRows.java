package io.dropshiphub.security.anomalies;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The stored counts, and which anomalies were reported. */
@Component
class ActivityRows {

    /** So that hubs that store at the same time do not wait crosswise. */
    private static final Comparator<ActivityHour> IN_ORDER = Comparator.comparing(ActivityHour::username)
            .thenComparing(ActivityHour::kind)
            .thenComparing(ActivityHour::hour);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ActivityRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Adds to what is stored, all or nothing. */
    void add(Collection<ActivityHour> counts) {
        transaction.executeWithoutResult(
                status -> counts.stream().sorted(IN_ORDER).forEach(this::add));
    }

    private void add(ActivityHour count) {
        jdbc.sql("""
                        insert into user_activity (username, hour, kind, n) values (?, ?, ?, ?)
                        on conflict (username, kind, hour) do update set n = user_activity.n + excluded.n""")
                .params(
                        count.username(),
                        Timestamp.from(count.hour()),
                        count.kind().name(),
                        count.n())
                .update();
    }

    /** Every user's counts from that hour on. */
    List<ActivityHour> since(Instant hour) {
        return jdbc.sql(
                        "select username, kind, hour, n from user_activity where hour >= ? order by hour, username, kind")
                .param(Timestamp.from(hour))
                .query(ActivityHour.class)
                .list();
    }

    /** The same user's counts of the same kind before that hour, as far back as told. */
    List<ActivityHour> before(ActivityHour hour, Instant from) {
        return jdbc.sql("""
                        select username, kind, hour, n from user_activity
                        where username = ? and kind = ? and hour >= ? and hour < ?""")
                .params(hour.username(), hour.kind().name(), Timestamp.from(from), Timestamp.from(hour.hour()))
                .query(ActivityHour.class)
                .list();
    }

    /** @return whether this anomaly was not reported before */
    boolean isNew(String kind, String username, String about, Instant now) {
        return jdbc.sql(
                                "insert into anomaly_seen (kind, username, about, at) values (?, ?, ?, ?) on conflict do nothing")
                        .params(kind, username, about, Timestamp.from(now))
                        .update()
                == 1;
    }
}
