package io.dropshiphub.security.login;

import io.dropshiphub.product.Caller;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.LogIns;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Log-ins by username and password. */
@Service
class PasswordLogIns implements LogIns {

    private final UserRows rows;
    private final PasswordHashes hashes;
    private final LoginWaits waits;
    private final AdminPasswordFile file;
    private final SecurityEvents events;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final boolean off;

    PasswordLogIns(
            LoginProperties properties,
            UserRows rows,
            PasswordHashes hashes,
            LoginWaits waits,
            AdminPasswordFile file,
            SecurityEvents events,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.hashes = hashes;
        this.waits = waits;
        this.file = file;
        this.events = events;
        this.audit = audit;
        this.transaction = transaction;
        this.off = properties.oidc().used() && properties.oidc().only();
    }

    @Override
    public Caller byPassword(String username, String password, String newPassword, String address) {
        if (off) {
            throw LoginProblem.passwordsAreOff();
        }
        String name = Usernames.typed(username);
        return hashes.inTurn(() -> {
            UserRows.Row row = proven(name, password, address);
            if (newPassword != null) {
                set(row, password, newPassword);
            } else if (row.user().oneTimePassword()) {
                throw LoginProblem.oneTimePassword();
            } else if (hashes.isOutdated(row.passwordHash())) {
                rows.replacePassword(row.user().id(), row.passwordHash(), hashes.hash(password));
            }
            rows.setLastLogin(row.user().id());
            audit.append(AuditEntry.done(name, "user.log-in", target(row), Map.of("address", String.valueOf(address))));
            return row.caller("session", address);
        });
    }

    @Override
    public Caller confirm(Caller caller, Instant loggedInAt) {
        return rows.byId(caller.userId())
                .filter(UserRows.Row::isEnabled)
                .filter(row -> row.loggedOutAt() == null || !loggedInAt.isBefore(row.loggedOutAt()))
                .map(row -> row.caller(caller.via(), caller.address()))
                .orElseThrow(LoginProblem::sessionOver);
    }

    @Override
    public void changePassword(Caller caller, String password, String newPassword) {
        if (off) {
            throw LoginProblem.passwordsAreOff();
        }
        hashes.inTurn(() -> {
            UserRows.Row row = proven(caller.username(), password, caller.address());
            set(row, password, newPassword);
            return row;
        });
    }

    /** The user whose password it is. The same work whether there is such a user or not. */
    private UserRows.Row proven(String name, String password, String address) {
        UserRows.Row row = rows.byName(name).orElse(null);
        Long id = row == null ? null : row.user().id();
        // here and not before its turn came: of many guesses sent at once, hardly more are looked at than are free
        waits.refuseWhileWaiting(name, id, address);
        boolean same = hashes.matches(password, row == null ? null : row.passwordHash());
        if (row == null || !same || !row.isEnabled()) {
            waits.failed(name, id, address);
            // what is no user's name may be a password in the wrong field
            events.report(
                    new SecurityEvent(SecurityEvent.Kind.LOGIN_FAILED, row == null ? null : name, address, Map.of()));
            throw LoginProblem.wrongPassword();
        }
        waits.succeeded(name, id, address);
        return row;
    }

    private void set(UserRows.Row row, String password, String newPassword) {
        PasswordRules.check(row.user().username(), newPassword);
        if (newPassword.equals(password)) {
            throw LoginProblem.weakPassword("it is the old one");
        }
        String hash = hashes.hash(newPassword);
        transaction.executeWithoutResult(status -> {
            if (!rows.replacePassword(row.user().id(), row.passwordHash(), hash)) {
                // it was changed a moment ago, so the old one is wrong by now
                throw LoginProblem.wrongPassword();
            }
            rows.logOut(row.user().id(), "password changed");
            audit.append(AuditEntry.done(row.user().username(), "user.change-password", target(row), Map.of()));
        });
        file.passwordChanged(row.user().id());
    }

    private static String target(UserRows.Row row) {
        return "user:" + row.user().id();
    }
}
