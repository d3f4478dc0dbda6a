package io.dropshiphub.product;

/** What a job asks of the marketplace. */
public enum JobKind {
    /** Create a listing; not repeatable, no marketplace has an idempotency key. */
    REGISTER,
    /** Replace the content of an existing listing; repeatable. */
    UPDATE,
    /** Find out whether an unanswered creation took effect, by seller SKU. */
    LOOK_UP,
    /** Ask whether the marketplace has approved the listing. */
    APPROVAL
}
