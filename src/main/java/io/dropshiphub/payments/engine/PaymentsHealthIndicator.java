package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.Gateway;
import io.dropshiphub.payments.GatewayBreakers;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.ledger.PaymentCounts;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** DEGRADED while a payment waits for a person, or a gateway's circuit breaker is open; never DOWN, since nothing is lost meanwhile. */
@Component
class PaymentsHealthIndicator implements HealthIndicator {

    private final PaymentCounts counts;
    private final Gateways gateways;
    private final GatewayBreakers breakers;

    PaymentsHealthIndicator(PaymentCounts counts, Gateways gateways, GatewayBreakers breakers) {
        this.counts = counts;
        this.gateways = gateways;
        this.breakers = breakers;
    }

    @Override
    public Health health() {
        long waiting = counts.review();
        boolean degraded = waiting > 0;
        Health.Builder health = Health.up().withDetail("waiting for a person", waiting);
        for (Gateway gateway : gateways.all()) {
            degraded |= gateway.enabled() && !breakers.lets(gateway.name());
            health.withDetail(
                    gateway.name(),
                    gateway.enabled() ? "circuit breaker " + breakers.state(gateway.name()) : "not in use");
        }
        return (degraded ? health.status("DEGRADED") : health).build();
    }
}
