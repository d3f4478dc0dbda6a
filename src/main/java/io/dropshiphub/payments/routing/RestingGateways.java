package io.dropshiphub.payments.routing;

import io.dropshiphub.payments.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which gateways have just said that they are called too often. Known to this hub only: another one finds out by itself. */
@Component
public class RestingGateways {

    /** When a gateway does not say how long. */
    private static final Duration USUAL = Duration.ofSeconds(1);

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final Clock clock;

    RestingGateways(Clock clock) {
        this.clock = clock;
    }

    /** Leaves a gateway alone with that operation. */
    public void rest(String gateway, Operation operation, Duration wait) {
        until.merge(
                gateway + "/" + operation,
                clock.instant().plus(wait == null ? USUAL : wait),
                (one, other) -> one.isAfter(other) ? one : other);
    }

    /** How long it still rests; empty when it does not. */
    Optional<Duration> rests(String gateway, Operation operation) {
        Instant end = until.get(gateway + "/" + operation);
        Duration left = end == null ? Duration.ZERO : Duration.between(clock.instant(), end);
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }
}
