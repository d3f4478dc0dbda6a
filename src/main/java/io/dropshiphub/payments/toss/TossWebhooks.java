package io.dropshiphub.payments.toss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayWebhooks;
import io.dropshiphub.payments.HmacSha256;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Toss's events. Those about payments are not signed: anybody can send them, so that they can be no more than a reason to read a
 * payment, and what does not look like one is not taken at all. Those about payouts and sellers are signed.
 */
@Component
class TossWebhooks implements GatewayWebhooks {

    private static final String TRANSMISSION_ID = "tosspayments-webhook-transmission-id";
    private static final String TRANSMISSION_TIME = "tosspayments-webhook-transmission-time";
    private static final String SIGNATURE = "tosspayments-webhook-signature";

    private static final Set<String> UNSIGNED = Set.of("PAYMENT_STATUS_CHANGED", "DEPOSIT_CALLBACK");

    /** How long an id may be is not documented; a UUID has 36 characters. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_\\-]{1,100}");

    private final TossProperties settings;
    private final ObjectMapper json;

    TossWebhooks(TossProperties settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @Override
    public String gateway() {
        return TossGateway.NAME;
    }

    /** Payment events need no secret. */
    @Override
    public boolean enabled() {
        return settings.enabled();
    }

    @Override
    public Notice read(Delivery delivery) {
        String id = delivery.header(TRANSMISSION_ID);
        if (id == null || !ID.matcher(id).matches()) {
            throw new Forged("without " + TRANSMISSION_ID);
        }
        boolean signed = delivery.header(SIGNATURE) != null;
        if (signed) {
            check(delivery);
        }
        JsonNode event = event(delivery.body(), signed);
        String type = event.path("eventType")
                .asText(
                        // the deposit's event has no field that names it
                        event.has("secret") ? "DEPOSIT_CALLBACK" : "");
        if (!signed && !UNSIGNED.contains(type)) {
            throw new Forged("an event of this type is signed");
        }
        return new Notice(id, type, time(event.path("createdAt").asText()), null, references(event));
    }

    private void check(Delivery delivery) {
        String time = delivery.header(TRANSMISSION_TIME);
        if (settings.webhookSecurityKey().isEmpty() || time == null) {
            throw new Forged(time == null ? "signed without its time" : "signed, and webhook-security-key is not set");
        }
        byte[] expected = HmacSha256.of(
                settings.webhookSecurityKey(), delivery.body(), (":" + time).getBytes(StandardCharsets.UTF_8));
        boolean genuine = false;
        // two of them while the key is being changed
        for (String one : delivery.header(SIGNATURE).split(",")) {
            String text = one.strip();
            genuine |= text.startsWith("v1:") && HmacSha256.isBase64Of(expected, text.substring(3));
        }
        if (!genuine) {
            throw new Forged("the signature is not that of the body and its time");
        }
        Instant sent = instant(time);
        if (sent == null
                || Duration.between(sent, delivery.receivedAt()).abs().compareTo(settings.webhookTolerance()) > 0) {
            throw new Forged("its time is further away than hub.payments.toss.webhook-tolerance");
        }
    }

    private JsonNode event(byte[] body, boolean signed) {
        try {
            JsonNode event = json.readTree(body);
            if (event.isObject()) {
                return event;
            }
        } catch (IOException noJson) {
            // the same to whoever sent it
        }
        if (!signed) {
            throw new Forged("no JSON object");
        }
        throw new PaymentProblem(
                "HUB-PAY-444",
                400,
                "An event that Toss Payments has signed is no JSON object; it changes nothing. Report it to Toss Payments.");
    }

    private static References references(JsonNode event) {
        String key = event.path("data").path("paymentKey").asText();
        return TossGateway.PAYMENT_KEY.matcher(key).matches()
                ? References.of(References.PAYMENT, key)
                : References.NONE;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static Instant time(String text) {
        try {
            return LocalDateTime.parse(text).atZone(TossPayments.KOREA).toInstant();
        } catch (DateTimeException none) {
            return instant(text);
        }
    }
}
