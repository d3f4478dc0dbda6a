package io.dropshiphub.security.login;

import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Owners;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives the first administrator a password while nobody else could let anybody in. Of several hubs that start at once on one
 * database, one does it.
 */
@Component
class FirstStart implements SmartInitializingSingleton {

    private static final String ACTOR = "hub:start";

    private final LoginProperties properties;
    private final UserRows rows;
    private final PasswordHashes hashes;
    private final AdminPasswordFile file;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    FirstStart(
            LoginProperties properties,
            UserRows rows,
            PasswordHashes hashes,
            AdminPasswordFile file,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.properties = properties;
        this.rows = rows;
        this.hashes = hashes;
        this.file = file;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Before the hub listens. */
    @Override
    public void afterSingletonsInstantiated() {
        LoginProperties.Oidc oidc = properties.oidc();
        if (oidc.used() && oidc.only()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            // the others wait here, and then see the password
            rows.lock(Owners.HOUSE);
            UserRows.Row admin = rows.byId(Owners.HOUSE).orElseThrow();
            boolean given = properties.adminPassword() != null
                    && !properties.adminPassword().isBlank();
            boolean untouched = admin.passwordHash() == null || given && isUnused(admin);
            if (untouched && !rows.hasOtherAdministrator(Owners.HOUSE)) {
                setFirst(admin.user().username(), given);
            } else if (!admin.user().oneTimePassword()) {
                // it was changed at another hub
                file.passwordChanged(Owners.HOUSE);
            }
        });
    }

    /** A one-time password that was lost may be replaced by the setting. */
    private static boolean isUnused(UserRows.Row admin) {
        return admin.user().oneTimePassword() && admin.user().lastLoginAt() == null;
    }

    private void setFirst(String username, boolean given) {
        String password = given ? properties.adminPassword() : RandomTexts.password();
        if (given) {
            refuseWeak(username, password);
        } else {
            file.write(password);
        }
        rows.setPassword(Owners.HOUSE, hashes.hash(password), !given);
        audit.append(AuditEntry.done(
                ACTOR, "user.first-password", "user:" + Owners.HOUSE, Map.of("from", given ? "setting" : "file")));
        if (given) {
            file.passwordChanged(Owners.HOUSE);
        }
    }

    private static void refuseWeak(String username, String password) {
        try {
            PasswordRules.check(username, password);
        } catch (CodedProblem weak) {
            throw new IllegalStateException("HUB-SECURITY-316: HUB_ADMIN_PASSWORD is too weak (" + weak.detail()
                    + "); the hub does not start, and nothing was changed. Set a better one, or none to get a one-time"
                    + " password in a file");
        }
    }
}
