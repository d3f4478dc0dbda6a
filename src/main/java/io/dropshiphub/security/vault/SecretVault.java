package io.dropshiphub.security.vault;

import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecretInfo;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import io.dropshiphub.security.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The vault. Opened values are not remembered here: every opening decrypts and leaves its line. In a transaction the audit line
 * comes first, as everywhere: it is what all wait for each other at, so nobody waits crosswise.
 */
@Service
class SecretVault implements Vault {

    private static final int LONGEST = 65_536;
    private static final int LOOKS = 5;

    private final SecretRows rows;
    private final KeyRing ring;
    private final Envelopes envelopes;
    private final AuditLog audit;
    private final SecurityEvents events;
    private final TransactionTemplate transaction;

    SecretVault(
            SecretRows rows,
            KeyRing ring,
            Envelopes envelopes,
            AuditLog audit,
            SecurityEvents events,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.ring = ring;
        this.envelopes = envelopes;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public void put(SecretName name, String value, Instant expires, String actor) {
        if (value == null || value.isBlank()) {
            throw VaultProblem.unusableValue(name, "it is blank");
        }
        if (value.length() > LONGEST) {
            throw VaultProblem.unusableValue(name, "it has more than " + LONGEST + " characters");
        }
        ring.prepare();
        transaction.executeWithoutResult(status -> {
            audit.append(AuditEntry.done(
                    actor,
                    "secret.put",
                    target(name),
                    expires == null ? Map.of() : Map.of("expires", expires.toString())));
            rows.store(name, envelopes.seal(ring.active(), name, value), expires);
        });
    }

    @Override
    public Optional<String> open(SecretName name, String purpose) {
        StoredSecret stored = null;
        for (int look = 0; look < LOOKS; look++) {
            stored = rows.find(name).orElse(null);
            if (stored == null) {
                return Optional.empty();
            }
            Optional<String> value = open(stored, purpose);
            if (value.isPresent()) {
                return value;
            }
            // wrapped anew, and its former pair destroyed, between two looks: by now it has another pair
        }
        throw refused(
                name, purpose, VaultProblem.keyGone(name, stored.envelope().keyVersion()));
    }

    @Override
    public List<SecretInfo> describe(String owner) {
        return rows.describe(owner);
    }

    @Override
    public void remove(SecretName name, String actor) {
        if (rows.find(name).isPresent()) {
            transaction.executeWithoutResult(status -> {
                audit.append(AuditEntry.done(actor, "secret.remove", target(name), Map.of()));
                rows.remove(name);
            });
        }
    }

    /** Its value; empty when its key pair is not there. */
    private Optional<String> open(StoredSecret stored, String purpose) {
        Optional<String> value;
        try {
            value = ring.find(stored.envelope().keyVersion())
                    .map(pair -> envelopes.open(pair, stored.name(), stored.envelope()));
        } catch (VaultProblem e) {
            throw refused(stored.name(), purpose, e);
        }
        if (value.isPresent()) {
            audit.append(AuditEntry.done(purpose, "secret.open", target(stored.name()), Map.of()));
            rows.opened(stored);
        }
        return value;
    }

    private VaultProblem refused(SecretName name, String purpose, VaultProblem why) {
        audit.append(new AuditEntry(purpose, "secret.open", target(name), "failed", Map.of("code", why.code())));
        events.report(new SecurityEvent(
                SecurityEvent.Kind.SECRET_ALTERED,
                null,
                null,
                Map.of("secret", name.toString(), "purpose", purpose, "code", why.code())));
        return why;
    }

    private static String target(SecretName name) {
        return "secret:" + name;
    }
}
