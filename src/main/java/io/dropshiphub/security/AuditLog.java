package io.dropshiphub.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The append-only record of who did what to which account, secret, batch and dead letter. */
@Service
public class AuditLog {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Appends an entry; inside the caller's transaction, if there is one: what is rolled back did not happen. */
    public void append(AuditEntry entry) {
        jdbc.sql("""
                        insert into audit_log (at, actor, action, target, outcome, details)
                        values (?, ?, ?, ?, ?, ?::jsonb)""")
                .params(
                        Timestamp.from(clock.instant()),
                        entry.actor(),
                        entry.action(),
                        entry.target(),
                        entry.outcome(),
                        details(entry))
                .update();
    }

    private String details(AuditEntry entry) {
        try {
            return json.writeValueAsString(entry.details());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always writable", e);
        }
    }
}
