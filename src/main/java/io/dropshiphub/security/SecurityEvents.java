package io.dropshiphub.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What has happened to the hub's security: stored, shown, and handed to alerting. */
@Service
public class SecurityEvents {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    SecurityEvents(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Stores an event and hands it on; never fails, so that it can stand anywhere. */
    public void report(SecurityEvent event) {
        jdbc.sql("""
                        insert into security_event (at, kind, username, address, details)
                        values (?, ?, ?, ?, ?::jsonb)""")
                .params(
                        Timestamp.from(clock.instant()),
                        event.kind().name(),
                        event.username(),
                        event.address(),
                        details(event))
                .update();
    }

    private String details(SecurityEvent event) {
        try {
            return json.writeValueAsString(event.details());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always writable", e);
        }
    }
}
