package io.dropshiphub.security.vault;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The key pairs: opened when they are first needed, then held in memory. Thread-safe. */
@Component
class KeyRing {

    private final VaultRoot root;
    private final VaultLock lock;
    private final KeyPairRows pairs;
    private final TransactionTemplate ownTransaction;
    private final Map<Integer, KeyPair> opened = new ConcurrentHashMap<>();

    KeyRing(VaultRoot root, VaultLock lock, KeyPairRows pairs, PlatformTransactionManager transactions) {
        this.root = root;
        this.lock = lock;
        this.pairs = pairs;
        ownTransaction = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    /**
     * Makes the first pair when there is none yet. In a transaction of its own: within the caller's, the vault's lock would be
     * held while the caller waits for the audit log, which others hold who wait for this lock.
     */
    void prepare() {
        if (pairs.activeVersion().isPresent()) {
            return;
        }
        byte[] fresh = KeyPair.generate();
        try {
            ownTransaction.executeWithoutResult(status -> {
                lock.take();
                // another hub may have been quicker
                if (pairs.activeVersion().isEmpty()) {
                    add(1, fresh);
                }
            });
        } finally {
            Arrays.fill(fresh, (byte) 0);
        }
    }

    /**
     * The pair that wraps what is new. It stays so until the caller's transaction ends.
     *
     * @throws VaultProblem when it does not open
     */
    KeyPair active() {
        int version = pairs.keepActive();
        return find(version).orElseThrow(() -> VaultProblem.keyDoesNotOpen(version));
    }

    /**
     * The pair of this version; empty when there is none, or it has retired.
     *
     * @throws VaultProblem when it does not open with the master key
     */
    Optional<KeyPair> find(int version) {
        KeyPair held = opened.get(version);
        return held != null
                ? Optional.of(held)
                : pairs.sealedPrivateKey(version).map(found -> open(version, found));
    }

    /**
     * Makes this private key, PKCS #8, the active one. The caller holds the vault's lock.
     *
     * @throws VaultProblem when the vault has another master key by now: this hub would seal with one that nobody has
     */
    void add(int version, byte[] encoded) {
        if (!root.isMine()) {
            throw VaultProblem.masterKeyChanged();
        }
        pairs.add(version, root.sealPrivateKey(version, encoded));
    }

    /** Drops from memory what is destroyed in the database. */
    void forgetRetired() {
        pairs.retired().forEach(opened::remove);
    }

    private KeyPair open(int version, byte[] found) {
        try {
            KeyPair pair = KeyPair.of(version, root.openPrivateKey(version, found));
            opened.put(version, pair);
            return pair;
        } catch (GeneralSecurityException e) {
            throw VaultProblem.keyDoesNotOpen(version);
        }
    }
}
