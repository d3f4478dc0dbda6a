package io.dropshiphub.security.audit;

import io.dropshiphub.security.AuditTrail;
import io.dropshiphub.security.AuditTrail.Finding;
import io.dropshiphub.security.AuditTrail.Verdict;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Checks the audit log when nobody asks. */
@Component
public class AuditSelfCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AuditSelfCheck.class);

    private final AuditTrail trail;
    private final SecurityEvents events;

    AuditSelfCheck(AuditTrail trail, SecurityEvents events) {
        this.trail = trail;
        this.events = events;
    }

    /** Reports tampering as a security event. */
    public void check() {
        Verdict verdict = trail.verify();
        if (verdict.intact()) {
            LOG.info("The audit log is intact: {} entries, {} checkpoints", verdict.entries(), verdict.checkpoints());
            return;
        }
        Finding finding = verdict.finding();
        events.report(new SecurityEvent(
                SecurityEvent.Kind.AUDIT_BROKEN,
                null,
                null,
                Map.of(
                        "found", finding.kind().name(),
                        "seq", String.valueOf(finding.seq()),
                        "message", finding.message())));
    }
}
