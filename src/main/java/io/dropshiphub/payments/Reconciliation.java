package io.dropshiphub.payments;

import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A comparison of the ledger with what a gateway lists.
 *
 * @param id its number
 * @param gateway the gateway's name
 * @param from the period's begin, included
 * @param to its end, excluded
 * @param askedBy who asked for it; null: the hub itself
 * @param state whether it is over
 * @param code why it is not over or incomplete, or null
 * @param message the same as a sentence, or null
 * @param resolved how many payments did not agree until they were read at the gateway
 * @param sums by payments and refunds and currency; empty until it is complete
 * @param differences how many of each kind; empty until it is complete
 * @param createdAt when it was asked for
 * @param dueAt when it goes on, or null when it is over
 * @param endedAt when it ended, or null
 */
public record Reconciliation(
        long id,
        String gateway,
        Instant from,
        Instant to,
        String askedBy,
        State state,
        String code,
        String message,
        int resolved,
        List<Sum> sums,
        Map<String, Integer> differences,
        Instant createdAt,
        Instant dueAt,
        Instant endedAt) {

    /** Whether it is over. */
    public enum State {
        RUNNING,
        /** All of both sides was read and compared. */
        COMPLETE,
        /** The gateway's lists could not be read to their end, however often it was tried: nothing is said. */
        INCOMPLETE
    }

    /**
     * What moved in the period.
     *
     * @param what {@code payment} or {@code refund}
     * @param currency ISO 4217
     * @param thereCount how many the gateway lists
     * @param there how much that is
     * @param hereCount how many of them, and of those that the gateway lacks, the ledger has
     * @param here how much that is
     */
    public record Sum(String what, String currency, int thereCount, BigDecimal there, int hereCount, BigDecimal here) {}

    /**
     * Something that is not the same on both sides.
     *
     * @param what {@code payment} or {@code refund}
     * @param kind {@code ONLY_AT_GATEWAY}, {@code ONLY_IN_LEDGER}, {@code AMOUNT}, {@code CURRENCY}, {@code STATUS} or {@code UNKNOWN}: the
     *     ledger's own outcome is still in doubt
     * @param reference the gateway's id, or null
     * @param paymentId the hub's id, or null
     * @param refundId the hub's id, or null
     * @param orderId the caller's number of the order, or null
     * @param there what the gateway lists, or null
     * @param thereStatus in the gateway's words, or null
     * @param here what the ledger has, or null
     * @param hereStatus in the hub's words, or null
     * @param at when it was made at the gateway, else in the ledger
     */
    public record Difference(
            String what,
            String kind,
            String reference,
            UUID paymentId,
            UUID refundId,
            String orderId,
            Money there,
            String thereStatus,
            Money here,
            String hereStatus,
            Instant at) {}
}
