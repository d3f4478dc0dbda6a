package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.queue.JobQueue;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches: opened by an intake, filled with rows, closed, and steered by people. */
@Service
public class RegistrationBatches {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationBatches.class);
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final MarketAccounts accounts;
    private final RowFanOut fanOut;
    private final JobQueue queue;
    private final Clock clock;

    RegistrationBatches(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MarketAccounts accounts,
            RowFanOut fanOut,
            JobQueue queue,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.accounts = accounts;
        this.fanOut = fanOut;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Opens a batch, or finds the one that the same input has opened before.
     *
     * @throws RegistrationProblem when a target marketplace has no enabled account
     */
    @Transactional
    public OpenBatch open(BatchRequest request) {
        eligible(request.ownerId(), request.platforms());
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into registration_batch (id, user_id, name, source, dedupe_key, file_name, status, platforms,
                            priority, scheduled_at, max_attempts, fit_images, spread, created_at, touched_at)
                        values (:id, :owner, :name, :source, :key, :file, 'reading', :platforms::text[], :priority, :scheduled,
                            :attempts, :images, :spread, :now, :now)
                        on conflict (user_id, source, dedupe_key) do nothing""")
                .param("id", id)
                .param("owner", request.ownerId())
                .param("name", request.name())
                .param("source", request.source().word())
                .param("key", request.dedupeKey())
                .param("file", request.fileName())
                .param("platforms", "{" + String.join(",", request.platforms()) + "}")
                .param("priority", request.priority().word())
                .param("scheduled", request.scheduledAt() == null ? null : Timestamp.from(request.scheduledAt()))
                .param("attempts", request.maxAttempts())
                .param("images", request.fitImages())
                .param("spread", request.spread().word())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return jdbc.sql("""
                        select id, read_up_to_line, status <> 'reading' as read from registration_batch
                        where user_id = :owner and source = :source and dedupe_key = :key""")
                .param("owner", request.ownerId())
                .param("source", request.source().word())
                .param("key", request.dedupeKey())
                .query((row, n) -> new OpenBatch(
                        row.getObject("id", UUID.class), row.getLong("read_up_to_line"), row.getBoolean("read")))
                .single();
    }

    /**
     * Stores rows with everything that follows from them (registrations and their jobs), all or nothing, and moves the
     * checkpoint. Rows at or before the stored checkpoint are passed over: another reader has stored them.
     *
     * @param readUpToLine the last line these rows and the ones before stand for
     * @throws BatchEnded when the batch was cancelled or closed meanwhile
     * @throws RegistrationProblem when the batch is unknown, or a target marketplace has no enabled account any more
     */
    public void accept(UUID batch, long readUpToLine, List<BatchRow> rows) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> acceptOnce(batch, readUpToLine, rows));
                return;
            } catch (ConcurrencyFailureException | DuplicateKeyException e) {
                // another batch is writing the same SKUs: look again at what is there now
                if (attempt == TRIES) {
                    throw e;
                }
                LOG.info("Batch {} met another writer up to line {}, trying again", batch, readUpToLine);
            }
        }
    }

    private void acceptOnce(UUID batchId, long readUpToLine, List<BatchRow> rows) {
        BatchHead batch = head(batchId, true);
        if (!batch.status().equals("reading")) {
            throw new BatchEnded(batchId, batch.status());
        }
        if (readUpToLine <= batch.readUpToLine()) {
            return;
        }
        List<BatchRow> fresh =
                rows.stream().filter(row -> row.line() > batch.readUpToLine()).toList();
        fanOut.store(batch, fresh, eligible(batch.ownerId(), batch.platforms()));
        jdbc.sql("""
                        update registration_batch set read_up_to_line = :line, touched_at = :now,
                            rows_read = rows_read + :rows,
                            rows_rejected = rows_rejected + :rejected where id = :id""")
                .param("line", readUpToLine)
                .param("now", Timestamp.from(clock.instant()))
                .param("rows", fresh.size())
                .param(
                        "rejected",
                        fresh.stream().filter(row -> row.product() == null).count())
                .param("id", batchId)
                .update();
    }

    /** What accepting this row for that owner would refuse, beyond its own problems; stores nothing. */
    public List<RowProblem> check(long ownerId, List<String> platforms, Spread spread, BatchRow row) {
        List<RowProblem> problems = new ArrayList<>(row.problems());
        List<RowProblem> unmapped = new ArrayList<>();
        for (String platform : platforms) {
            if (accounts.eligible(ownerId, platform).isEmpty()) {
                RegistrationProblem problem = RegistrationProblem.noAccount(platform);
                problems.add(new RowProblem(row.line(), null, problem.code(), problem.detail()));
            } else if (row.product() != null) {
                fanOut.unmapped(row, platform).ifPresent(unmapped::add);
            }
        }
        if (spread == Spread.ALL || unmapped.size() == platforms.size()) {
            problems.addAll(unmapped);
        }
        return problems;
    }

    /** The input has been read to its end. */
    @Transactional
    public void close(UUID batch) {
        jdbc.sql(
                        "update registration_batch set status = 'processing', read_at = :now where id = :id and status = 'reading'")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", batch)
                .update();
    }

    /** The input could not be read to its end; rows accepted so far go on, then the batch ends as failed. */
    @Transactional
    public void fail(UUID batch, String code, String message) {
        jdbc.sql("""
                        update registration_batch set status = 'processing', read_at = :now, problem_code = :code,
                            problem_message = :message
                        where id = :id and status = 'reading'""")
                .param("now", Timestamp.from(clock.instant()))
                .param("code", code)
                .param("message", message)
                .param("id", batch)
                .update();
    }

    /** Holds what is not sent yet, until {@link #resume}. */
    @Transactional
    public void pause(UUID batch) {
        changeOpen(batch, "paused", "paused = true");
        queue.hold(batch);
    }

    /** Lets a paused batch go on. */
    @Transactional
    public void resume(UUID batch) {
        changeOpen(batch, "resumed", "paused = false");
        queue.unhold(batch);
    }

    /**
     * Cancels what is not sent yet. What is being called finishes and is recorded; a doubtful creation is still looked up.
     *
     * @return how many registrations were cancelled
     */
    @Transactional
    public int cancel(UUID batch) {
        changeOpen(batch, "cancelled", "status = 'cancelled', paused = false");
        queue.unhold(batch);
        List<Long> withdrawn = queue.withdraw(batch);
        if (withdrawn.isEmpty()) {
            return 0;
        }
        return jdbc.sql("""
                        update platform_registration set state = 'cancelled', code = 'HUB-REG-014',
                            message = 'The batch was cancelled before this was sent', updated_at = :now
                        where id in (:ids)""")
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", withdrawn)
                .update();
    }

    private void changeOpen(UUID batchId, String wish, String change) {
        BatchHead batch = head(batchId, true);
        if (!batch.status().equals("reading") && !batch.status().equals("processing")) {
            throw RegistrationProblem.finished(batchId, batch.status(), wish);
        }
        jdbc.sql("update registration_batch set " + change + " where id = :id")
                .param("id", batchId)
                .update();
    }

    private Map<String, List<MarketAccount>> eligible(long ownerId, List<String> platforms) {
        Map<String, List<MarketAccount>> found = new java.util.LinkedHashMap<>();
        for (String platform : platforms) {
            List<MarketAccount> usable = accounts.eligible(ownerId, platform);
            if (usable.isEmpty()) {
                throw RegistrationProblem.noAccount(platform);
            }
            found.put(platform, usable);
        }
        return found;
    }

    private BatchHead head(UUID batch, boolean lock) {
        return jdbc.sql("select * from registration_batch where id = :id" + (lock ? " for update" : ""))
                .param("id", batch)
                .query((row, n) -> BatchHead.of(row))
                .optional()
                .orElseThrow(() -> RegistrationProblem.unknownBatch(batch));
    }
}
