package io.dropshiphub.payments.webhooks;

import io.dropshiphub.payments.References;
import java.time.Instant;
import java.util.UUID;

/**
 * An event that is being looked after.
 *
 * @param id of the hub
 * @param gateway who told it
 * @param eventId the gateway's id
 * @param namedId the payment as the event names it, or null
 * @param namedIds the gateway's ids that it names
 * @param receivedAt when it came
 * @param tries how often it was looked after, this time included
 */
public record KeptEvent(
        long id, String gateway, String eventId, UUID namedId, References namedIds, Instant receivedAt, int tries) {

    @Override
    public String toString() {
        return gateway + "'s event " + eventId;
    }
}
