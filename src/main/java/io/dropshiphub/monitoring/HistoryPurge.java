package io.dropshiphub.monitoring;

import jakarta.validation.constraints.NotNull;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/** Keeps the history of calls from growing for ever: says what a purge deletes, the route does it. */
@Component
public class HistoryPurge {

    /**
     * Settings of monitoring.
     *
     * @param refresh how often the metrics are read from the database
     * @param purgeEvery how often old history is deleted
     * @param keepAttempts how long the history of calls is kept
     */
    @Validated
    @ConfigurationProperties("hub.monitoring")
    record Settings(
            @NotNull Duration refresh,
            @NotNull Duration purgeEvery,
            @NotNull Duration keepAttempts) {}

    private final Settings settings;
    private final Clock clock;

    HistoryPurge(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Deletes a bounded number, so that no transaction is long; the next round takes more. */
    public String statement() {
        return "delete from attempt where id in (select id from attempt where at < :?before order by id limit 20000)";
    }

    /** The moment up to which history is deleted. */
    public Timestamp before() {
        return Timestamp.from(clock.instant().minus(settings.keepAttempts()));
    }
}
