package io.dropshiphub.security;

import java.util.Map;
import java.util.Objects;

/**
 * Something that was done and must stay known.
 *
 * @param actor who: a user's name, or {@code hub:<what>} for the hub itself
 * @param action what, {@code <thing>.<verb>}: {@code account.pause}, {@code secret.open}
 * @param target to which thing: {@code account:12}, {@code batch:<id>}, {@code dead-letter:7}
 * @param outcome {@code done} or {@code refused}
 * @param details more of it, by name; never a secret, also not an encrypted one
 */
public record AuditEntry(String actor, String action, String target, String outcome, Map<String, String> details) {

    public AuditEntry {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(outcome, "outcome");
        details = Map.copyOf(details);
    }

    /** Something that was done. */
    public static AuditEntry done(String actor, String action, String target, Map<String, String> details) {
        return new AuditEntry(actor, action, target, "done", details);
    }
}
