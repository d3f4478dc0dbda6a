package io.dropshiphub.payments.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.GatewayWebhooks;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stripe's events: of payment intents, and of charges, refunds and disputes that belong to one. */
@Component
class StripeWebhooks implements GatewayWebhooks {

    private final StripeProperties settings;
    private final ObjectMapper json;

    StripeWebhooks(StripeProperties settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @Override
    public String gateway() {
        return StripeGateway.NAME;
    }

    @Override
    public boolean enabled() {
        return !settings.webhookSecrets().isEmpty();
    }

    @Override
    public Notice read(Delivery delivery) {
        StripeSignature.check(
                delivery.header("stripe-signature"),
                delivery.body(),
                settings.webhookSecrets(),
                delivery.receivedAt(),
                settings.webhookTolerance());
        JsonNode event = event(delivery.body());
        JsonNode object = event.path("data").path("object");
        return new Notice(
                event.path("id").asText(),
                event.path("type").asText(),
                event.path("created").isIntegralNumber()
                        ? Instant.ofEpochSecond(event.path("created").asLong())
                        : null,
                paymentId(
                        object.path("metadata").path(StripeRequests.PAYMENT_ID).asText("")),
                references(object));
    }

    private JsonNode event(byte[] body) {
        try {
            JsonNode event = json.readTree(body);
            if (event != null
                    && !event.path("id").asText("").isEmpty()
                    && !event.path("type").asText("").isEmpty()) {
                return event;
            }
        } catch (IOException noJson) {
            // said below
        }
        throw new PaymentProblem(
                "HUB-PAY-414",
                400,
                "The event is signed by Stripe, but it has no id or no type; nothing was changed. Look at the endpoint's events in"
                        + " Stripe's dashboard: thin events are not read.");
    }

    private static References references(JsonNode object) {
        String kind = object.path("object").asText();
        String intent = (kind.equals("payment_intent") ? object.path("id") : object.path("payment_intent")).asText("");
        return References.NONE
                .and(References.PAYMENT, intent)
                .and(
                        References.REFUND,
                        kind.equals("refund") ? object.path("id").asText() : null);
    }

    private static UUID paymentId(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
