package io.dropshiphub.queue;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What accounts have done, by Korean day and by hour: counted from the history of calls, off the path of the calls. */
@Service
public class AccountUsage {

    /**
     * What an account did in a time.
     *
     * @param calls jobs that were called
     * @param creations new listings among them
     * @param rejections those whose content the marketplace refused
     * @param errors those that it did not take for another reason: credentials, quota, outage, no answer
     */
    public record Count(long calls, long creations, long rejections, long errors) {}

    /** A Korean day of an account. */
    public record Day(LocalDate day, Count count) {}

    /** An hour of an account, by its beginning. */
    public record Hour(Instant hour, Count count) {}

    /** A call is written with the time its transaction began: an hour is counted again until all of its calls are there. */
    private static final Duration LATE = Duration.ofHours(1);

    private static final Duration DAY = Duration.ofHours(24);

    private static final String COUNT = """
            insert into account_usage (account_id, hour, calls, creations, rejections, errors)
            select account_id, date_trunc('hour', at, 'UTC'), count(*),
                count(*) filter (where kind = 'REGISTER' and outcome = 'REGISTERED'),
                count(*) filter (where outcome = 'REJECTED'),
                count(*) filter (where outcome in ('AUTH', 'QUOTA', 'NOT_SENT', 'UNKNOWN', 'PLATFORM_DOWN'))
            from attempt a join market_account m on m.id = a.account_id
            where at >= :from group by 1, 2
            on conflict (account_id, hour) do update set calls = excluded.calls, creations = excluded.creations,
                rejections = excluded.rejections, errors = excluded.errors""";

    private final JdbcClient jdbc;
    private final Clock clock;

    AccountUsage(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts what has come since the last count; several hubs may do so at once. */
    public void count() {
        Timestamp last = jdbc.sql("select max(hour) from account_usage")
                .query(Timestamp.class)
                .optional()
                .orElse(null);
        Instant from = last == null ? Instant.EPOCH : last.toInstant().minus(LATE);
        jdbc.sql(COUNT).param("from", Timestamp.from(from)).update();
    }

    /** The last days of an account, today first; days without a call are left out. */
    public List<Day> days(long accountId, int days) {
        LocalDate first =
                LocalDate.ofInstant(clock.instant(), AccountGates.QUOTA_ZONE).minusDays(days - 1);
        return jdbc.sql("""
                        select (hour at time zone 'Asia/Seoul')::date as day, sum(calls), sum(creations), sum(rejections),
                            sum(errors)
                        from account_usage where account_id = :id and hour >= :from group by 1 order by 1 desc""")
                .param("id", accountId)
                .param(
                        "from",
                        Timestamp.from(
                                first.atStartOfDay(AccountGates.QUOTA_ZONE).toInstant()))
                .query((row, n) -> new Day(
                        row.getObject(1, LocalDate.class),
                        new Count(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))))
                .list();
    }

    /** The hours of the last day, the present one first; hours without a call are left out. */
    public List<Hour> hours(long accountId) {
        return jdbc.sql("""
                        select hour, calls, creations, rejections, errors from account_usage
                        where account_id = :id and hour > :from order by hour desc""")
                .param("id", accountId)
                .param(
                        "from",
                        Timestamp.from(
                                clock.instant().truncatedTo(ChronoUnit.HOURS).minus(DAY)))
                .query((row, n) -> new Hour(
                        row.getTimestamp(1).toInstant(),
                        new Count(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))))
                .list();
    }
}
