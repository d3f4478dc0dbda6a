package io.dropshiphub.queue;

import io.dropshiphub.product.JobKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts jobs in line and takes them out again; every method runs inside the caller's transaction. */
@Component
public class JobQueue {

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final QueueSignals signals;
    private final QueueProperties settings;
    private final Clock clock;

    JobQueue(JdbcTemplate jdbc, JdbcClient client, QueueSignals signals, QueueProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.client = client;
        this.signals = signals;
        this.settings = settings;
        this.clock = clock;
    }

    /** Puts jobs in line. The lanes of {@code platforms} are woken when the transaction commits. */
    public void enqueue(List<NewJob> jobs, Set<String> platforms) {
        if (jobs.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Columns rows = new Columns();
        for (NewJob job : jobs) {
            Instant due = job.dueAt() == null ? now : job.dueAt();
            rows.row(
                    job.registrationId(),
                    job.accountId(),
                    job.batchId(),
                    job.kind().name(),
                    rank(due, job.priority()).toString(),
                    due.toString(),
                    job.maxAttempts(),
                    job.behind() ? "behind" : due.isAfter(now) ? "scheduled" : "ready");
        }
        rows.update(jdbc, """
                insert into registration_queue
                    (registration_id, account_id, batch_id, kind, rank, due_at, max_attempts, state)
                select registration_id, account_id, batch_id, kind, rank, due_at, max_attempts,
                    case when state = 'ready' and exists (select 1 from held_batch h where h.batch_id = t.batch_id)
                        then 'held' else state end
                from unnest(?::bigint[], ?::bigint[], ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[],
                    ?::text[]) as t (registration_id, account_id, batch_id, kind, rank, due_at, max_attempts, state)""", "bigint", "bigint", "uuid", "text", "text", "text", "int", "text");
        platforms.forEach(signals::wake);
    }

    /** Where a job due then stands in line: a head start for urgent ones, ageing for all. */
    private Instant rank(Instant due, String priority) {
        return due.minus(settings.headStart().getOrDefault(priority, Duration.ZERO));
    }

    /** Pauses a batch: what is in line is held, what is being called finishes. */
    public void hold(UUID batch) {
        client.sql("insert into held_batch (batch_id) values (:batch) on conflict do nothing")
                .param("batch", batch)
                .update();
        client.sql("update registration_queue set state = 'held' where batch_id = :batch and state = 'ready'")
                .param("batch", batch)
                .update();
    }

    /** Lets a paused batch go on. */
    public void unhold(UUID batch) {
        client.sql("delete from held_batch where batch_id = :batch")
                .param("batch", batch)
                .update();
        client.sql("update registration_queue set state = 'ready' where batch_id = :batch and state = 'held'")
                .param("batch", batch)
                .update();
        signals.wakeAll();
    }

    /**
     * Takes a batch's unsent creations and updates out of the line. Doubtful creations stay until looked up, approvals
     * stay, and so do jobs behind a call that is under way: they keep the place and end when it is answered.
     *
     * @return the platform registrations that will not be sent any more
     */
    public List<Long> withdraw(UUID batch) {
        return client.sql("""
                        delete from registration_queue
                        where batch_id = :batch and kind in ('REGISTER', 'UPDATE')
                            and state in ('ready', 'scheduled', 'held')
                        returning registration_id""").param("batch", batch).query(Long.class).list();
    }

    /** How a job left the line. */
    public enum Withdrawn {
        /** It was not in line: nothing there, or a call is under way or in doubt. */
        NOT_IN_LINE,
        /** It was waiting for its turn. */
        WAITING,
        /** It was waiting behind an earlier job of the same SKU, which is still under way. */
        BEHIND
    }

    /** Takes one registration out of the line if nothing was sent for it yet. */
    public Withdrawn withdraw(long registrationId) {
        return client.sql("""
                        delete from registration_queue
                        where registration_id = :id and kind in ('REGISTER', 'UPDATE')
                            and state in ('ready', 'scheduled', 'held', 'behind')
                        returning state""")
                .param("id", registrationId)
                .query(String.class)
                .optional()
                .map(state -> state.equals("behind") ? Withdrawn.BEHIND : Withdrawn.WAITING)
                .orElse(Withdrawn.NOT_IN_LINE);
    }

    /** Removes a job that waited behind another and has nothing left to do. */
    public void drop(long registrationId) {
        client.sql("delete from registration_queue where registration_id = :id and state = 'behind'")
                .param("id", registrationId)
                .update();
    }

    /** Lets a job through that waited behind an earlier one of the same SKU. */
    public void letThrough(long registrationId, JobKind kind) {
        client.sql("""
                        update registration_queue q set kind = :kind, state = case
                            when q.due_at > :now then 'scheduled'
                            when exists (select 1 from held_batch h where h.batch_id = q.batch_id) then 'held'
                            else 'ready' end
                        where registration_id = :id and state = 'behind'""")
                .param("kind", kind.name())
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .param("id", registrationId)
                .update();
        signals.wakeAll();
    }

    /** Whether any creation, update or look-up of the batch is still open. */
    public boolean hasWork(UUID batch) {
        // expecting to find a row at once, the planner would read the table from its start, past every waiting approval
        jdbc.execute("select set_config('enable_seqscan', 'off', true)");
        return client.sql("""
                        select exists (select 1 from registration_queue
                            where batch_id = :batch and kind in ('REGISTER', 'UPDATE', 'LOOK_UP'))""").param("batch", batch).query(Boolean.class).single();
    }
}
