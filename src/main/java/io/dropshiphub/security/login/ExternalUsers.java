package io.dropshiphub.security.login;

import io.dropshiphub.product.Role;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Users of the external issuer: made known at first sight, and with the role that their latest token gives them. They are told
 * apart by issuer and subject; a name that a user of the hub has already does not make them that user.
 */
@Component
class ExternalUsers {

    private static final String ACTOR = "hub:oidc";

    private final UserRows rows;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    ExternalUsers(UserRows rows, AuditLog audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * The user that a token is about.
     *
     * @throws LoginProblem when the token gives them no role here, or is older than their last log-out
     */
    UserRows.Row of(ExternalTokens.Proven proven) {
        if (proven.role() == null) {
            throw LoginProblem.noRole();
        }
        UserRows.Row row = rows.bySubject(proven.issuer(), proven.subject()).orElseGet(() -> add(proven));
        // a token's times are whole seconds: one of the same second may be older
        if (row.loggedOutAt() != null && !proven.issuedAt().isAfter(row.loggedOutAt())) {
            throw LoginProblem.accessTokenRefused();
        }
        return row.user().role() == proven.role() ? row : withRole(row, proven.role());
    }

    private UserRows.Row add(ExternalTokens.Proven proven) {
        String name = Usernames.like(proven.name());
        String other = Usernames.unlike(name, proven.issuer() + " " + proven.subject());
        return transaction.execute(status -> {
            Stream.of(name, other)
                    .flatMap(free -> rows.addExternal(free, proven.role(), proven.issuer(), proven.subject()).stream())
                    .findFirst()
                    .ifPresent(id ->
                            audit("user.create", id, Map.of("issuer", proven.issuer(), "role", word(proven.role()))));
            // when nothing was added, another request of theirs was quicker
            return rows.bySubject(proven.issuer(), proven.subject()).orElseThrow(LoginProblem::accessTokenRefused);
        });
    }

    private UserRows.Row withRole(UserRows.Row row, Role role) {
        return transaction.execute(status -> {
            rows.setRole(row.user().id(), role);
            audit("user.change", row.user().id(), Map.of("role", word(role)));
            return rows.byId(row.user().id()).orElseThrow();
        });
    }

    private void audit(String action, long id, Map<String, String> details) {
        audit.append(AuditEntry.done(ACTOR, action, "user:" + id, details));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
