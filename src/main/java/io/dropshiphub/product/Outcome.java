package io.dropshiphub.product;

import java.time.Duration;
import java.util.Objects;

/**
 * What became of one marketplace call.
 *
 * @param outcomeClass decides what happens next
 * @param listingId the marketplace's id of the listing, or null
 * @param approval where the listing stands with the marketplace's inspection; null when nothing was said
 * @param code a stable code: {@code HUB-…} for the hub's own verdicts, else the marketplace's code; null on success
 * @param message what happened, in words a seller understands; never holds a secret; null on success
 * @param field the product field the marketplace complained about, or null
 * @param retryAfter how long to wait, as the marketplace said; null when it said nothing
 */
public record Outcome(
        OutcomeClass outcomeClass,
        String listingId,
        Approval approval,
        String code,
        String message,
        String field,
        Duration retryAfter) {

    public Outcome {
        Objects.requireNonNull(outcomeClass, "outcomeClass");
    }

    /** The listing exists under {@code listingId}. */
    public static Outcome registered(String listingId, Approval approval) {
        return new Outcome(OutcomeClass.REGISTERED, listingId, approval, null, null, null, null);
    }

    /** Refused for good; {@code field} may be null. */
    public static Outcome rejected(String code, String message, String field) {
        return new Outcome(OutcomeClass.REJECTED, null, null, code, message, field, null);
    }

    /** Any class that carries only a code and a message. */
    public static Outcome of(OutcomeClass outcomeClass, String code, String message) {
        return new Outcome(outcomeClass, null, null, code, message, null, null);
    }

    /** Too many calls; {@code retryAfter} null lets the queue choose. */
    public static Outcome quota(String code, String message, Duration retryAfter) {
        return new Outcome(OutcomeClass.QUOTA, null, null, code, message, null, retryAfter);
    }
}
