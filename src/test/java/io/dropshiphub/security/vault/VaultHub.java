package io.dropshiphub.security.vault;

import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecurityEvents;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The vault of one more hub on a database, put together by hand: with its own memory, and perhaps another master key. */
record VaultHub(SecretVault vault, KeyRotation rotation, VaultRoot root, KeyRing ring, Envelopes envelopes) {

    static VaultHub on(
            DataSource database, AuditLog audit, SecurityEvents events, Clock clock, MasterKeySettings keys) {
        JdbcClient jdbc = JdbcClient.create(database);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        VaultLock lock = new VaultLock(jdbc);
        KeyPairRows pairs = new KeyPairRows(jdbc, clock);
        SecretRows secrets = new SecretRows(jdbc, clock);
        VaultRoot root = new VaultRoot(new MasterKeys(keys), lock, jdbc, audit, transaction, clock);
        KeyRing ring = new KeyRing(root, lock, pairs, transactions);
        Envelopes envelopes = new Envelopes(root);
        VaultProperties settings = new VaultProperties(Duration.ofDays(90), Duration.ofMinutes(1));
        return new VaultHub(
                new SecretVault(secrets, ring, envelopes, audit, events, transaction),
                new KeyRotation(ring, pairs, secrets, envelopes, lock, audit, events, transaction, settings, clock),
                root,
                ring,
                envelopes);
    }

    /** With this master key, and perhaps the one before. */
    static MasterKeySettings keys(String master, String previous) {
        return new MasterKeySettings(master, previous, "", false);
    }

    /** What the route does after a rotation, or on its timer. */
    void goOn() {
        while (rotation.rewrapSome() > 0) {
            // the next ones
        }
        rotation.retireUnused();
    }
}
