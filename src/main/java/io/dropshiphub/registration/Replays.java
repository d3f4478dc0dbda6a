package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.Scope;
import io.dropshiphub.queue.DeadLetter;
import io.dropshiphub.queue.DeadLetters;
import io.dropshiphub.queue.JobQueue;
import io.dropshiphub.queue.NewJob;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Second chances: dead letters are replayed, edited or discarded, rejected registrations of a batch are tried again. */
@Service
public class Replays {

    /**
     * What a replay did.
     *
     * @param replayed registrations in line again
     * @param skipped dead letters that were already closed, or whose SKU has newer content by now
     */
    public record Replayed(int replayed, int skipped) {}

    private record Row(
            UUID batchId,
            String priority,
            int maxAttempts,
            boolean isCurrent,
            String listingId,
            long productRegistrationId,
            String product) {}

    private final JdbcClient jdbc;
    private final DeadLetters deadLetters;
    private final JobQueue queue;
    private final RowFanOut fanOut;
    private final MarketAccounts accounts;
    private final ProductJson json;

    Replays(
            JdbcClient jdbc,
            DeadLetters deadLetters,
            JobQueue queue,
            RowFanOut fanOut,
            MarketAccounts accounts,
            ProductJson json) {
        this.jdbc = jdbc;
        this.deadLetters = deadLetters;
        this.queue = queue;
        this.fanOut = fanOut;
        this.accounts = accounts;
        this.json = json;
    }

    /** What a dead letter wanted to list. */
    public Product productOf(DeadLetter deadLetter) {
        return json.read(row(deadLetter).product());
    }

    /** Puts open dead letters in line again; a doubtful creation is looked up first. A second call changes nothing. */
    @Transactional
    public Replayed replay(List<Long> ids, String why) {
        List<DeadLetter> closed = deadLetters.close(ids, "replayed", why);
        int replayed = 0;
        for (DeadLetter deadLetter : closed) {
            Row row = row(deadLetter);
            if (row.isCurrent()) {
                enqueue(deadLetter, row);
                replayed++;
            }
        }
        return new Replayed(replayed, ids.size() - replayed);
    }

    /** Replays every open dead letter that matches. */
    @Transactional
    public Replayed replay(DeadLetters.Filter filter, String why) {
        DeadLetters.Filter open = new DeadLetters.Filter(
                filter.scope(), "open", filter.batchId(), filter.accountId(), filter.platform(), filter.code());
        List<Long> ids = deadLetters.browse(open, Integer.MAX_VALUE, 0).stream()
                .map(DeadLetter::id)
                .toList();
        return replay(ids, why);
    }

    /**
     * Changes the product of a dead letter's row and replays it.
     *
     * @throws RegistrationProblem when it does not exist, is closed, is in doubt, or the product has another SKU
     */
    @Transactional
    public Replayed edit(long id, Product product, String why) {
        DeadLetter deadLetter = open(id);
        if (deadLetter.kind() == JobKind.LOOK_UP) {
            throw RegistrationProblem.badEdit(
                    id, "its creation may have taken effect with the old content; replay it unchanged first");
        }
        if (!product.sku().value().equals(deadLetter.sellerSku())) {
            throw RegistrationProblem.badEdit(id, "the SKU must stay " + deadLetter.sellerSku());
        }
        Row row = row(deadLetter);
        String content = json.write(product);
        jdbc.sql("update product_registration set product = :product::jsonb where id = :id")
                .param("product", content)
                .param("id", row.productRegistrationId())
                .update();
        jdbc.sql("update platform_registration set content_hash = :hash where id = :id")
                .param("hash", ProductJson.contentHash(content))
                .param("id", deadLetter.registrationId())
                .update();
        return replay(List.of(id), why);
    }

