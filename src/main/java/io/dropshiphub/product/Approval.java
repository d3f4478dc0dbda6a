package io.dropshiphub.product;

/** Where a listing stands with the marketplace's own inspection. */
public enum Approval {
    /** The marketplace does not inspect, or the listing has passed. */
    APPROVED,
    /** Still being looked at; ask again. */
    PENDING,
    /** Some options passed, some did not. */
    PARTIAL,
    /** Refused after creation; the reason stands in the outcome's message. */
    REFUSED
}
