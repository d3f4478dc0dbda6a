package io.dropshiphub.admin.desk;

import io.dropshiphub.security.AuditTrail;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEventTrail;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** The audit log and the security events: browsed, exported, checked. */
@Component
public class SecurityDesk {

    /** A page of the audit log; {@code nextBeforeSeq} is the {@code before_seq} of the next page, null on the last. */
    public record AuditPage(List<AuditTrail.Line> entries, Long nextBeforeSeq) {}

    private static final int MOST = 1000;
    private static final List<String> KINDS =
            Arrays.stream(SecurityEvent.Kind.values()).map(Enum::name).toList();

    private final AuditTrail audit;
    private final SecurityEventTrail events;

    SecurityDesk(AuditTrail audit, SecurityEventTrail events) {
        this.audit = audit;
        this.events = events;
    }

    /** The newest entries first. */
    public AuditPage audit(
            @Header("actor") String actor,
            @Header("action") String action,
            @Header("target") String target,
            @Header("since") String since,
            @Header("before_seq") String before,
            @Header("limit") String limit) {
        int most = (int) BadRequest.number("limit", limit, 100, 1, MOST);
        List<AuditTrail.Line> entries = audit.browse(new AuditTrail.Filter(
                actor,
                action,
                target,
                BadRequest.time("since", since),
                before == null ? null : BadRequest.id("before_seq", before),
                most));
        return new AuditPage(
                entries,
                entries.size() < most ? null : entries.get(entries.size() - 1).seq());
    }

    /** Reads the whole log; the first thing that is wrong with it. */
    public AuditTrail.Verdict verify() {
        return audit.verify();
    }

    /** The log as JSON lines, from a moment on when one is named. */
    public InputStream export(@Header("since") String since) {
        return audit.export(BadRequest.time("since", since));
    }

    /** The newest events first. */
    public List<SecurityEventTrail.Line> events(
            @Header("kind") String kind,
            @Header("username") String username,
            @Header("since") String since,
            @Header("limit") String limit) {
        String known = BadRequest.oneOf("kind", kind, KINDS);
        return events.browse(new SecurityEventTrail.Filter(
                known == null ? null : SecurityEvent.Kind.valueOf(known),
                username,
                BadRequest.time("since", since),
                (int) BadRequest.number("limit", limit, 100, 1, MOST)));
    }
}
