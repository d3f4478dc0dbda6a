package io.dropshiphub.security.events;

import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes events into memory and stores them from a thread of its own, five times a second. */
@Service
class StoredSecurityEvents implements SecurityEvents {

    private static final Logger LOG = LoggerFactory.getLogger(StoredSecurityEvents.class);
    private static final long PAUSE_MILLIS = 200;
    private static final long LAST_SECONDS = 5;

    private final EventBuffer buffer = new EventBuffer();
    private final EventRows rows;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "security-events");
        thread.setDaemon(true);
        return thread;
    });
    private boolean failing;

    StoredSecurityEvents(EventRows rows, MeterRegistry meters, Clock clock) {
        this.rows = rows;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void report(SecurityEvent event) {
        meters.counter("hub.security.events", "kind", event.kind().name()).increment();
        if (!buffer.add(event, clock.instant())) {
            meters.counter("hub.security.events.lost").increment();
        }
    }

    @PostConstruct
    void start() {
        writer.scheduleWithFixedDelay(this::flush, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Stores the last ones, too, unless the database is away: then nobody waits for it. */
    @PreDestroy
    void stop() {
        writer.execute(this::flush);
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("HUB-SECURITY-202 The last security events were not stored: the database does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stores what is not stored yet; what fails stays for the next time. */
    synchronized void flush() {
        try {
            buffer.open().forEach((key, tally) -> {
                if (tally.id() == null) {
                    buffer.stored(key, rows.insert(tally), tally.times());
                } else {
                    rows.repeat(tally);
                    buffer.stored(key, tally.id(), tally.times());
                }
            });
            buffer.forget(clock.instant());
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn(
                        "HUB-SECURITY-202 Security events cannot be stored: {}. They are kept in memory and stored when the"
                                + " database answers again; more than some thousand are lost",
                        e.getMessage());
            }
            failing = true;
        }
    }
}
