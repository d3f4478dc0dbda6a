package io.dropshiphub.security.events;

import jakarta.validation.constraints.NotNull;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/** Keeps security events and activity counts from growing for ever. The audit log is never purged. */
@Component
public class SecurityPurge {

    /**
     * @param every how often old rows are deleted
     * @param events how long security events are kept
     * @param activity how long counts of who did how much are kept
     */
    @Validated
    @ConfigurationProperties("hub.security.keep")
    record Settings(
            @NotNull Duration every,
            @NotNull Duration events,
            @NotNull Duration activity) {}

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    SecurityPurge(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Deletes a bounded number, so that no transaction is long; the next round takes more. */
    public void purge() {
        delete(
                "security_event where id in (select id from security_event where at < ? limit 20000)",
                settings.events());
        delete("user_activity where hour < ?", settings.activity());
        delete("anomaly_seen where at < ?", settings.activity());
    }

    private void delete(String what, Duration kept) {
        jdbc.sql("delete from " + what)
                .param(Timestamp.from(clock.instant().minus(kept)))
                .update();
    }
}
