package io.dropshiphub.payments;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What one gateway tells by itself: checks that it is the gateway who tells it, and reads whom it is about. */
public interface GatewayWebhooks {

    /** The gateway's name. */
    String gateway();

    /** Whether the secret that deliveries are checked with is configured. */
    boolean enabled();

    /**
     * Checks the signature over the bytes as they came, before anything of them is read.
     *
     * @throws Forged when it is not proven that the gateway has sent it, or it is too old
     * @throws PaymentProblem when it is genuine and cannot be read
     */
    Notice read(Delivery delivery);

    /**
     * A request as it came.
     *
     * @param body the bytes, untouched
     * @param headers by lower-case name
     * @param receivedAt when
     */
    record Delivery(byte[] body, Map<String, String> headers, Instant receivedAt) {

        /** The header of this lower-case name, or null. */
        public String header(String name) {
            return headers.get(name);
        }
    }

    /**
     * What it is about. It is a hint only: the payment is read from the gateway before anything changes.
     *
     * @param eventId the gateway's id of the event: the same event may come more than once
     * @param type the gateway's name for what happened
     * @param createdAt when it happened, or null when it does not say
     * @param paymentId the hub's own id, where the gateway gives it back; else null
     * @param references the gateway's ids that it names
     */
    record Notice(String eventId, String type, Instant createdAt, UUID paymentId, References references) {}

    /** Not from the gateway, or not in time. */
    final class Forged extends RuntimeException {

        /** @param why for the security event; without secrets, and not told to who sent it */
        public Forged(String why) {
            super(why, null, false, false);
        }
    }
}
