package io.dropshiphub.product;

/**
 * Whose batches and accounts an answer is about: one owner's, or everybody's. A batch's rows, registrations, dead letters and
 * files belong to its owner, an account's gate, calls and templates to the account's.
 *
 * @param ownerId the owner; null for everybody, as queries take it
 */
public record Scope(Long ownerId) {

    /** Everybody's. */
    public static final Scope ALL = new Scope(null);

    /** What one user owns. */
    public static Scope of(long ownerId) {
        return new Scope(ownerId);
    }

    /** Whether what that user owns is meant, too. */
    public boolean covers(long owner) {
        return ownerId == null || ownerId == owner;
    }
}
