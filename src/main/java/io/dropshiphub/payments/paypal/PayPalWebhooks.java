package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayWebhooks;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;
import org.springframework.stereotype.Component;

/** PayPal's webhooks: signed with RSA by a certificate that the delivery names (PayPal's page about webhooks). */
@Component
class PayPalWebhooks implements GatewayWebhooks {

    private static final String ALGORITHM = "SHA256withRSA";

    private final PayPalProperties.Webhook settings;
    private final PayPalCertificates certificates;
    private final ObjectMapper json;

    PayPalWebhooks(PayPalProperties properties, PayPalCertificates certificates, ObjectMapper json) {
        this.settings = properties.webhook();
        this.certificates = certificates;
        this.json = json;
    }

    @Override
    public String gateway() {
        return PayPalGateway.NAME;
    }

    @Override
    public boolean enabled() {
        return !settings.id().isBlank();
    }

    @Override
    public Notice read(Delivery delivery) {
        String sent = header(delivery, "paypal-transmission-time");
        String signed = signed(header(delivery, "paypal-transmission-id"), sent, settings.id(), delivery.body());
        // what costs nothing to check comes first: a certificate may have to be fetched
        if (!ALGORITHM.equalsIgnoreCase(header(delivery, "paypal-auth-algo"))) {
            throw new Forged("the signature is not by " + ALGORITHM);
        }
        inTime(sent, delivery.receivedAt());
        byte[] signature = base64(header(delivery, "paypal-transmission-sig"));
        PublicKey key = certificates.key(header(delivery, "paypal-cert-url"), delivery.receivedAt());
        if (!verifies(key, signed, signature)) {
            throw new Forged("the signature does not fit");
        }
        return notice(delivery.body());
    }

    /** What PayPal signs. */
    static String signed(String id, String time, String webhook, byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        return id + "|" + time + "|" + webhook + "|" + sum.getValue();
    }

    private static String header(Delivery delivery, String name) {
        String value = delivery.header(name);
        if (value == null || value.isBlank()) {
            throw new Forged("there is no " + name);
        }
        return value;
    }

    private void inTime(String sent, Instant now) {
        Instant time;
        try {
            time = OffsetDateTime.parse(sent).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Forged("its time cannot be read");
        }
        if (time.isBefore(now.minus(settings.oldest())) || time.isAfter(now.plus(settings.ahead()))) {
            throw new Forged("its time is not now");
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            throw new Forged("the signature cannot be read");
        }
    }

    private static boolean verifies(PublicKey key, String signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    private Notice notice(byte[] body) {
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
