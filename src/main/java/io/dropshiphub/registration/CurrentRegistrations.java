package io.dropshiphub.registration;

import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.queue.DeadLetters;
import io.dropshiphub.queue.JobQueue;
import io.dropshiphub.registration.RowFanOut.Placement;
import io.dropshiphub.registration.RowFanOut.Wish;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What accounts already have of a SKU, and what a new wish for it therefore means: a creation, an update, nothing, or a
 * place behind the call that is under way. This is where "at most one live listing per account and SKU" is kept.
 */
@Component
class CurrentRegistrations {

    private static final String UNCHANGED = "Already listed with exactly this content; nothing was sent";

    private record Key(long accountId, String sku) {}

    private record Current(long id, String state, long contentHash, String listingId, boolean storedBefore) {}

    private final JdbcTemplate jdbc;
    private final JobQueue queue;
    private final DeadLetters deadLetters;

    CurrentRegistrations(JdbcTemplate jdbc, JobQueue queue, DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.deadLetters = deadLetters;
    }

    /**
     * An account that has a SKU.
     *
     * @param needsCreation whether a new wish for it would have to create the listing
     */
    record Holder(MarketAccount account, boolean needsCreation) {}

    /** The current registrations of some SKUs on some accounts; kept up to date while a chunk is placed. */
    static final class Found {

        private final Map<Key, Current> byKey;

        private Found(Map<Key, Current> byKey) {
            this.byKey = byKey;
        }

        /** The account that keeps the SKU, because it has it: live or under way before one with an unsettled end. */
        Optional<Holder> holder(List<MarketAccount> accounts, String sku) {
            Holder unsettled = null;
            for (MarketAccount account : accounts) {
                Current held = byKey.get(new Key(account.id(), sku));
                if (held != null && (held.listingId() != null || held.state().equals("waiting"))) {
                    return Optional.of(new Holder(account, false));
                }
                if (held != null && unsettled == null && held.state().equals("dead")) {
                    unsettled = new Holder(account, true);
                }
            }
            return Optional.ofNullable(unsettled);
        }

        /** Whether that registration is the current one of the wish's SKU. */
        boolean isCurrent(Wish wish, long registrationId) {
            Current held = byKey.get(new Key(wish.accountId(), wish.sku()));
            return held != null && held.id() == registrationId;
        }

        void replace(Wish wish, long id, Placement placement) {
            if (placement.isCurrent()) {
                byKey.put(
                        new Key(wish.accountId(), wish.sku()),
                        new Current(id, placement.state(), wish.contentHash(), placement.listingId(), false));
            }
        }
    }

    /** Reads and locks what is there. */
    Found find(List<String> skus, Collection<List<MarketAccount>> accounts) {
        return find(skus, accounts, " for update");
    }

    /** Reads what is there, for a look that changes nothing. */
    Found look(List<String> skus, Collection<List<MarketAccount>> accounts) {
        return find(skus, accounts, "");
    }

    private Found find(List<String> skus, Collection<List<MarketAccount>> accounts, String lock) {
        Map<Key, Current> byKey = new HashMap<>();
        Object[] accountIds = accounts.stream()
                .flatMap(List::stream)
                .map(MarketAccount::id)
                .distinct()
                .toArray();
        if (!skus.isEmpty()) {
            jdbc.query(
                    connection -> {
                        var statement = connection.prepareStatement("""
                                select account_id, seller_sku, id, state, content_hash, listing_id
                                from platform_registration
                                where is_current and account_id = any (?) and seller_sku = any (?)
                                order by id""" + lock);
                        statement.setArray(1, connection.createArrayOf("bigint", accountIds));
                        statement.setArray(2, connection.createArrayOf("text", skus.toArray()));
                        return statement;
                    },
                    row -> {
                        byKey.put(
                                new Key(row.getLong(1), row.getString(2)),
                                new Current(row.getLong(3), row.getString(4), row.getLong(5), row.getString(6), true));
                    });
        }
        return new Found(byKey);
    }

    /** Decides one wish; takes an unsent older job out of the line where the wish replaces it. */
    Placement place(Wish wish, Found found) {
        if (wish.unmapped() != null) {
            return new Placement(
                    "rejected",
                    false,
                    null,
                    false,
                    null,
                    null,
                    wish.unmapped().code(),
                    wish.unmapped().message());
        }
        Current held = found.byKey.get(new Key(wish.accountId(), wish.sku()));
        if (held == null) {
            return new Placement("waiting", true, JobKind.REGISTER, false, null, null, null, null);
        }
        return switch (held.state()) {
            case "registered" ->
                held.contentHash() == wish.contentHash()
                        ? new Placement("registered", false, null, false, held.listingId(), null, null, UNCHANGED)
                        : next(held, false);
            case "waiting" -> behindOrInstead(wish, held);
            case "dead" ->
                doubtful(held)
                        ? new Placement(
                                "rejected",
                                false,
                                null,
                                false,
                                null,
                                null,
                                "HUB-REG-012",
                                "An earlier creation of " + wish.sku()
                                        + " may have taken effect and waits for a person as a dead letter;"
                                        + " replay or discard that first, then send this again")
                        : next(held, false);
            default -> next(held, false);
        };
    }

    /** Nothing sent yet: the new wish takes the old one's place. Something under way: it waits for its answer. */
    private Placement behindOrInstead(Wish wish, Current held) {
        if (!held.storedBefore()) {
            return new Placement(
                    "rejected",
                    false,
                    null,
                    false,
                    null,
                    null,
                    "HUB-REG-015",
                    "SKU " + wish.sku() + " stands twice in this batch; only the first one was taken");
        }
        JobQueue.Withdrawn withdrawn = queue.withdraw(held.id());
        if (withdrawn == JobQueue.Withdrawn.NOT_IN_LINE) {
            return next(held, true);
        }
        jdbc.update("""
                update platform_registration set state = 'cancelled', code = 'HUB-REG-011', updated_at = now(),
                    message = 'Replaced by a newer row of the same SKU before it was sent' where id = ?""", held.id());
        return next(held, withdrawn == JobQueue.Withdrawn.BEHIND);
    }

    private static Placement next(Current held, boolean behind) {
        JobKind kind = held.listingId() == null ? JobKind.REGISTER : JobKind.UPDATE;
        return new Placement("waiting", true, kind, behind, held.listingId(), held.id(), null, null);
    }

    private boolean doubtful(Current held) {
        return deadLetters.isInDoubt(held.id());
    }

    /** These are no longer the current ones. */
    void retire(List<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.update(connection -> {
                var statement = connection.prepareStatement(
                        "update platform_registration set is_current = false where id = any (?)");
                statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
                return statement;
            });
        }
    }
}
