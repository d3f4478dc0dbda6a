package io.dropshiphub.sandbox.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.net.URI;

/**
 * How events are delivered at the moment. Real services deliver late, twice, in any order, and anybody can post to the address.
 *
 * @param on whether at all
 * @param target the address above the services' own, or null
 * @param duplicate whether every event is delivered twice
 * @param reverse whether events that happen within {@link #GATHERING_MILLIS} are delivered the last one first
 * @param forged whether every event is preceded by one with its headers whose body somebody has changed
 * @param delayMillis how long an event waits
 */
record WebhookWishes(boolean on, String target, boolean duplicate, boolean reverse, boolean forged, long delayMillis) {

    static final long GATHERING_MILLIS = 300;

    private static final long MAX_DELAY_MILLIS = 600_000;

    static WebhookWishes to(String target) {
        return new WebhookWishes(true, target, false, false, false, 0);
    }

    boolean isDelivering() {
        return on && target != null;
    }

    /** The wishes with those named in a request; null when one of them makes no sense. */
    WebhookWishes changed(ObjectNode wanted) {
        String address = wanted.has("target") ? Json.text(wanted, "target") : target;
        long delay = Json.number(wanted, "delay_millis", delayMillis);
        if (address != null && !isAddress(address)
                || delay < 0
                || delay > MAX_DELAY_MILLIS
                || wanted.has("delay_millis") && !Json.whole(wanted, "delay_millis", 0)) {
            return null;
        }
        return new WebhookWishes(
                flag(wanted, "on", on),
                address,
                flag(wanted, "duplicate", duplicate),
                flag(wanted, "reverse", reverse),
                flag(wanted, "forged", forged),
                delay);
    }

    private static boolean flag(ObjectNode wanted, String field, boolean otherwise) {
        JsonNode value = wanted.get(field);
        return value == null ? otherwise : value.asBoolean();
    }

    static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    ObjectNode describe() {
        return Json.object()
                .put("on", on)
                .put("target", target)
                .put("duplicate", duplicate)
                .put("reverse", reverse)
                .put("forged", forged)
                .put("delay_millis", delayMillis);
    }
}
