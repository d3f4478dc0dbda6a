package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What payers, sellers and gateways do at a hub. Their keys and tokens are told to {@link Secrets}, with one exception: Toss's payment
 * key is the payment's own number there, which the hub needs as long as it knows the payment, and which is worth nothing without the
 * secret key.
 */
final class PaymentLife {

    /** Begins the name of what somebody could pay with. */
    static final String PAYER = "a payer's ";

    private static final String PAYMENTS = "/api/v1/payments";
    private static final String ORDERS = "/api/v1/orders";
    private static final String JSON = "application/json";

    private final HubProcess hub;
    private final SandboxProcess sandbox;
    private final Visitor admin;
    private final Secrets secrets;
    private int asked;

    PaymentLife(HubProcess hub, SandboxProcess sandbox, Visitor admin, Secrets secrets) {
        this.hub = hub;
        this.sandbox = sandbox;
        this.admin = admin;
        this.secrets = secrets;
        secrets.know("Stripe's key", "sk_test_sandbox0stripe0key");
        secrets.know("Stripe's webhook secret", "whsec_sandbox0stripe0webhook");
        secrets.know("PayPal's client secret", "sandbox-paypal-secret");
        // whatever follows
        secrets.know("PayPal's access token", "A21AA-sandbox-access-");
        secrets.know("Square's token", "sandbox-square-token");
        secrets.know("Square's signature key", "sandbox-square-signature-key");
        secrets.know("Toss's key", "test_sk_sandboxtosskey");
    }

    /** Charges at all gateways, some with a lost answer, a refund, orders, and all that the gateways tell of it, each event also forged. */
    void payAndGiveBack() {
        sandbox.webhooks(
                "{\"target\": \"http://127.0.0.1:%d/api/v1/webhooks\", \"forged\": true}".formatted(hub.port()));
        String card = secrets.know(PAYER + "card at Stripe", "pm_card_mastercard");
        String empty = secrets.know(PAYER + "card without money", "pm_card_visa_chargeDeclinedInsufficientFunds");
        JsonNode paid = pay("stripe", card);
        assertThat(status(PAYMENTS, payment("9.90", "USD", "SL-" + asked, "stripe", empty)))
                .isEqualTo(402);
        for (String gateway : new String[] {"paypal", "square"}) {
            sandbox.fault("{\"service\":\"%s\",\"kind\":\"drop-reply-after-acting\",\"times\":2}".formatted(gateway));
        }
        pay("paypal", "vault:" + secrets.know(PAYER + "wallet in PayPal's vault", "wallet-7c41d09be2"));
        pay("paypal", "card:" + secrets.know(PAYER + "card in PayPal's vault", "card-b02e66d1f9"));
        pay("square", secrets.know(PAYER + "nonce at Square", "cnon:nonce-5f90a3c7d1"));
        sandbox.clearFaults();
        JsonNode agreed = sandbox.begin("toss", "{\"orderId\": \"SL-KRW-1\", \"amount\": 5000}");
        pay("5000", "KRW", "SL-KRW-1", "toss", agreed.path("paymentKey").asText());
        ask(PAYMENTS + "/" + paid.path("payment_id").asText() + "/refunds", "{\"amount\": \"1.25\"}");

        order("CONFIRMED", "charge", "stripe", card);
        order("PAYMENT_DECLINED", "charge", "stripe", empty);
        JsonNode held =
                order("CONFIRMED", "authorize", "square", secrets.know(PAYER + "other nonce", "cnon:nonce-e81c44b06a"));
        ask(ORDERS + "/" + held.path("order_id").asText() + "/cancel", "{\"reason\": \"not wanted\"}");
    }

