package io.dropshiphub.security.vault;

import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The vault as the master key opens it. Checks the master key when the hub starts, and encrypts everything anew that the
 * former one had sealed when it was changed.
 */
@Component
class VaultRoot {

    private static final Logger LOG = LoggerFactory.getLogger(VaultRoot.class);
    private static final byte[] BOUND = Parts.of("dropship-hub vault", "root key", "1");
    private static final byte[] VALUE = Parts.utf8("value");
    private static final byte[] FINGERPRINT = Parts.utf8("fingerprint");
    private static final int FINGERPRINT_BYTES = 16;

    private record Row(byte[] check, byte[] sealed) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final MasterKey master;
    private final byte[] root;

    VaultRoot(
            MasterKeys keys,
            VaultLock lock,
            JdbcClient jdbc,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.master = keys.current();
        this.root = transaction.execute(status -> {
            if (row().filter(row -> !isMine(row)).isPresent() && keys.previous().isPresent()) {
                // before the lock, as everywhere: see SecretVault
                audit.append(AuditEntry.done("hub:vault", "master-key.change", "vault", Map.of()));
            }
            lock.take();
            Row row = row().orElseGet(this::create);
            if (isMine(row)) {
                return open(master, row.sealed(), BOUND, "its root key");
            }
            MasterKey former = keys.previous()
                    .filter(key -> Arrays.equals(row.check(), key.check()))
                    .orElseThrow(VaultStartProblem::wrongMasterKey);
            return change(former, row);
        });
    }

    /** Whether the vault still has the master key that this hub was started with. */
    boolean isMine() {
        return row().filter(this::isMine).isPresent();
    }

    /**
     * The key that a value is encrypted with. The data key alone is not enough: it is wrapped by a public key, and whoever can
     * write the table could wrap one of their own.
     */
    byte[] valueKey(byte[] dataKey) {
        return Hmac.of(root, VALUE, dataKey);
    }

    /** The same for the same value; 32 hexadecimal digits. */
    String fingerprint(byte[] value) {
        return HexFormat.of().formatHex(Hmac.of(root, FINGERPRINT, value), 0, FINGERPRINT_BYTES);
    }

    /** A private key as it is stored. */
    byte[] sealPrivateKey(int version, byte[] encoded) {
        return master.seal(encoded, boundPrivateKey(version));
    }

    /** @throws GeneralSecurityException when it was altered or moved, or sealed by another master key */
    byte[] openPrivateKey(int version, byte[] sealed) throws GeneralSecurityException {
        return master.open(sealed, boundPrivateKey(version));
    }

    private boolean isMine(Row row) {
        return Arrays.equals(row.check(), master.check());
    }

    private Optional<Row> row() {
        return jdbc.sql("select master_check, sealed from vault_root")
                .query((row, line) -> new Row(row.getBytes(1), row.getBytes(2)))
                .optional();
    }

    private Row create() {
        Row row = new Row(master.check(), master.seal(Aes.newKey(), BOUND));
        jdbc.sql("insert into vault_root (master_check, sealed, changed_at) values (?, ?, ?)")
                .params(row.check(), row.sealed(), Timestamp.from(clock.instant()))
                .update();
        return row;
    }

    /** All in the transaction of the check: after a crash either key is still the right one. */
    private byte[] change(MasterKey former, Row row) {
        byte[] key = open(former, row.sealed(), BOUND, "its root key");
        jdbc.sql("update vault_root set master_check = ?, sealed = ?, changed_at = ?")
                .params(master.check(), master.seal(key, BOUND), Timestamp.from(clock.instant()))
                .update();
        List<Integer> versions = jdbc.sql("select version from vault_key_pair where private_key is not null")
                .query(Integer.class)
                .list();
        for (int version : versions) {
            byte[] sealed = jdbc.sql("select private_key from vault_key_pair where version = ?")
                    .param(version)
                    .query((found, line) -> found.getBytes(1))
                    .single();
            byte[] bound = boundPrivateKey(version);
            byte[] clear = open(former, sealed, bound, "key pair " + version);
            jdbc.sql("update vault_key_pair set private_key = ? where version = ?")
                    .params(master.seal(clear, bound), version)
                    .update();
            Arrays.fill(clear, (byte) 0);
        }
        LOG.info(
                "The master key was changed: {} key pairs are encrypted anew. ENCRYPTION_MASTER_KEY_PREVIOUS is no longer"
                        + " needed",
                versions.size());
        return key;
    }

    private static byte[] open(MasterKey key, byte[] sealed, byte[] bound, String what) {
        try {
            return key.open(sealed, bound);
        } catch (GeneralSecurityException e) {
            throw VaultStartProblem.alteredVault(what);
        }
    }

    private static byte[] boundPrivateKey(int version) {
        return Parts.of("dropship-hub vault", "private key", "1", Integer.toString(version));
    }
}
