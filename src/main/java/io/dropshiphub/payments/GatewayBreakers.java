package io.dropshiphub.payments;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.springframework.stereotype.Component;

/**
 * One circuit breaker a gateway: opens after so many technical failures in a row, lets one call through after a while. Routes use
 * it by the name {@code payment-breaker-<gateway>}; the choice of the gateway asks it before anything is sent.
 */
@Component
public class GatewayBreakers {

    private final Map<String, CircuitBreaker> byGateway = new TreeMap<>();

    GatewayBreakers(Gateways gateways, CamelContext camel) {
        for (Gateway gateway : gateways.all()) {
            CircuitBreaker breaker = CircuitBreaker.of("payment-breaker-" + gateway.name(), config(gateway.limits()));
            byGateway.put(gateway.name(), breaker);
            camel.getRegistry().bind(breaker.getName(), CircuitBreaker.class, breaker);
        }
    }

    /** Whether a call would be let through now, or may be the probe. */
    public boolean lets(String gateway) {
        CircuitBreaker.State state = byGateway.get(gateway).getState();
        return state != CircuitBreaker.State.OPEN && state != CircuitBreaker.State.FORCED_OPEN;
    }

    /** The state in lower case: {@code closed}, {@code open}, {@code half_open}. */
    public String state(String gateway) {
        return byGateway.get(gateway).getState().name().toLowerCase(Locale.ROOT);
    }

    private static CircuitBreakerConfig config(GatewayLimits limits) {
        return CircuitBreakerConfig.custom()
                // all of the last so many: failures in a row
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(limits.failures())
                .minimumNumberOfCalls(limits.failures())
                .failureRateThreshold(100)
                .waitDurationInOpenState(limits.open())
                .permittedNumberOfCallsInHalfOpenState(1)
                // else nobody would choose the gateway, and nobody would find out that it works again
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .writableStackTraceEnabled(false)
                .build();
    }
}