    /** Somebody sends the number of a card, and somebody else an event that no gateway has signed. */
    void sendWhatIsRefused() {
        String number = secrets.know("a card's number", "5555555555554444");
        assertThat(status(PAYMENTS, payment("9.90", "USD", "SL-CARD", "stripe", number)))
                .isEqualTo(422);
        String spaced = secrets.know("a card's number with blanks", "5105 1051 0510 5100");
        assertThat(status(ORDERS, order("SL-CARD", "charge", "stripe", "pm_card_visa", spaced)))
                .isEqualTo(422);
        String forged = "{\"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\", \"data\": \"%s\"}"
                .formatted(secrets.know("what a forger tells", "forged-2f6d8a10c4"));
        assertThat(new Visitor(hub.port())
                        .send(
                                "POST",
                                "/api/v1/webhooks/stripe",
                                JSON,
                                forged,
                                "Stripe-Signature",
                                "t=1,v1=" + "0".repeat(64))
                        .statusCode())
                .isEqualTo(400);
    }

    /** Nothing is open any more, nothing is on its way. */
    void awaitEnd() {
        await("every payment and order is settled, every event applied")
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    String told = admin.ask("GET", "/api/v1/webhooks/events?limit=500", "")
                            .toString();
                    String payments =
                            admin.ask("GET", PAYMENTS + "?limit=500", "").toString();
                    String orders = admin.ask("GET", ORDERS + "?limit=500", "").toString();
                    return sandbox.webhooks().path("pending").asInt() == 0
                            && !told.contains("\"waiting\"")
                            && !payments.matches(".*\"(UNKNOWN|PROCESSING|CREATED)\".*")
                            && !orders.matches(".*\"(RECEIVED|RESERVED|PAYING|AUTHORIZED|PAID|COMPENSATING)\".*");
                });
        assertThat(sandbox.webhooks().path("delivered").asInt()).isPositive();
        assertThat(sandbox.webhooks().path("refused_forgeries").asInt()).isPositive();
    }

    /** All that can be read about each payment and order. */
    Map<String, byte[]> answers() {
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (JsonNode payment : admin.ask("GET", PAYMENTS + "?limit=500", "").path("payments")) {
            String path = PAYMENTS + "/" + payment.path("payment_id").asText();
            for (String each : new String[] {path, path + "?refresh=true", path + "/refunds"}) {
                found.put("GET " + each, admin.get(each).body());
            }
        }
        for (JsonNode order : admin.ask("GET", ORDERS + "?limit=500", "")) {
            String path = ORDERS + "/" + order.path("order_id").asText();
            found.put("GET " + path, admin.get(path).body());
        }
        return found;
    }

    private JsonNode pay(String gateway, String token) {
        return pay("9.90", "USD", "SL-" + asked, gateway, token);
    }

    private JsonNode pay(String amount, String currency, String order, String gateway, String token) {
        JsonNode payment = Visitor.json(send(PAYMENTS, payment(amount, currency, order, gateway, token)));
        assertThat(payment.path("status").asText()).as("%s", payment).isEqualTo("SUCCEEDED");
        return payment;
    }

    private static String payment(String amount, String currency, String order, String gateway, String token) {
        return """
                {"amount": "%s", "currency": "%s", "order_id": "%s", "payment_method": {"%s": "%s"}}""".formatted(amount, currency, order, gateway, token);
    }

    private JsonNode order(String expected, String mode, String gateway, String token) {
        JsonNode order = Visitor.json(send(ORDERS, order("SL-O-" + asked, mode, gateway, token, "김하나")));
        assertThat(order.path("status").asText()).as("%s", order).isEqualTo(expected);
        return order;
    }

    private static String order(String number, String mode, String gateway, String token, String customer) {
        return """
                {"order_number": "%s", "currency": "USD",
                 "items": [{"seller_sku": "SH-00001", "quantity": 1, "unit_price": "9.90"}],
                 "payment": {"payment_method": {"%s": "%s"}, "mode": "%s"}, "customer": {"name": "%s"}}""".formatted(number, gateway, token, mode, customer);
    }

    private void ask(String path, String body) {
        assertThat(status(path, body)).isBetween(200, 299);
    }

    private int status(String path, String body) {
        return send(path, body).statusCode();
    }

    private HttpResponse<byte[]> send(String path, String body) {
        return admin.send("POST", path, JSON, body, "Idempotency-Key", "secrets-" + asked++);
    }
}
