package io.dropshiphub.queue;

import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The dead-letter store: filled by settlement, emptied by people. */
@Component
public class DeadLetters {

    /** Narrows a list; null fields do not, the scope is never null. */
    public record Filter(Scope scope, String status, UUID batchId, Long accountId, String platform, String code) {}

    // whose they are stands at their batch
    private static final String OWNED = "d.batch_id in (select id from registration_batch where user_id = :owner)";

    private static final String MATCHES = """
            where (:status::text is null or d.status = :status) and (:batch::uuid is null or d.batch_id = :batch)
                and (:account::bigint is null or d.account_id = :account)
                and (:platform::text is null or exists (select 1 from account_gate g
                    where g.account_id = d.account_id and g.platform = :platform))
                and (:code::text is null or d.code = :code)""";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final Clock clock;

    DeadLetters(JdbcTemplate template, JdbcClient jdbc, Clock clock) {
        this.template = template;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(List<JobSettlement.Settle> group, List<JobStep> steps) {
        Columns dead = new Columns();
        for (int i = 0; i < steps.size(); i++) {
            JobStep step = steps.get(i);
            if (step != null && step.end() == JobStep.End.DEAD) {
                ListingJob job = group.get(i).job();
                Outcome outcome = group.get(i).outcome();
                boolean lookUp = job.kind() == JobKind.LOOK_UP;
                // a look-up that proved the listing absent leaves no doubt: it was a creation that failed
                JobKind died = outcome.outcomeClass() == OutcomeClass.ABSENT ? JobKind.REGISTER : job.kind();
                dead.row(
                        job.registrationId(),
                        job.accountId(),
                        job.batchId(),
                        job.product().sku().value(),
                        died.name(),
                        lookUp ? job.attempt() - 1 : job.attempt(),
                        outcome.code() == null ? "HUB-QUEUE-004" : outcome.code(),
                        outcome.message() == null
                                ? "No try succeeded; look at the attempts, mend the cause and replay"
                                : outcome.message());
            }
        }
        if (!dead.isEmpty()) {
            dead.update(template, """
                    insert into dead_letter
                        (registration_id, account_id, batch_id, seller_sku, kind, attempts, code, message)
                    select * from unnest(?::bigint[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::int[], ?::text[],
                        ?::text[])
                    on conflict (registration_id) where status = 'open' do nothing""", "bigint", "bigint", "uuid", "text", "text", "int", "text", "text");
        }
    }

    /** The newest first. */
    public List<DeadLetter> browse(Filter filter, int limit, long offset) {
        return matching("select d.*", "order by d.id desc limit :limit offset :offset", filter)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> deadLetter(row))
                .list();
    }

    /** How many match. */
    public long count(Filter filter) {
        return matching("select count(*)", "", filter).query(Long.class).single();
    }

    /** Whether the registration has an open dead letter whose creation may have taken effect. */
    public boolean isInDoubt(long registrationId) {
        return jdbc.sql("""
                        select exists (select 1 from dead_letter
                            where registration_id = :id and status = 'open' and kind = 'LOOK_UP')""").param("id", registrationId).query(Boolean.class).single();
    }

    /** One dead letter, if it exists within the scope. */
    public Optional<DeadLetter> find(Scope scope, long id) {
        return jdbc.sql("select d.* from dead_letter d where d.id = :id and " + scope.sql(OWNED))
                .param("id", id)
                .param("owner", scope.ownerId())
                .query((row, n) -> deadLetter(row))
                .optional();
    }

    /**
     * Closes open ones; one that is already closed is left as it is, so that a second call changes nothing.
     *
     * @param status {@code replayed} or {@code discarded}
     * @return those that this call closed
     */
    public List<DeadLetter> close(List<Long> ids, String status, String why) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        update dead_letter set status = :status, closed_at = :now, closed_why = :why
                        where id in (:ids) and status = 'open' returning *""")
                .param("status", status)
                .param("now", Timestamp.from(clock.instant()))
                .param("why", why)
                .param("ids", ids)
                .query((row, n) -> deadLetter(row))
                .list();
    }

    private JdbcClient.StatementSpec matching(String select, String order, Filter filter) {
        return jdbc.sql(select + " from dead_letter d " + MATCHES + " and "
                        + filter.scope().sql(OWNED) + " " + order)
                .param("owner", filter.scope().ownerId())
                .param("status", filter.status())
                .param("batch", filter.batchId())
                .param("account", filter.accountId())
                .param("platform", filter.platform())
                .param("code", filter.code());
    }

    private static DeadLetter deadLetter(ResultSet row) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        return new DeadLetter(
                row.getLong("id"),
                row.getLong("registration_id"),
                row.getLong("account_id"),
                row.getObject("batch_id", UUID.class),
                row.getString("seller_sku"),
                JobKind.valueOf(row.getString("kind")),
                row.getInt("attempts"),
                row.getString("code"),
                row.getString("message"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("status"),
                closed == null ? null : closed.toInstant(),
                row.getString("closed_why"));
    }
}
