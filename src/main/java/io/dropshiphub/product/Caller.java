package io.dropshiphub.product;

import java.util.Objects;

/**
 * Who sends a request. The HTTP door finds it out and hands it to routes as the variable {@value #VARIABLE}; nothing that a
 * request itself says can set it.
 *
 * @param userId the user's id
 * @param username the user's name
 * @param role what the user may do
 * @param via how it was proven: {@code token}, {@code api-key} or {@code session}
 * @param address where the request came from
 */
public record Caller(long userId, String username, Role role, String via, String address) {

    /** Name of the variable. */
    public static final String VARIABLE = "caller";

    /** Name of the variable that says where a request came from, also while nobody knows who sends it. */
    public static final String ADDRESS_VARIABLE = "address";

    public Caller {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(role, "role");
    }

    /** Whether other users' batches and accounts are visible, too. */
    public boolean seesAll() {
        return role != Role.SELLER;
    }

    /** Whose batches and accounts are visible: a seller's own, else everybody's. */
    public Scope scope() {
        return seesAll() ? Scope.ALL : Scope.of(userId);
    }

    /** Whether what belongs to that owner is visible. */
    public boolean sees(long ownerId) {
        return scope().covers(ownerId);
    }

    /** Whose batches and accounts a request means that names no owner: a seller's own, else the house's. */
    public long actsFor() {
        return seesAll() ? Owners.HOUSE : userId;
    }
}
