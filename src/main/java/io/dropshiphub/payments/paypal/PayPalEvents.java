package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayWebhooks.Notice;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads which payment an event is about: it is about an order, an authorization, a capture or a refund. */
final class PayPalEvents {

    private final ObjectMapper json;

    PayPalEvents(ObjectMapper json) {
        this.json = json;
    }

    /**
     * What an event is about, its signature checked before.
     *
     * @throws PaymentProblem 400 when it is no event
     */
    Notice read(byte[] body) {
        JsonNode event;
        try {
            event = json.readTree(body);
        } catch (IOException noJson) {
            event = json.missingNode();
        }
        String id = event.path("id").asText();
        String type = event.path("event_type").asText();
        if (id.isEmpty() || type.isEmpty()) {
            throw new PaymentProblem(
                    "HUB-PAY-426",
                    400,
                    "A webhook that PayPal has signed has no id or event_type; nothing was changed. Compare it with the events"
                            + " that the webhook is subscribed to at PayPal.");
        }
        JsonNode resource = event.path("resource");
        return new Notice(
                id,
                type,
                time(event.path("create_time").asText()),
                paymentId(resource),
                references(event.path("resource_type").asText(), resource));
    }

    /** The purchase unit of an order gives it back; captures and refunds do not. */
    private static UUID paymentId(JsonNode resource) {
        String id = resource.path("purchase_units").path(0).path("reference_id").asText();
        try {
            return id.length() == 36 ? UUID.fromString(id) : null;
        } catch (IllegalArgumentException another) {
            return null;
        }
    }

    private static References references(String type, JsonNode resource) {
        JsonNode related = resource.path("supplementary_data").path("related_ids");
        References named = References.NONE
                .and(References.ORDER, related.path("order_id").asText())
                .and(References.AUTHORIZATION, related.path("authorization_id").asText())
                .and(References.CAPTURE, related.path("capture_id").asText());
        String id = resource.path("id").asText();
        return switch (type) {
            case "checkout-order" -> named.and(References.ORDER, id);
            case "authorization" -> named.and(References.AUTHORIZATION, id);
            case "capture" -> named.and(References.CAPTURE, id);
            case "refund" -> named.and(References.CAPTURE, up(resource)).and(References.REFUND, id);
            // the reversal of an approval names the order beside its own content
            default -> named.and(References.ORDER, resource.path("order_id").asText());
        };
    }

    /** The capture that a refund belongs to: the end of its link upwards. */
    private static String up(JsonNode refund) {
        for (JsonNode link : refund.path("links")) {
            String href = link.path("href").asText();
            if (link.path("rel").asText().equals("up") && href.contains("/captures/")) {
                return href.substring(href.lastIndexOf('/') + 1);
            }
        }
        return null;
    }

    private static Instant time(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
