package io.dropshiphub.security.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.AuditTrail;
import io.dropshiphub.security.AuditTrail.Verdict;
import io.dropshiphub.testing.SettableClock;
import io.dropshiphub.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An audit log in a database of its own, and somebody with all rights in it. */
final class AuditedDatabase {

    final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T03:00:00.123456789Z"));
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final AuditLog log;
    final ChainRows rows;
    final Path file;
    final AuditCheckpoints checkpoints;
    final AuditTrail trail;

    AuditedDatabase(TestDatabase database, Path folder) {
        jdbc = database.jdbc();
        JdbcTransactionManager transactions = new JdbcTransactionManager(database.dataSource());
        transaction = new TransactionTemplate(transactions);
        log = new ChainedAuditLog(jdbc, transactions, clock);
        rows = new ChainRows(database.dataSource());
        file = folder.resolve("security").resolve("checkpoints.jsonl");
        AuditProperties settings = new AuditProperties(
                Duration.ofSeconds(10), Duration.ofMinutes(5), 1000, file.toString(), Duration.ofHours(6));
        CheckpointKey key = new CheckpointKey(new KeptSecrets(), jdbc, transactions);
        CheckpointFile checkpointFile = new CheckpointFile(settings);
        CheckpointRows checkpointRows = new CheckpointRows(database.dataSource());
        checkpoints = new AuditCheckpoints(jdbc, key, checkpointFile, checkpointRows, settings, clock);
        trail = new StoredAuditTrail(rows, checkpointRows, checkpointFile, key, new ObjectMapper(), transactions);
    }

    /** That many entries, a second apart. */
    AuditedDatabase with(int entries) {
        for (int i = 1; i <= entries; i++) {
            log.append(AuditEntry.done("admin", "account.pause", "account:" + i, Map.of("reason", "test " + i)));
            clock.advance(Duration.ofSeconds(1));
        }
        return this;
    }

    AuditedDatabase signed() {
        clock.advance(Duration.ofMinutes(6));
        checkpoints.whenDue();
        return this;
    }

    /** As somebody does it who may switch off triggers and constraints. */
    void tamper(String... statements) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            for (String statement : statements) {
                jdbc.sql(statement).update();
            }
        });
    }

    /** Writes the chain anew from an entry on, as somebody does who knows how it is made. */
    void rechain(long from) {
        String previous = from == 1
                ? ChainLink.NONE
                : jdbc.sql("select hash from audit_log where seq = ?")
                        .param(from - 1)
                        .query(String.class)
                        .single();
        for (ChainLink old : rows.page(from - 1, null, 10_000)) {
            ChainLink fresh = new ChainLink(
                            old.seq(),
                            old.at(),
                            old.actor(),
                            old.action(),
                            old.target(),
                            old.outcome(),
                            old.details(),
                            previous,
                            "")
                    .sealed();
            previous = fresh.hash();
            tamper("update audit_log set prev_hash = '" + fresh.previous() + "', hash = '" + fresh.hash()
                    + "' where seq = " + fresh.seq());
            tamper("update audit_head set hash = '" + fresh.hash() + "', seq = " + fresh.seq());
        }
    }

    Verdict verdict() {
        return trail.verify();
    }

    AuditedDatabase emptied() {
        tamper(
                "truncate audit_log, audit_checkpoint, audit_head",
                "insert into audit_head (seq, hash) values (0, '" + ChainLink.NONE + "')");
        return this;
    }
}
