package io.dropshiphub.security.vault;

import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import io.dropshiphub.security.VaultKeys;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replaces key pairs while everybody goes on. Each step is a transaction of its own that begins with looking how it stands, so
 * it does not matter which hub takes the next one, or how the last one ended.
 *
 * <p>What keeps a secret from being left under a destroyed key: a writer holds the active pair in place until it commits
 * ({@link KeyRing#active()}), and re-wrapping and destroying take the vault's lock.
 */
@Component
public class KeyRotation implements VaultKeys {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final String ACTOR = "hub:vault";
    /** Unwrapping takes some milliseconds; who wants to write one of these rows waits for all of them. */
    private static final int AT_ONCE = 20;

    private final KeyRing ring;
    private final KeyPairRows pairs;
    private final SecretRows secrets;
    private final Envelopes envelopes;
    private final VaultLock lock;
    private final AuditLog audit;
    private final SecurityEvents events;
    private final TransactionTemplate transaction;
    private final VaultProperties properties;
    private final Clock clock;

    KeyRotation(
            KeyRing ring,
            KeyPairRows pairs,
            SecretRows secrets,
            Envelopes envelopes,
            VaultLock lock,
            AuditLog audit,
            SecurityEvents events,
            TransactionTemplate transaction,
            VaultProperties properties,
            Clock clock) {
        this.ring = ring;
        this.pairs = pairs;
        this.secrets = secrets;
        this.envelopes = envelopes;
        this.lock = lock;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Status status() {
        return new Status(pairs.all(), secrets.count(), secrets.countToRewrap(), secrets.countBroken());
    }

    @Override
    public void rotate(String actor) {
        ring.prepare();
        int former = pairs.activeVersion().orElseThrow();
        byte[] fresh = KeyPair.generate();
        try {
            transaction.executeWithoutResult(status -> {
                audit.append(AuditEntry.done(actor, "vault-key.rotate", target(former + 1), Map.of()));
                lock.take();
                if (pairs.activeVersion().orElseThrow() == former) {
                    ring.add(former + 1, fresh);
                    secrets.tryBrokenAgain();
                } else {
                    // another hub was quicker, and one new pair is enough
                    status.setRollbackOnly();
                }
            });
        } finally {
            Arrays.fill(fresh, (byte) 0);
        }
    }

    /** Makes a new pair the active one when the active one is too old. */
    public void rotateWhenDue() {
        boolean due = pairs.activeSince()
                .filter(since -> !since.plus(properties.keyMaxAge()).isAfter(clock.instant()))
                .isPresent();
        if (due) {
            rotate(ACTOR);
        }
    }

    /**
     * Wraps the data keys of some secrets by the active pair.
     *
     * @return how many were looked at; 0: all are done, or another hub is at it
     */
    public int rewrapSome() {
        return transaction.execute(status -> {
            if (!lock.tryTake()) {
                return 0;
            }
            List<StoredSecret> some = secrets.lockSomeToRewrap(AT_ONCE);
            if (!some.isEmpty()) {
                KeyPair to = ring.active();
                some.forEach(secret -> rewrap(secret, to));
            }
            return some.size();
        });
    }

    /** Destroys the private keys that no secret needs any more, here and in the database. */
    public void retireUnused() {
        for (int version : pairs.unused()) {
            transaction.executeWithoutResult(status -> {
                audit.append(AuditEntry.done(ACTOR, "vault-key.retire", target(version), Map.of()));
                lock.take();
                if (!pairs.retire(version)) {
                    // another hub was quicker
                    status.setRollbackOnly();
                }
            });
        }
        ring.forgetRetired();
    }

    private void rewrap(StoredSecret secret, KeyPair to) {
        int version = secret.envelope().keyVersion();
        try {
            KeyPair from = ring.find(version).orElseThrow(() -> VaultProblem.keyGone(secret.name(), version));
            secrets.rewrapped(secret, to.version(), envelopes.rewrap(from, to, secret.name(), secret.envelope()));
        } catch (VaultProblem e) {
            secrets.broken(secret);
            LOG.error("{}: {} Key pair {} is kept for it", e.code(), e.detail(), version);
            events.report(new SecurityEvent(
                    SecurityEvent.Kind.SECRET_ALTERED,
                    null,
                    null,
                    Map.of("secret", secret.name().toString(), "purpose", ACTOR, "code", e.code())));
        }
    }

    private static String target(int version) {
        return "vault-key:" + version;
    }
}
