package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.PaymentStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many payments are open. */
@Component
public class PaymentCounts {

    private static final List<PaymentStatus> OPEN = List.of(
            PaymentStatus.CREATED,
            PaymentStatus.REQUIRES_ACTION,
            PaymentStatus.APPROVED,
            PaymentStatus.AUTHORIZED,
            PaymentStatus.PROCESSING,
            PaymentStatus.UNKNOWN);

    private final JdbcClient jdbc;

    PaymentCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Payments in each status that something may still follow, 0 included. */
    public Map<PaymentStatus, Long> open() {
        Map<PaymentStatus, Long> counts = new EnumMap<>(PaymentStatus.class);
        OPEN.forEach(status -> counts.put(status, 0L));
        // the condition is the index's
        jdbc.sql("select status, count(*) from payment where status not in"
                        + " ('SUCCEEDED', 'DECLINED', 'REFUNDED', 'FAILED', 'CANCELED', 'EXPIRED') group by status")
                .query((row, n) -> Map.entry(PaymentStatus.valueOf(row.getString(1)), row.getLong(2)))
                .list()
                .forEach(found -> counts.replace(found.getKey(), found.getValue()));
        return counts;
    }

    /** Payments that a person has to look at. */
    public long review() {
        return jdbc.sql("select count(*) from payment where review_code is not null")
                .query(Long.class)
                .single();
    }
}
