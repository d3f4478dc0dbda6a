package io.dropshiphub.security;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Role;
import java.util.List;
import java.util.Optional;

/**
 * The users of the hub. What changes a user takes effect at once, on every hub instance: the next request of theirs is
 * judged by it. Every change leaves a line in the audit log, and there is always somebody left who may administer.
 */
public interface Users {

    /**
     * A user and the password they log in with for the first time; it is shown this once.
     *
     * @param oneTimePassword good only to set a password of one's own with
     */
    record WithPassword(User user, String oneTimePassword) {

        /** Without the password. */
        @Override
        public String toString() {
            return "WithPassword[" + user + "]";
        }
    }

    /** All users by name. */
    List<User> list();

    /** The user of that id. */
    Optional<User> find(long id);

    /**
     * Makes a user.
     *
     * @param caller who does it, for the audit log
     * @throws io.dropshiphub.product.CodedProblem when the name cannot be one, or is taken
     */
    WithPassword create(String username, Role role, Caller caller);

    /**
     * Gives a user another role, disables or enables them. A disabled user is logged out.
     *
     * @param role the new role; null: as it is
     * @param disabled whether they may no longer log in; null: as it is
     * @throws io.dropshiphub.product.CodedProblem when there is no such user, or nobody would be left to administer
     */
    User change(long id, Role role, Boolean disabled, Caller caller);

    /**
     * Gives a user a one-time password in place of theirs, ends their log-ins, and ends their waiting after failed ones.
     *
     * @throws io.dropshiphub.product.CodedProblem when there is no such user, or they come from an external issuer
     */
    WithPassword resetPassword(long id, Caller caller);

    /**
     * Ends all log-ins of a user: tokens and browser sessions; API keys go on.
     *
     * @throws io.dropshiphub.product.CodedProblem when there is no such user
     */
    void logOut(long id, Caller caller);
}
