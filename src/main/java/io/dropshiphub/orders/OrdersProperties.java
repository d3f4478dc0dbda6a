package io.dropshiphub.orders;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of orders.
 *
 * @param every how often is looked for orders whose next step is due
 * @param workers how many orders are worked on at the same time
 * @param lease how long a step may take before another hub takes the order over; longer than a payment's calls and their repeats
 * @param delays wait before the 2nd, 3rd … try of a step; the last one repeats
 * @param tries how often held money is tried to be taken, and a paid order to be recorded, before everything is undone
 * @param patience how long an order waits for its payer, or for a gateway that takes the payment, before it is undone
 * @param reviewAfter how long an order may stand in one state before a person should look
 */
@Validated
@ConfigurationProperties("hub.orders")
record OrdersProperties(
        @NotNull Duration every,
        @Min(1) @Max(64) int workers,
        @NotNull Duration lease,
        @NotEmpty List<Duration> delays,
        @Min(1) int tries,
        @NotNull Duration patience,
        @NotNull Duration reviewAfter) {

    /** The wait after this many tries, at least 1. */
    Duration delay(int tries) {
        return delays.get(Math.min(tries, delays.size()) - 1);
    }
}
