package io.dropshiphub.queue;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How accounts' limits are learned from answers.
 *
 * @param leastRate calls a second below which nothing slows an account
 * @param mostRate a told rate above this is taken as this
 * @param slowDown share of the rate that is left after "too many calls"
 * @param quiet how long without "too many calls" until the rate rises again
 * @param recoverPerMinute share of the limit that comes back each minute
 * @param longestPause longest wait after "too many calls" when the marketplace does not say
 */
@Validated
@ConfigurationProperties("hub.queue.learning")
record LearningProperties(
        @DecimalMin("0.01") double leastRate,
        @DecimalMin("1") double mostRate,
        @DecimalMin("0.1") @DecimalMax("0.95") double slowDown,
        @NotNull Duration quiet,
        @DecimalMin("0.001") @DecimalMax("1") double recoverPerMinute,
        @NotNull Duration longestPause) {}
