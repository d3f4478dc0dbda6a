package io.dropshiphub.queue;

import io.dropshiphub.product.ListingJob;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the queue.
 *
 * @param workers threads per marketplace lane, and so the most calls under way per marketplace and hub instance
 * @param claimBatch most jobs taken by one claim
 * @param lease how long a claim holds without an outcome
 * @param sendMargin a call is not started when less than this is left of its lease
 * @param poll how often a lane looks for work when nothing wakes it
 * @param sweep how often expired leases and due jobs are looked for
 * @param headStart per priority, how much earlier than now a job is placed in line; the difference between two priorities
 *     is also how long the lower one must wait to overtake
 * @param retryDelays wait before the 2nd, 3rd … try; the last one repeats
 * @param retryJitter share by which a retry delay is spread, both ways
 * @param lookUpDelays wait before the 1st, 2nd … look-up of a doubtful creation; the last one repeats
 * @param hintConfirmations how many look-ups in a row must not see a listing, where the look-up is only a hint
 * @param approvalDelays wait before the 1st, 2nd … question for approval; the last one repeats
 * @param approvalGiveUp after so many questions an approval is no longer asked for
 * @param quotaPause how long a gate closes after "too many calls" when the marketplace does not say
 * @param outagePause how long a lane waits before it probes a marketplace whose circuit breaker is open
 */
@Validated
@ConfigurationProperties("hub.queue")
public record QueueProperties(
        @Min(1) int workers,
        @Min(1) int claimBatch,
        @NotNull Duration lease,
        @NotNull Duration sendMargin,
        @NotNull Duration poll,
        @NotNull Duration sweep,
        @NotEmpty Map<String, Duration> headStart,
        @NotEmpty List<Duration> retryDelays,
        @DecimalMin("0.0") @DecimalMax("0.9") double retryJitter,
        @NotEmpty List<Duration> lookUpDelays,
        @Min(1) int hintConfirmations,
        @NotEmpty List<Duration> approvalDelays,
        @Min(1) int approvalGiveUp,
        @NotNull Duration quotaPause,
        @NotNull Duration outagePause) {

    /** When the job was claimed. */
    Instant claimedAt(ListingJob job) {
        return job.leaseUntil().minus(lease);
    }

    /** The delay for the n-th wait (1-based) of a list whose last entry repeats. */
    static Duration nth(List<Duration> delays, int n) {
        return delays.get(Math.min(Math.max(n, 1), delays.size()) - 1);
    }
}
