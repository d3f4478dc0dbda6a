package io.dropshiphub.security.login;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.User;
import io.dropshiphub.security.Users;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Users as an administrator changes them; each change and its audit line are one transaction. */
@Service
class UserAdministration implements Users {

    private final UserRows rows;
    private final PasswordHashes hashes;
    private final LoginWaits waits;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    UserAdministration(
            UserRows rows, PasswordHashes hashes, LoginWaits waits, AuditLog audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.hashes = hashes;
        this.waits = waits;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public List<User> list() {
        return rows.all().stream().map(UserRows.Row::user).toList();
    }

    @Override
    public Optional<User> find(long id) {
        return rows.byId(id).map(UserRows.Row::user);
    }

    @Override
    public WithPassword create(String username, Role role, Caller caller) {
        if (!Usernames.isOne(username)) {
            throw LoginProblem.notAUsername();
        }
        String password = RandomTexts.password();
        String hash = hashes.inTurn(() -> hashes.hash(password));
        return transaction.execute(status -> {
            long id = rows.add(username, role, hash).orElseThrow(() -> LoginProblem.usernameTaken(username));
            audit(caller, "user.create", id, Map.of("username", username, "role", word(role)));
            return new WithPassword(find(id).orElseThrow(), password);
        });
    }

    @Override
    public User change(long id, Role role, Boolean disabled, Caller caller) {
        return transaction.execute(status -> {
            rows.lockAdministrators();
            User before = known(id);
            boolean newRole = role != null && role != before.role();
            boolean newState = disabled != null && disabled != (before.disabledAt() != null);
            if (newRole && before.external() != null) {
                throw LoginProblem.externalUser(before.username());
            }
            boolean leaves = newRole && role != Role.ADMIN || newState && disabled;
            if (before.role() == Role.ADMIN && leaves && !rows.hasOtherAdministrator(id)) {
                throw LoginProblem.lastAdministrator(before.username());
            }
            Map<String, String> details = new TreeMap<>();
            if (newRole) {
                rows.setRole(id, role);
                details.put("role", word(role));
            }
            if (newState) {
                rows.setDisabled(id, disabled);
                details.put("disabled", disabled.toString());
                if (disabled) {
                    rows.logOut(id, "disabled");
                }
            }
            if (!details.isEmpty()) {
                audit(caller, "user.change", id, details);
            }
            return known(id);
        });
    }

    @Override
    public WithPassword resetPassword(long id, Caller caller) {
        User before = known(id);
        if (before.external() != null) {
            throw LoginProblem.externalUser(before.username());
        }
        String password = RandomTexts.password();
        String hash = hashes.inTurn(() -> hashes.hash(password));
        return transaction.execute(status -> {
            rows.setPassword(id, hash, true);
            rows.logOut(id, "password reset");
            waits.forgive(before.username());
            audit(caller, "user.reset-password", id, Map.of());
            return new WithPassword(known(id), password);
        });
    }

    @Override
    public void logOut(long id, Caller caller) {
        transaction.executeWithoutResult(status -> {
            known(id);
            rows.logOut(id, "logged out");
            audit(caller, "user.log-out", id, Map.of());
        });
    }

    private User known(long id) {
        return find(id).orElseThrow(() -> LoginProblem.noUser(id));
    }

    private void audit(Caller caller, String action, long id, Map<String, String> details) {
        audit.append(AuditEntry.done(caller.username(), action, "user:" + id, details));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