    /**
     * Gives a dead letter up; the reason is kept.
     *
     * @param listingId the listing a person has found at the marketplace, which makes the registration a registered one;
     *     null when there is none, and a later row of the SKU may then create one
     * @return how many this call closed, 0 or 1
     */
    @Transactional
    public int discard(long id, String why, String listingId) {
        if (why == null || why.isBlank()) {
            throw RegistrationProblem.noReason();
        }
        List<DeadLetter> closed = deadLetters.close(List.of(id), "discarded", why);
        if (listingId != null && !listingId.isBlank()) {
            for (DeadLetter deadLetter : closed) {
                jdbc.sql("""
                                update platform_registration set state = 'registered', listing_id = :listing, code = null,
                                    message = :why, updated_at = now() where id = :id""")
                        .param("listing", listingId.strip())
                        .param("why", why)
                        .param("id", deadLetter.registrationId())
                        .update();
            }
        }
        return closed.size();
    }

    /**
     * One open dead letter.
     *
     * @throws RegistrationProblem when it does not exist or is closed
     */
    public DeadLetter open(long id) {
        DeadLetter found = find(Scope.ALL, id);
        if (!found.status().equals("open")) {
            throw RegistrationProblem.closedDeadLetter(id, found.status());
        }
        return found;
    }

    /**
     * One dead letter.
     *
     * @throws RegistrationProblem when it does not exist, or is somebody else's: nobody is told which
     */
    public DeadLetter find(Scope scope, long id) {
        return deadLetters.find(scope, id).orElseThrow(() -> RegistrationProblem.unknownDeadLetter(id));
    }

    /**
     * Tries again what of a batch was rejected by a marketplace or lacked a category, and what is dead.
     *
     * @throws RegistrationProblem when there is no such batch
     */
    @Transactional
    public Replayed retry(UUID batchId, String why) {
        BatchHead batch = jdbc.sql("select * from registration_batch where id = :id for update")
                .param("id", batchId)
                .query((row, n) -> BatchHead.of(row))
                .optional()
                .orElseThrow(() -> RegistrationProblem.unknownBatch(batchId));
        Replayed dead = replay(new DeadLetters.Filter(Scope.ALL, "open", batchId, null, null, null), why);
        int again = fanOut.again(batch, accounts.all());
        if (again > 0) {
            reopen(batchId);
        }
        return new Replayed(dead.replayed() + again, dead.skipped());
    }

    private void enqueue(DeadLetter deadLetter, Row row) {
        JobKind kind = deadLetter.kind() == JobKind.LOOK_UP
                ? JobKind.LOOK_UP
                : row.listingId() == null ? JobKind.REGISTER : JobKind.UPDATE;
        jdbc.sql("""
                        update platform_registration set state = 'waiting', code = null, message = null, field = null,
                            updated_at = now() where id = :id""").param("id", deadLetter.registrationId()).update();
        queue.enqueue(
                List.of(new NewJob(
                        deadLetter.registrationId(),
                        deadLetter.accountId(),
                        row.batchId(),
                        kind,
                        row.priority(),
                        null,
                        row.maxAttempts(),
                        false)),
                Set.of(accounts.byId(deadLetter.accountId()).platform()));
        reopen(row.batchId());
    }

    /** A batch that goes on is no longer complete, and owes a new result file. */
    private void reopen(UUID batch) {
        jdbc.sql("""
                        update registration_batch set status = 'processing', completed_at = null, result_at = null
                        where id = :id and status in ('completed', 'failed', 'cancelled')""").param("id", batch).update();
    }

    private Row row(DeadLetter deadLetter) {
        return jdbc.sql("""
                        select b.id, b.priority, b.max_attempts, r.is_current, r.listing_id, p.id as product_id, p.product
                        from platform_registration r
                        join registration_batch b on b.id = r.batch_id
                        join product_registration p on p.id = r.product_registration_id
                        where r.id = :id""")
                .param("id", deadLetter.registrationId())
                .query((row, n) -> new Row(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getInt(3),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7)))
                .single();
    }
}
