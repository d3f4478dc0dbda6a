package io.dropshiphub.security;

import java.util.Map;
import java.util.Objects;

/**
 * Something that was done and must stay known. Overlong texts are shortened.
 *
 * @param actor who: a user's name, or {@code hub:<what>} for the hub itself
 * @param action what, {@code <thing>.<verb>}: {@code account.pause}, {@code secret.open}
 * @param target to which thing: {@code account:12}, {@code batch:<id>}, {@code dead-letter:7}
 * @param outcome {@code done}, {@code refused} or {@code failed}; {@code asked} where another book says what became of it
 * @param details more of it, by name; never a secret, also not an encrypted one
 */
public record AuditEntry(String actor, String action, String target, String outcome, Map<String, String> details) {

    public AuditEntry {
        actor = Storable.name(Objects.requireNonNull(actor, "actor"));
        action = Storable.name(Objects.requireNonNull(action, "action"));
        target = Storable.name(Objects.requireNonNull(target, "target"));
        outcome = Storable.name(Objects.requireNonNull(outcome, "outcome"));
        details = Storable.details(details);
    }

    /** Something that was done. */
    public static AuditEntry done(String actor, String action, String target, Map<String, String> details) {
        return new AuditEntry(actor, action, target, "done", details);
    }

    /** Something that somebody asked for; what became of it stands in another book. */
    public static AuditEntry asked(String actor, String action, String target, Map<String, String> details) {
        return new AuditEntry(actor, action, target, "asked", details);
    }
}
