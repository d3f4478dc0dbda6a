package io.dropshiphub.security.audit;

import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Appends to the one chain. The row of its end is locked from the append to the commit. */
@Service
class ChainedAuditLog implements AuditLog {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChainedAuditLog(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public void append(AuditEntry entry) {
        transaction.executeWithoutResult(status -> {
            ChainHead head = jdbc.sql("select seq, hash from audit_head for update")
                    .query(ChainHead.class)
                    .optional()
                    .orElseThrow(AuditProblem::headGone);
            write(ChainLink.after(head.seq() + 1, head.hash(), clock.instant(), entry));
        });
    }

    private void write(ChainLink link) {
        jdbc.sql("""
                        with head as (update audit_head set seq = :seq, hash = :hash)
                        insert into audit_log (seq, at, actor, action, target, outcome, details, prev_hash, hash)
                        values (:seq, :at, :actor, :action, :target, :outcome, :details, :previous, :hash)""")
                .param("seq", link.seq())
                .param("at", Timestamp.from(link.at()))
                .param("actor", link.actor())
                .param("action", link.action())
                .param("target", link.target())
                .param("outcome", link.outcome())
                .param("details", link.details())
                .param("previous", link.previous())
                .param("hash", link.hash())
                .update();
    }
}
