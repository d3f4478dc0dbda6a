package io.dropshiphub.payments;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a gateway is given to do.
 *
 * @param weight its share of the payments that several gateways could take; 0: only those that prefer it, or that no other one takes
 * @param calls so many calls of each operation that writes in a {@code window}; what is more is refused here, as if the gateway
 *     had said so
 * @param reads the same for each operation that only reads. More than {@code calls}: every payment is read several times, because
 *     of events, by looks and by callers, and none of them should keep another one from finding out how a payment stands
 * @param window of {@code calls} and {@code reads}
 * @param failures after so many technical failures in a row its circuit breaker opens
 * @param open how long it stays open before one call is let through
 */
public record GatewayLimits(
        @DefaultValue("1") @Min(0) @Max(1000) int weight,
        @DefaultValue("100") @Min(1) int calls,
        @DefaultValue("600") @Min(1) int reads,
        @DefaultValue("60s") Duration window,
        @DefaultValue("5") @Min(1) int failures,
        @DefaultValue("60s") Duration open) {

    /** So many calls of this operation in a window. */
    int of(Operation operation) {
        return operation.writes() ? calls : reads;
    }
}
