package io.dropshiphub.payments;

import io.dropshiphub.product.Money;
import java.time.Instant;

/**
 * One payment or refund of a gateway's list.
 *
 * @param reference the id that the ledger knows it by ({@link Payment#transactionId()}, {@link Refund#reference()})
 * @param amount what was captured or given back; where no money moved, what it is about
 * @param succeeded whether money moved
 * @param nativeStatus in the gateway's words
 * @param orderId the caller's own number of the order, or null when the list does not show it
 * @param createdAt when it was made
 */
public record ListedEntry(
        String reference, Money amount, boolean succeeded, String nativeStatus, String orderId, Instant createdAt) {}
