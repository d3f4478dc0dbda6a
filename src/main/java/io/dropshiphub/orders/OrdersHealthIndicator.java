package io.dropshiphub.orders;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** DEGRADED while an order waits for a person. */
@Component
class OrdersHealthIndicator implements HealthIndicator {

    private final OrderCounts counts;

    OrdersHealthIndicator(OrderCounts counts) {
        this.counts = counts;
    }

    @Override
    public Health health() {
        long waiting = counts.review();
        return (waiting > 0 ? Health.status("DEGRADED") : Health.up())
                .withDetail("waiting for a person", waiting)
                .build();
    }
}
