package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.Scope;
import io.dropshiphub.queue.QueueStatistics;
import io.dropshiphub.registration.BatchStatus.Counts;
import io.dropshiphub.registration.BatchStatus.PlatformCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Counts a batch, from the ledger itself: there is no second counter that could drift. */
@Service
public class BatchProgress {

    private enum State {
        REGISTERED,
        CANCELLED,
        REJECTED,
        DEAD,
        WAITING;

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    private final JdbcClient jdbc;
    private final MarketAccounts accounts;
    private final QueueStatistics queue;

    BatchProgress(JdbcClient jdbc, MarketAccounts accounts, QueueStatistics queue) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.queue = queue;
    }

    /**
     * One batch, all of it seen at one moment.
     *
     * @throws RegistrationProblem when there is no such batch
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public BatchStatus status(UUID batch) {
        return jdbc.sql("select * from registration_batch where id = :id")
                .param("id", batch)
                .query((row, n) -> status(row))
                .optional()
                .orElseThrow(() -> RegistrationProblem.unknownBatch(batch));
    }

    /** The newest batches first. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<BatchStatus> list(Scope scope, int limit, long offset) {
        return jdbc
                .sql("""
                        select id from registration_batch where %s
                        order by created_at desc, id limit :limit offset :offset""".formatted(scope.sql("user_id = :owner")))
                .param("owner", scope.ownerId())
                .param("limit", limit)
                .param("offset", offset)
                .query(UUID.class)
                .list()
                .stream()
                .map(this::status)
                .toList();
    }

    private BatchStatus status(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Map<String, EnumMap<State, Long>> platforms = registrations(id);
        EnumMap<State, Long> all = new EnumMap<>(State.class);
        platforms.values().forEach(counts -> counts.forEach((state, n) -> all.merge(state, n, Long::sum)));
        EnumMap<State, Long> rows = rows(id);
        rows.merge(State.REJECTED, row.getLong("rows_rejected"), Long::sum);
        Counts registrations = counts(jobsWanted(id), all);
        Timestamp scheduled = row.getTimestamp("scheduled_at");
        Timestamp completed = row.getTimestamp("completed_at");
        return new BatchStatus(
                id,
                row.getString("name"),
                row.getString("source"),
                row.getString("file_name"),
                row.getString("status"),
                row.getBoolean("paused"),
                List.of((String[]) row.getArray("platforms").getArray()),
                row.getString("priority"),
                scheduled == null ? null : scheduled.toInstant(),
                counts(row.getLong("rows_read"), rows),
                registrations,
                platforms.entrySet().stream()
                        .map(entry ->
                                new PlatformCounts(entry.getKey(), counts(sum(entry.getValue()), entry.getValue())))
                        .toList(),
                registrations.total() == 0
                        ? (completed == null ? 0 : 100)
                        : Math.round(1000.0 * (registrations.total() - registrations.waiting()) / registrations.total())
                                / 10.0,
                registrations.waiting() == 0 ? null : queue.secondsToSend(id),
                row.getString("problem_code"),
                row.getString("problem_message"),
                row.getTimestamp("created_at").toInstant(),
                completed == null ? null : completed.toInstant());
    }

    private Map<String, EnumMap<State, Long>> registrations(UUID batch) {
        Map<Long, String> platformOf = new HashMap<>();
        for (MarketAccount account : accounts.all()) {
            platformOf.put(account.id(), account.platform());
        }
        Map<String, EnumMap<State, Long>> found = new TreeMap<>();
        jdbc.sql("select account_id, state, count(*) from platform_registration where batch_id = :id group by 1, 2")
                .param("id", batch)
                .query(row -> {
                    found.computeIfAbsent(
                                    platformOf.getOrDefault(row.getLong(1), "account " + row.getLong(1)),
                                    key -> new EnumMap<>(State.class))
                            .merge(State.of(row.getString(2)), row.getLong(3), Long::sum);
                });
        return found;
    }

    /** Each row counts once, by the worst of its accounts: waiting before dead before rejected before cancelled. */
    private EnumMap<State, Long> rows(UUID batch) {
        EnumMap<State, Long> found = new EnumMap<>(State.class);
        jdbc.sql("""
                        select worst, count(*) from (
                            select max(case state when 'waiting' then 4 when 'dead' then 3 when 'rejected' then 2
                                when 'cancelled' then 1 else 0 end) as worst
                            from platform_registration where batch_id = :id group by product_registration_id) as by_row
                        group by worst""").param("id", batch).query(row -> {
            found.put(State.values()[row.getInt(1)], row.getLong(2));
        });
        return found;
    }

    /** Counted from the accepted rows and the batch's marketplaces, not from the registrations themselves. */
    private long jobsWanted(UUID batch) {
        return jdbc.sql("""
                        select (rows_read - rows_rejected) * case when spread = 'one' then 1 else cardinality(platforms) end
                        from registration_batch where id = :id""").param("id", batch).query(Long.class).single();
    }

    private static long sum(EnumMap<State, Long> by) {
        return by.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Counts counts(long total, EnumMap<State, Long> by) {
        return new Counts(
                total,
                by.getOrDefault(State.REGISTERED, 0L),
                by.getOrDefault(State.REJECTED, 0L),
                by.getOrDefault(State.DEAD, 0L),
                by.getOrDefault(State.CANCELLED, 0L),
                by.getOrDefault(State.WAITING, 0L));
    }
}
