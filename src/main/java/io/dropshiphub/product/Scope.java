package io.dropshiphub.product;

/**
 * Whose batches and accounts an answer is about: one owner's, or everybody's. A batch's rows, registrations, dead letters and
 * files belong to its owner, an account's gate, calls and templates to the account's.
 *
 * @param ownerId the owner; null for everybody
 */
public record Scope(Long ownerId) {

    /** Everybody's. */
    public static final Scope ALL = new Scope(null);

    /** What one user owns. */
    public static Scope of(long ownerId) {
        return new Scope(ownerId);
    }

    /**
     * A condition of an SQL query: left out for everybody, so that the database need not make one plan that serves both.
     *
     * @param condition on the owner, with {@code :owner} for {@link #ownerId()}
     */
    public String sql(String condition) {
        return ownerId == null ? "true" : condition;
    }

    /** Whether what that user owns is meant, too. */
    public boolean covers(long owner) {
        return ownerId == null || ownerId == owner;
    }
}
