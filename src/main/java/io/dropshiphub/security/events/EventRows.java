package io.dropshiphub.security.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEventTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored events. */
@Component
class EventRows implements SecurityEventTrail {

    /** Sorted, so that equal details are equal texts. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final JdbcClient jdbc;
    private final AlertProperties settings;

    EventRows(JdbcClient jdbc, AlertProperties settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** @return the row */
    long insert(Tally tally) {
        SecurityEvent event = tally.event();
        return jdbc.sql("""
                        insert into security_event
                            (at, last_at, times, kind, severity, username, address, details, alert)
                        values (:at, :lastAt, :times, :kind, :severity, :username, :address, :details, :alert)
                        returning id""")
                .param("at", Timestamp.from(tally.at()))
                .param("lastAt", Timestamp.from(tally.lastAt()))
                .param("times", tally.times())
                .param("kind", event.kind().name())
                .param("severity", settings.of(event.kind()).name())
                .param("username", event.username())
                .param("address", event.address())
                .param("details", write(event.details()))
                .param("alert", settings.isHandedOn(event.kind()))
                .query(Long.class)
                .single();
    }

    void repeat(Tally tally) {
        jdbc.sql("update security_event set times = ?, last_at = ? where id = ?")
                .params(tally.times(), Timestamp.from(tally.lastAt()), tally.id())
                .update();
    }

    @Override
    public List<Line> browse(Filter filter) {
        return jdbc.sql("""
                        select * from security_event
                        where (:kind::text is null or kind = :kind) and (:username::text is null or username = :username)
                            and (:since::timestamptz is null or last_at >= :since)
                        order by id desc limit :most""")
                .param("kind", filter.kind() == null ? null : filter.kind().name())
                .param("username", filter.username())
                .param("since", filter.since() == null ? null : Timestamp.from(filter.since()))
                .param("most", filter.limit())
                .query(EventRows::line)
                .list();
    }

    static Line line(ResultSet row, int number) throws SQLException {
        Timestamp handedOn = row.getTimestamp("handed_on_at");
        return new Line(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getLong("times"),
                SecurityEvent.Kind.valueOf(row.getString("kind")),
                row.getString("severity"),
                row.getString("username"),
                row.getString("address"),
                read(row.getString("details")),
                handedOn == null ? null : handedOn.toInstant(),
                row.getObject("counted_in", Long.class));
    }

    static String write(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always writable", e);
        }
    }

    private static Map<String, String> read(String details) {
        try {
            return JSON.readValue(details, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            return Map.of("unreadable", details);
        }
    }
}
