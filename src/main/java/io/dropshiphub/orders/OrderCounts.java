package io.dropshiphub.orders;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many orders are under way. */
@Component
class OrderCounts {

    private final JdbcClient jdbc;

    OrderCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Orders in each state that something still follows by itself, 0 included. */
    Map<OrderState, Long> open() {
        Map<OrderState, Long> counts = new EnumMap<>(OrderState.class);
        for (OrderState state : OrderState.values()) {
            if (!state.over()) {
                counts.put(state, 0L);
            }
        }
        // an order has a next step until it is over, and those are indexed
        jdbc.sql("select state, count(*) from customer_order where next_at is not null group by state")
                .query((row, n) -> Map.entry(OrderState.valueOf(row.getString(1)), row.getLong(2)))
                .list()
                .forEach(found -> counts.replace(found.getKey(), found.getValue()));
        return counts;
    }

    /** How long the oldest of them has been under way; zero when there is none. */
    Duration oldest(Instant now) {
        return jdbc.sql("select min(created_at) from customer_order where next_at is not null")
                .query(Timestamp.class)
                .optional()
                .map(since -> Duration.between(since.toInstant(), now))
                .orElse(Duration.ZERO);
    }

    /** Orders that a person has to look at. */
    long review() {
        return jdbc.sql("select count(*) from customer_order where needs_review")
                .query(Long.class)
                .single();
    }
}
