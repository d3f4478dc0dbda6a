package io.dropshiphub.security;

import io.dropshiphub.product.Caller;
import java.time.Instant;

/** Who is who by username and password. */
public interface LogIns {

    /**
     * Checks a password. Unknown users, disabled users and wrong passwords get the same answer after the same work; after
     * several failures in a row further log-ins have to wait.
     *
     * @param password what was typed; null: nothing
     * @param newPassword to be set in place of it, which a one-time password demands; null: none
     * @param address where the log-in comes from
     * @return the user as a caller by {@code session}
     * @throws io.dropshiphub.product.CodedProblem 401 for a wrong name or password, 403 when the password was right but is a
     *     one-time password and {@code newPassword} is null, 400 for a new password that is too weak, 429 while log-ins have
     *     to wait, 503 when too many come at once
     */
    Caller byPassword(String username, String password, String newPassword, String address);

    /**
     * Confirms somebody who logged in before, by what is true of them now.
     *
     * @param loggedInAt when they proved who they are
     * @return the same user with the role of today
     * @throws io.dropshiphub.product.CodedProblem 401 when they were disabled or logged out since
     */
    Caller confirm(Caller caller, Instant loggedInAt);

    /**
     * Sets another password, and ends all of the user's log-ins.
     *
     * @throws io.dropshiphub.product.CodedProblem as {@link #byPassword}
     */
    void changePassword(Caller caller, String password, String newPassword);
}
