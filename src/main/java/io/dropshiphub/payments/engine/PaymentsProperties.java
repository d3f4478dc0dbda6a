package io.dropshiphub.payments.engine;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long and how often payments are pursued; every default with its reason stands in {@code application.yaml}.
 *
 * @param retry repeats while the caller waits
 * @param resolve repeats and questions when it no longer does
 * @param look reading payments that are not settled
 */
@Validated
@ConfigurationProperties("hub.payments")
record PaymentsProperties(
        @NotNull @Valid Retry retry,
        @NotNull @Valid Resolve resolve,
        @NotNull @Valid Look look) {

    /**
     * @param times most repeats
     * @param firstDelay before the first; doubles with each
     * @param jitter share of a delay that is left to chance
     * @param budget no repeat begins later than this after the first send
     */
    record Retry(
            @Min(0) int times,
            @NotNull Duration firstDelay,
            @DecimalMin("0") @DecimalMax("1") double jitter,
            @NotNull Duration budget) {}

    /**
     * @param every how often is looked for tries that are due
     * @param lease how long a send may take before somebody else repeats it
     * @param workers how many are pursued at the same time
     * @param delays before the first, second … try; the last one repeats
     * @param absentAfter how long after the last send "there is no such payment" is believed
     */
    record Resolve(
            @NotNull Duration every,
            @NotNull Duration lease,
            @Min(1) int workers,
            @NotEmpty List<Duration> delays,
            @NotNull Duration absentAfter) {

        Duration delay(int nth) {
            return delays.get(Math.min(nth, delays.size() - 1));
        }
    }

    /**
     * @param delays before the first, second … look; the last one repeats
     * @param fresh how long what was read of a payment that has ended counts as fresh
     */
    record Look(@NotEmpty List<Duration> delays, @NotNull Duration fresh) {

        Duration delay(int nth) {
            return delays.get(Math.min(nth, delays.size() - 1));
        }
    }
}
