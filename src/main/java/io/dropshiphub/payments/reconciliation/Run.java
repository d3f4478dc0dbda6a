package io.dropshiphub.payments.reconciliation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/** A comparison that this hub works on just now; one thread's. */
final class Run {

    final long id;
    final UUID claim;
    final String gateway;
    final Instant from;
    final Instant to;
    final int tries;
    final int waits;

    /** {@code payments}, {@code refunds} or {@code done}. */
    String list;

    /** Where the next page begins, null for the first. */
    String cursor;

    /** It goes on another time, or somebody else works on it. */
    boolean over;

    /** Why something could not be found out, after the last try; else null. */
    String unread;

    /** What the gateway has not listed, to be asked for by its ids. */
    final Deque<Unlisted> unlisted = new ArrayDeque<>();

    /**
     * Something of the ledger's that the gateway has not listed.
     *
     * @param refundId which refund of the payment; null: the payment itself
     */
    record Unlisted(UUID paymentId, UUID refundId) {}

    Run(
            long id,
            UUID claim,
            String gateway,
            Instant from,
            Instant to,
            int tries,
            int waits,
            String list,
            String cursor) {
        this.id = id;
        this.claim = claim;
        this.gateway = gateway;
        this.from = from;
        this.to = to;
        this.tries = tries;
        this.waits = waits;
        this.list = list;
        this.cursor = cursor;
    }

    /** Nothing to do. */
    static Run idle(long id) {
        Run run = new Run(id, null, null, null, null, 0, 0, "done", null);
        run.over = true;
        return run;
    }

    boolean isRead() {
        return list.equals("done");
    }
}
