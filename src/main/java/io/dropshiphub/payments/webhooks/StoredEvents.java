package io.dropshiphub.payments.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayWebhooks.Notice;
import io.dropshiphub.payments.References;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of events, for those who keep and settle them. */
@Component
class StoredEvents {

    private static final TypeReference<Map<String, String>> IDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    StoredEvents(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps an event that is to be applied; an event that is there already stays as it is. */
    void keep(String gateway, Notice notice, byte[] body, Instant at) {
        jdbc.sql("""
                        insert into webhook_event
                            (gateway, event_id, type, body, named_id, named_ids, state, received_at, next_at)
                        values (:gateway, :event, :type, :body, :named, :ids::jsonb, 'waiting', :at, :at)
                        on conflict (gateway, event_id) do nothing""")
                .param("gateway", gateway)
                .param("event", notice.eventId())
                .param("type", notice.type())
                .param("body", body)
                .param("named", notice.paymentId())
                .param("ids", written(notice.references()))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Keeps an event for a person to look at; {@code why} begins with a code. */
    void keepUnreadable(String gateway, String eventId, byte[] body, String why, Instant at) {
        jdbc.sql("""
                        insert into webhook_event (gateway, event_id, type, body, state, why, received_at)
                        values (:gateway, :event, '', :body, 'unreadable', :why, :at)
                        on conflict (gateway, event_id) do nothing""")
                .param("gateway", gateway)
                .param("event", eventId)
                .param("body", body)
                .param("why", why)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Takes events whose time has come, the oldest first; other hubs leave them alone for the length of the lease. */
    List<KeptEvent> claim(Instant now, Duration lease, int most) {
        return jdbc
                .sql("""
                        update webhook_event set tries = tries + 1, next_at = :until
                        where id in (
                            select id from webhook_event where state = 'waiting' and next_at <= :now
                            order by next_at, id limit :most for update skip locked)
                        returning *""")
                .param("until", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(this::event)
                .list()
                .stream()
                .sorted(Comparator.comparing(KeptEvent::id))
                .toList();
    }

    /** Remembers which payment an event is about. */
    void found(long id, UUID paymentId) {
        jdbc.sql("update webhook_event set payment_id = ? where id = ?")
                .params(paymentId, id)
                .update();
    }

    /** When the payment was read last because of an event, also in vain; empty when it never was. */
    Optional<Instant> lastReading(UUID paymentId) {
        return jdbc.sql("select max(read_at) from webhook_event where payment_id = ?")
                .param(paymentId)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Whether the payment was read after that moment for another event. */
    boolean readSince(UUID paymentId, Instant moment) {
        return jdbc.sql(
                        "select exists (select from webhook_event where payment_id = ? and read_at > ? and state = 'applied')")
                .params(paymentId, Timestamp.from(moment))
                .query(Boolean.class)
                .single();
    }

    /** Ends an event; {@code readAt} when the reading began that it is settled with, or null. */
    void end(long id, String state, String why, Instant readAt) {
        jdbc.sql("update webhook_event set state = ?, why = ?, read_at = ?, next_at = null where id = ?")
                .params(state, why, readAt == null ? null : Timestamp.from(readAt), id)
                .update();
    }

    /** Looks after it again, not before that moment; {@code readAt} when a reading began in vain, or null. */
    void later(long id, String why, Instant readAt, Instant next) {
        jdbc.sql("update webhook_event set why = ?, read_at = ?, next_at = ? where id = ? and state = 'waiting'")
                .params(why, readAt == null ? null : Timestamp.from(readAt), Timestamp.from(next), id)
                .update();
    }

    /** Looks after it at that moment, as if it had not been looked after yet. */
    void await(long id, Instant next) {
        jdbc.sql("update webhook_event set tries = tries - 1, next_at = ? where id = ? and state = 'waiting'")
                .params(Timestamp.from(next), id)
                .update();
    }

    /** Deletes a bounded number of older ones that do not wait, so that no transaction is long. */
    void purge(Instant before) {
        jdbc.sql("""
                        delete from webhook_event where id in (
                            select id from webhook_event where received_at < ? and state <> 'waiting' limit 20000)""").param(Timestamp.from(before)).update();
    }

    private KeptEvent event(ResultSet row, int number) throws SQLException {
        return new KeptEvent(
                row.getLong("id"),
                row.getString("gateway"),
                row.getString("event_id"),
                row.getObject("named_id", UUID.class),
                ids(row.getString("named_ids")),
                row.getTimestamp("received_at").toInstant(),
                row.getInt("tries"));
    }

    private String written(References references) {
        try {
            return json.writeValueAsString(references.ids());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always writable", e);
        }
    }

    private References ids(String written) {
        try {
            return new References(json.readValue(written, IDS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event's ids are no JSON object of texts", e);
        }
    }
}
