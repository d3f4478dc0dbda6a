package io.dropshiphub.queue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves jobs from one account's line to another's, as long as nothing was sent for them. */
@Component
public class LineMoves {

    /** A creation in line that was never tried. */
    public record Movable(long registrationId, UUID batchId) {}

    /** No try is counted for "too many calls", but that answer is a refusal: nothing came of it. */
    private static final String NEVER_TRIED =
            "kind = 'REGISTER' and state in ('ready', 'scheduled', 'held') and attempt = 0 and doubts = 0";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final QueueSignals signals;

    LineMoves(JdbcTemplate template, JdbcClient jdbc, QueueSignals signals) {
        this.template = template;
        this.jdbc = jdbc;
        this.signals = signals;
    }

    /** Up to {@code most} creations of the account that could move, behind that registration, in the order of their ids. */
    public List<Movable> movable(long accountId, long after, int most) {
        return jdbc.sql("select registration_id, batch_id from registration_queue where account_id = :account and "
                        + NEVER_TRIED + " and registration_id > :after order by registration_id limit :most")
                .param("account", accountId)
                .param("after", after)
                .param("most", most)
                .query((row, n) -> new Movable(row.getLong(1), row.getObject(2, UUID.class)))
                .list();
    }

    /**
     * Moves jobs, inside the caller's transaction; each keeps its place by rank. A job that was claimed meanwhile stays.
     *
     * @param accounts the new account by registration
     * @return the registrations whose jobs have moved
     */
    public Set<Long> move(long from, String platform, Map<Long, Long> accounts) {
        if (accounts.isEmpty()) {
            return Set.of();
        }
        Columns rows = new Columns();
        accounts.forEach((registration, account) -> rows.row(registration, account, from));
        Set<Long> moved = rows.query(
                template,
                "update registration_queue q set account_id = t.new_account from unnest(?::bigint[], ?::bigint[], ?::bigint[])"
                        + " as t (registration, new_account, old_account)"
                        + " where q.registration_id = t.registration and q.account_id = t.old_account and "
                        + NEVER_TRIED + " returning q.registration_id",
                "bigint",
                "bigint",
                "bigint");
        signals.wake(platform);
        return moved;
    }

    /** How many creations are in the account's line, those being called not counted. */
    public long creations(long accountId) {
        return jdbc.sql("""
                        select count(*) from registration_queue where account_id = :account and kind = 'REGISTER'
                            and state in ('ready', 'scheduled', 'held', 'behind')""").param("account", accountId).query(Long.class).single();
    }
}
