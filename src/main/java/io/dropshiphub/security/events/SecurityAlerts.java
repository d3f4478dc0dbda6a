package io.dropshiphub.security.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.security.SecurityEventTrail.Line;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells somebody about severe events: in the log and the metrics, and by a webhook when there is one. */
@Component
public class SecurityAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityAlerts.class);
    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final AlertProperties settings;
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Clock clock;

    SecurityAlerts(JdbcClient jdbc, AlertProperties settings, ObjectMapper json, MeterRegistry meters, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    /** Severe events that nobody was told about yet. Other hubs leave them alone until they would be tried again. */
    public List<Line> due() {
        Instant now = clock.instant();
        return jdbc
                .sql("""
                        update security_event set tries = tries + 1, try_after = :next
                        where id in (
                            select id from security_event
                            where alert and handed_on_at is null and (try_after is null or try_after <= :now)
                            order by id limit :most for update skip locked)
                        returning *""")
                .param("next", Timestamp.from(now.plus(settings.retryAfter())))
                .param("now", Timestamp.from(now))
                .param("most", AT_ONCE)
                .query(EventRows::line)
                .list()
                .stream()
                .sorted(Comparator.comparing(Line::id))
                .toList();
    }

    /** Whether an alert of a short while ago stands for this event, too; it is then counted there. */
    public boolean isRepeat(@Body Line event) {
        return jdbc.sql("""
                        with told as (
                            select max(a.id) as id from security_event a, security_event e
                            where e.id = :id and a.kind = e.kind and a.counted_in is null and a.handed_on_at > :after
                                and a.username is not distinct from e.username
                                and a.address is not distinct from e.address
                                and (a.username is not null or a.address is not null or a.details = e.details))
                        update security_event e set handed_on_at = :now, counted_in = told.id
                        from told where e.id = :id and told.id is not null""")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("after", Timestamp.from(clock.instant().minus(settings.repeatAfter())))
                        .param("id", event.id())
                        .update()
                == 1;
    }

    /** Says it in the log and counts it. */
    public void announce(@Body Line event) {
        meters.counter("hub.security.alerts", "kind", event.kind().name()).increment();
        LOG.warn("HUB-SECURITY-203 {}", text(event));
    }

    /** Whether alerts are posted somewhere. */
    public boolean hasWebhook() {
        return !settings.webhookUrl().isBlank();
    }

    /** What is posted. */
    public String message(@Body Line event) throws JsonProcessingException {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("code", "HUB-SECURITY-203");
        // what chat systems show
        message.put("text", text(event));
        message.put("event", event);
        return json.writeValueAsString(message);
    }

    /** Somebody was told. */
    public void handedOn(@Variable("event") Line event) {
        jdbc.sql("update security_event set handed_on_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), event.id())
                .update();
    }

    /** The webhook was not reached, or has refused; the event is still to be handed on. */
    public void failed(@Variable("event") Line event, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        meters.counter("hub.security.alerts.failed").increment();
        String why = failure instanceof WebhookFailed refused
                ? refused.getMessage()
                : failure.getClass().getSimpleName();
        LOG.error(
                "HUB-SECURITY-204 Security event {} could not be handed on: {}. It is tried again in {} s; look at"
                        + " hub.security.alerts.webhook-url",
                event.id(),
                why,
                settings.retryAfter().toSeconds());
    }

    private static String text(Line event) {
        String text = "Security event " + event.id() + ": " + event.kind()
                + (event.username() == null ? "" : " of user " + event.username())
                + (event.address() == null ? "" : " from " + event.address())
                + (event.times() == 1 ? "" : ", " + event.times() + " times")
                + (event.details().isEmpty() ? "" : " " + event.details())
                + ". Look at GET /api/v1/security/events";
        // names come from outside: none may begin a line of its own in the log
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
