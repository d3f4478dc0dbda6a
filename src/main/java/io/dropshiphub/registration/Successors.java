package io.dropshiphub.registration;

import io.dropshiphub.product.JobKind;
import io.dropshiphub.queue.DeadLetters;
import io.dropshiphub.queue.JobQueue;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets the newer wish for a SKU go on when the call it waited behind has been answered. */
@Component
class Successors {

    private record Pair(
            long endedId,
            String endedState,
            String endedListing,
            boolean sameContent,
            long nextId,
            boolean nextCancelled,
            String nextListing) {}

    private final JdbcClient jdbc;
    private final JobQueue queue;
    private final DeadLetters deadLetters;

    Successors(JdbcClient jdbc, JobQueue queue, DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.deadLetters = deadLetters;
    }

    /** {@code ended} are registrations that have ended and were replaced as the current one while they were under way. */
    void goOn(List<Long> ended) {
        List<Pair> pairs = jdbc.sql("""
                        select e.id, e.state, e.listing_id, e.content_hash = n.content_hash as same, n.id as next_id,
                            b.status = 'cancelled' as cancelled, n.listing_id as next_listing
                        from platform_registration e
                        join platform_registration n on n.account_id = e.account_id and n.seller_sku = e.seller_sku
                            and n.is_current and n.state = 'waiting'
                        join registration_batch b on b.id = n.batch_id
                        where e.id in (:ids) and e.state <> 'waiting'""")
                .param("ids", ended)
                .query((row, n) -> new Pair(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getLong(5),
                        row.getBoolean(6),
                        row.getString(7)))
                .list();
        pairs.forEach(this::goOn);
    }

    private void goOn(Pair pair) {
        String listing = pair.endedListing() == null ? pair.nextListing() : pair.endedListing();
        if (pair.nextCancelled()) {
            end(pair.nextId(), "cancelled", listing, "HUB-REG-014", "The batch was cancelled before this was sent");
        } else if (pair.endedState().equals("registered") && pair.sameContent()) {
            end(
                    pair.nextId(),
                    "registered",
                    listing,
                    null,
                    "Already listed with exactly this content; nothing was sent");
        } else if (pair.endedState().equals("dead") && deadLetters.isInDoubt(pair.endedId())) {
            end(
                    pair.nextId(),
                    "rejected",
                    listing,
                    "HUB-REG-012",
                    "An earlier creation of this SKU may have taken effect and waits for a person as a dead letter;"
                            + " replay or discard that first, then send this again");
        } else {
            jdbc.sql("update platform_registration set listing_id = :listing where id = :id")
                    .param("listing", listing)
                    .param("id", pair.nextId())
                    .update();
            queue.letThrough(pair.nextId(), listing == null ? JobKind.REGISTER : JobKind.UPDATE);
        }
    }

    private void end(long id, String state, String listing, String code, String message) {
        queue.drop(id);
        jdbc.sql("""
                        update platform_registration set state = :state, listing_id = :listing, code = :code,
                            message = :message, updated_at = now() where id = :id""")
                .param("state", state)
                .param("listing", listing)
                .param("code", code)
                .param("message", message)
                .param("id", id)
                .update();
    }
}
