package io.dropshiphub.payments.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayWebhooks;
import io.dropshiphub.payments.HmacSha256;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Square's events. The signature is over the address as registered and the body; it holds no time, so an old delivery is told
 * apart only by its event id.
 */
@Component
class SquareWebhooks implements GatewayWebhooks {

    private static final String SIGNATURE = "x-square-hmacsha256-signature";

    private final SquareProperties settings;
    private final ObjectMapper json;

    SquareWebhooks(SquareProperties settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @Override
    public String gateway() {
        return SquareGateway.NAME;
    }

    @Override
    public boolean enabled() {
        return settings.enabled() && !settings.webhookSignatureKey().isEmpty();
    }

    @Override
    public Notice read(Delivery delivery) {
        String signature = delivery.header(SIGNATURE);
        if (signature == null) {
            throw new Forged("without signature");
        }
        byte[] address = settings.webhookUrl().getBytes(StandardCharsets.UTF_8);
        if (!HmacSha256.isBase64Of(
                HmacSha256.of(settings.webhookSignatureKey(), address, delivery.body()), signature)) {
            throw new Forged("the signature is not that of " + settings.webhookUrl() + " and the body");
        }
        return notice(event(delivery.body()));
    }

    private static Notice notice(JsonNode event) {
        JsonNode object = event.path("data").path("object");
        JsonNode refund = object.path("refund");
        References references = References.NONE
                .and(References.PAYMENT, object.path("payment").path("id").asText())
                .and(References.PAYMENT, refund.path("payment_id").asText())
                .and(References.REFUND, refund.path("id").asText());
        return new Notice(
                event.path("event_id").asText(),
                event.path("type").asText(),
                time(event.path("created_at").asText()),
                null,
                references);
    }

    private JsonNode event(byte[] body) {
        try {
            JsonNode event = json.readTree(body);
            if (event.path("event_id").isTextual() && event.path("type").isTextual()) {
                return event;
            }
        } catch (IOException noJson) {
            // the same to whoever sent it
        }
        throw new PaymentProblem(
                "HUB-PAY-433",
                400,
                "An event that Square has signed has no event_id or type, or is no JSON; it changes nothing. Look at the"
                        + " subscription's version in Square's developer console.");
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
