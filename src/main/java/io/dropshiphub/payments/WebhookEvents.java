package io.dropshiphub.payments;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What gateways told by themselves, as somebody reads it; without the bodies, which are the payers' affair. */
public interface WebhookEvents {

    /** The states of an event, see {@link Line#state}. */
    List<String> STATES = List.of("waiting", "applied", "ignored", "failed", "unreadable");

    /**
     * One event.
     *
     * @param id of the hub
     * @param gateway who told it
     * @param eventId the gateway's id
     * @param type the gateway's name for what happened
     * @param paymentId what it is about; null while that is not found
     * @param state {@code waiting}; {@code applied}: the payment was read since; {@code ignored}: about no payment of this hub;
     *     {@code failed}: given up; {@code unreadable}: genuine and not to be understood
     * @param why it waits or ended so, with a code; null when there is nothing to say
     * @param tries how often it was looked after
     * @param receivedAt when it came first
     * @param nextAt when it is looked after again, null when it is not
     */
    record Line(
            long id,
            String gateway,
            String eventId,
            String type,
            UUID paymentId,
            String state,
            String why,
            int tries,
            Instant receivedAt,
            Instant nextAt) {}

    /**
     * Which events; null matches all.
     *
     * @param gateway told by it
     * @param state see {@link Line#state}
     * @param paymentId about this payment
     * @param beforeId older than this one
     * @param limit at most so many
     */
    record Filter(String gateway, String state, UUID paymentId, Long beforeId, int limit) {}

    /** Events, the newest first. */
    List<Line> browse(Filter filter);
}
