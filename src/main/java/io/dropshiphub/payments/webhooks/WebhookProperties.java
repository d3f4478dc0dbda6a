package io.dropshiphub.payments.webhooks;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What becomes of events that gateways tell.
 *
 * @param every how often is looked for events to apply
 * @param most how many in one round
 * @param lease for how long a hub has an event to itself; longer than the longest call of a gateway
 * @param apart so much time lies between two readings of one payment because of events; what comes meanwhile waits and shares the
 *     next one
 * @param delays until the next try after the first, second, … that failed; after the last one the event is given up
 * @param unknownFor for how long an event may be about a payment that the ledger does not know yet
 * @param keep how long events are kept
 * @param purgeEvery how often old ones are deleted
 */
@Validated
@ConfigurationProperties("hub.payments.webhooks")
record WebhookProperties(
        @NotNull Duration every,
        @Positive int most,
        @NotNull Duration lease,
        @NotNull Duration apart,
        @NotEmpty List<Duration> delays,
        @NotNull Duration unknownFor,
        @NotNull Duration keep,
        @NotNull Duration purgeEvery) {}
