package io.dropshiphub.payments.webhooks;

import io.dropshiphub.payments.WebhookEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of events, for those who look at it. */
@Component
class EventList implements WebhookEvents {

    private final JdbcClient jdbc;

    EventList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Line> browse(Filter filter) {
        return jdbc.sql("""
                        select * from webhook_event
                        where (:gateway::text is null or gateway = :gateway) and (:state::text is null or state = :state)
                            and (:payment::uuid is null or payment_id = :payment)
                            and (:before::bigint is null or id < :before)
                        order by id desc limit :most""")
                .param("gateway", filter.gateway())
                .param("state", filter.state())
                .param("payment", filter.paymentId())
                .param("before", filter.beforeId())
                .param("most", filter.limit())
                .query(EventList::line)
                .list();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        Timestamp next = row.getTimestamp("next_at");
        return new Line(
                row.getLong("id"),
                row.getString("gateway"),
                row.getString("event_id"),
                row.getString("type"),
                row.getObject("payment_id", UUID.class),
                row.getString("state"),
                row.getString("why"),
                row.getInt("tries"),
                row.getTimestamp("received_at").toInstant(),
                next == null ? null : next.toInstant());
    }
}
