package io.dropshiphub.queue;

import io.dropshiphub.product.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The queue in figures. */
@Service
public class QueueStatistics {

    /** Jobs of one marketplace, kind and state. */
    public record Line(String platform, String kind, String state, long jobs, Instant oldest) {}

    /** Calls of the last hour, by marketplace and outcome class. */
    public record Calls(String platform, String outcome, long calls) {}

    /** One call that was made. */
    public record Attempt(Instant at, int attempt, String kind, String outcome, String code, String message) {}

    /** How often an error occurred. */
    public record Errors(String platform, String outcome, String code, long times, Instant last, String example) {}

    /**
     * What the calls of an account came to.
     *
     * @param rejected content the marketplace refused
     * @param failed no usable answer; neither quota nor outage, which say nothing about the account, nor refused credentials
     * @param lastSuccess null when there is none
     * @param lastFailure no usable answer, or refused credentials; null when there is none
     * @param lastFailureWhy null when there is none
     */
    public record AccountCalls(
            long accountId,
            long calls,
            long rejected,
            long failed,
            Instant lastSuccess,
            Instant lastFailure,
            String lastFailureWhy) {}

    private static final long SECONDS_A_DAY = 86_400;
    // whose an account is stands at the account
    private static final String OWNED = "g.account_id in (select id from market_account where user_id = :owner)";

    private final JdbcClient jdbc;
    private final AccountGates gates;
    private final Clock clock;

    QueueStatistics(JdbcClient jdbc, AccountGates gates, Clock clock) {
        this.jdbc = jdbc;
        this.gates = gates;
        this.clock = clock;
    }

    /** What stands in line now for the accounts of a scope. */
    public List<Line> lines(Scope scope) {
        return jdbc.sql("""
                        select g.platform, q.kind, q.state, count(*) as jobs, min(q.enqueued_at) as oldest
                        from registration_queue q join account_gate g on g.account_id = q.account_id where %s
                        group by 1, 2, 3 order by 1, 2, 3""".formatted(scope.sql(OWNED)))
                .param("owner", scope.ownerId())
                .query((row, n) -> new Line(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    /** What was called since {@code from} with the accounts of a scope. */
    public List<Calls> calls(Scope scope, Instant from) {
        return jdbc.sql("""
                        select g.platform, a.outcome, count(*)
                        from attempt a join account_gate g on g.account_id = a.account_id
                        where %s and a.at >= :from group by 1, 2 order by 1, 2""".formatted(scope.sql(OWNED)))
                .param("owner", scope.ownerId())
                .param("from", java.sql.Timestamp.from(from))
                .query((row, n) -> new Calls(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** What was called since {@code from}, by account; accounts without a call are left out. */
    public List<AccountCalls> callsByAccount(Instant from) {
        return jdbc.sql("""
                        select account_id, count(*), count(*) filter (where outcome = 'REJECTED'),
                            count(*) filter (where outcome in ('NOT_SENT', 'UNKNOWN')),
                            max(at) filter (where outcome = 'REGISTERED'), max(at) filter (where failed),
                            (array_agg(concat_ws(': ', code, message) order by at desc) filter (where failed))[1]
                        from (select *, outcome in ('AUTH', 'NOT_SENT', 'UNKNOWN') as failed
                            from attempt where at >= :from) recent
                        group by account_id""")
                .param("from", java.sql.Timestamp.from(from))
                .query((row, n) -> new AccountCalls(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        instant(row.getTimestamp(5)),
                        instant(row.getTimestamp(6)),
                        row.getString(7)))
                .list();
    }

    private static Instant instant(java.sql.Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** The calls of one registration, oldest first. */
    public List<Attempt> attempts(long registrationId) {
        return jdbc.sql(
                        "select at, attempt, kind, outcome, code, message from attempt where registration_id = :id order by id")
                .param("id", registrationId)
                .query((row, n) -> new Attempt(
                        row.getTimestamp(1).toInstant(),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    /** What went wrong with the accounts of a scope since {@code from}, the most frequent first. */
    public List<Errors> errors(Scope scope, Instant from) {
        return jdbc.sql("""
                        select g.platform, a.outcome, a.code, count(*), max(a.at), max(a.message)
                        from attempt a join account_gate g on g.account_id = a.account_id
                        where %s and a.at >= :from and a.outcome <> 'REGISTERED'
                        group by 1, 2, 3 order by 4 desc limit 200""".formatted(scope.sql(OWNED)))
                .param("owner", scope.ownerId())
                .param("from", java.sql.Timestamp.from(from))
                .query((row, n) -> new Errors(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6)))
                .list();
    }

    /**
     * How long until the last unsent job of a batch may be sent: per account, everything in line over its rate in force, its
     * calls a minute and a day, and its creations a day; the slowest account decides. A job is taken to be one call.
     *
     * @return seconds, or null when some account of it has no limit to reckon with, or is stopped
     */
    public Long secondsToSend(UUID batch) {
        Map<Long, Long> inLine = new HashMap<>();
        jdbc.sql("""
                        select account_id, count(*) from registration_queue
                        where kind <> 'APPROVAL' and account_id in
                            (select distinct account_id from registration_queue where batch_id = :batch and kind <> 'APPROVAL')
                        group by 1""").param("batch", batch).query(row -> {
            inLine.put(row.getLong(1), row.getLong(2));
        });
        long slowest = 0;
        for (AccountGate gate : gates.all()) {
            Long jobs = inLine.get(gate.accountId());
            if (jobs == null) {
                continue;
            }
            Long seconds = seconds(gate, jobs);
            if (seconds == null) {
                return null;
            }
            slowest = Math.max(slowest, seconds);
        }
        return slowest;
    }

    private Long seconds(AccountGate gate, long jobs) {
        double rate = gate.callsPerSecond();
        if (gate.pausedWhy() != null || gate.platformPausedWhy() != null || rate <= 0) {
            return null;
        }
        long byRate = (long) Math.ceil(Math.max(0, jobs - Math.max(0, gate.tokens())) / rate);
        long untilOpen = gate.closedUntil() == null
                ? 0
                : Math.max(
                        0, gate.closedUntil().getEpochSecond() - clock.instant().getEpochSecond());
        long byDay = Math.max(
                byDay(jobs, gate.dailyCreations(), gate.creationsUsed()),
                byDay(jobs, gate.calls().perDay(), gate.calls().today()));
        long untilAllowed = gate.creationsStoppedUntil() == null ? 0 : secondsToMidnight();
        return Math.max(Math.max(byRate, byDay), untilAllowed) + untilOpen;
    }

    private long byDay(long jobs, int limit, long used) {
        if (limit <= 0) {
            return 0;
        }
        long leftToday = Math.max(0, limit - used);
        long fullDays = jobs <= leftToday ? 0 : (jobs - leftToday - 1) / limit + 1;
        return fullDays == 0 ? 0 : secondsToMidnight() + (fullDays - 1) * SECONDS_A_DAY;
    }

    private long secondsToMidnight() {
        var now = clock.instant().atZone(AccountGates.QUOTA_ZONE);
        return now.toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(AccountGates.QUOTA_ZONE)
                        .toEpochSecond()
                - now.toEpochSecond();
    }
}
