package io.dropshiphub.security.vault;

import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The key pairs: opened when they are first needed, then held in memory. Thread-safe. */
@Component
class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final VaultRoot root;
    private final VaultLock lock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<Integer, KeyPair> opened = new ConcurrentHashMap<>();

    KeyRing(VaultRoot root, VaultLock lock, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.root = root;
        this.lock = lock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes the first pair when there is none yet. */
    void prepare() {
        if (activeVersion().isEmpty()) {
            byte[] fresh = KeyPair.generate();
            transaction.executeWithoutResult(status -> {
                lock.take();
                // another hub may have been quicker
                if (activeVersion().isEmpty()) {
                    add(1, fresh);
                }
            });
            Arrays.fill(fresh, (byte) 0);
        }
    }

    /** The version of the pair that wraps what is new; empty before the first secret. */
    Optional<Integer> activeVersion() {
        return jdbc.sql("select version from vault_key_pair where state = 'active'")
                .query(Integer.class)
                .optional();
    }

    /** The pair that wraps what is new. It stays so until the caller's transaction ends. */
    KeyPair active() {
        int version = jdbc.sql("select version from vault_key_pair where state = 'active' for share")
                .query(Integer.class)
                .single();
        return find(version).orElseThrow(() -> VaultProblem.activeKeyGone(version));
    }

    /** The pair of this version; empty when it has retired, or does not open with the master key. */
    Optional<KeyPair> find(int version) {
        KeyPair held = opened.get(version);
        return held != null ? Optional.of(held) : read(version);
    }

    /** Makes this private key, PKCS #8, the active one; takes the lock and a transaction for granted. */
    void add(int version, byte[] encoded) {
        if (!root.isMine()) {
            throw VaultProblem.masterKeyChanged();
        }
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("update vault_key_pair set state = 'retiring', replaced_at = ? where state = 'active'")
                .param(now)
                .update();
        jdbc.sql("insert into vault_key_pair (version, state, private_key, created_at) values (?, 'active', ?, ?)")
                .params(version, root.sealPrivateKey(version, encoded), now)
                .update();
    }

    private Optional<KeyPair> read(int version) {
        Optional<byte[]> sealed = jdbc.sql(
                        "select private_key from vault_key_pair where version = ? and private_key is not null")
                .param(version)
                .query((row, line) -> row.getBytes(1))
                .optional();
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyPair pair = KeyPair.of(version, root.openPrivateKey(version, sealed.get()));
            opened.put(version, pair);
            return Optional.of(pair);
        } catch (GeneralSecurityException e) {
            LOG.error(
                    "Key pair {} of the vault does not open: {}",
                    version,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
