package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.sandbox.payments.PaymentSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the events of the simulated payment services arrive. */
class PaymentWebhooksSandboxTest {

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited()
            .withPayments(
                    PaymentSettings.defaults().withWebhooks(receiver.target()).withFirstRepeat(Duration.ofMillis(10))));
    private final StripeCaller stripe = new StripeCaller(caller);

    @AfterEach
    void close() {
        caller.close();
        receiver.close();
    }

    private void wish(String json) throws Exception {
        assertThat(caller.control("POST", "/payments/webhooks", json).statusCode())
                .isEqualTo(200);
    }

    private void awaitEvents(int count) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(receiver.types()).hasSizeGreaterThanOrEqualTo(count);
            assertThat(tree(caller.control("GET", "/payments/webhooks", ""))
                            .path("pending")
                            .asInt())
                    .isZero();
        });
        assertThat(receiver.types()).hasSize(count);
    }

    @Test
    void stripe_signs_time_and_body_and_tells_the_object() throws Exception {
        String id = stripe.pay("pm_card_visa").path("id").asText();
        stripe.post("/v1/refunds", "payment_intent", id);
        awaitEvents(5);
        assertThat(receiver.types())
                .containsExactly(
                        "payment_intent.created",
                        "payment_intent.succeeded",
                        "charge.succeeded",
                        "refund.created",
                        "charge.refunded");
        for (WebhookReceiver.Event event : receiver.events) {
            assertThat(event.path()).isEqualTo("/hooks/stripe");
            assertThat(event.json().path("id").asText()).startsWith("evt_");
            assertThat(event.json().path("object").asText()).isEqualTo("event");
            String header = event.headers().getFirst("Stripe-Signature");
            assertThat(header).matches("t=\\d+,v1=[0-9a-f]{64}");
            String time = header.substring(2, header.indexOf(','));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("whsec_sandbox0stripe0webhook".getBytes(), "HmacSHA256"));
            mac.update((time + ".").getBytes());
            assertThat(header).endsWith("v1=" + HexFormat.of().formatHex(mac.doFinal(event.body())));
        }
        assertThat(receiver.events.get(1).json().at("/data/object/id").asText()).isEqualTo(id);
        assertThat(receiver.events
                        .get(2)
                        .json()
                        .at("/data/object/payment_intent")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void every_step_of_a_payment_is_told() throws Exception {
        stripe.post(StripeCaller.INTENTS, StripeCaller.payment("pm_card_visa_chargeDeclined"));
        String hold = stripe.pay("pm_card_visa", "capture_method", "manual")
                .path("id")
                .asText();
        stripe.post(StripeCaller.INTENTS + "/" + hold + "/capture");
        String other = stripe.pay("pm_card_visa", "capture_method", "manual")
                .path("id")
                .asText();
        stripe.post(StripeCaller.INTENTS + "/" + other + "/cancel");
        String action = stripe.pay("pm_card_authenticationRequired").path("id").asText();
        caller.control("POST", "/payments/stripe/" + action + "/approve", "");
        String slow = stripe.pay("pm_card_pendingRefund").path("id").asText();
        stripe.post("/v1/refunds", "payment_intent", slow);
        caller.control("POST", "/payments/stripe/" + slow + "/fail", "");
        awaitEvents(23);
        assertThat(receiver.types())
                .contains(
                        "payment_intent.payment_failed",
                        "charge.failed",
                        "payment_intent.amount_capturable_updated",
                        "charge.captured",
                        "payment_intent.canceled",
                        "payment_intent.requires_action",
                        "refund.failed",
                        "charge.refund.updated");
    }

    @Test
    void what_is_not_taken_is_delivered_again_with_the_same_id() throws Exception {
        receiver.failures.set(2);
        stripe.pay("pm_card_visa");
        awaitEvents(3);
        assertThat(receiver.types())
                .containsExactlyInAnyOrder("payment_intent.created", "payment_intent.succeeded", "charge.succeeded");
        assertThat(tree(caller.control("GET", "/payments/webhooks", ""))
                        .path("repeated")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void events_come_twice_when_wished() throws Exception {
        wish("{\"duplicate\":true}");
        stripe.pay("pm_card_visa");
        awaitEvents(6);
        assertThat(receiver.events.get(0).json().path("id"))
                .isEqualTo(receiver.events.get(1).json().path("id"));
    }

    @Test
    void events_come_in_reverse_when_wished() throws Exception {
        wish("{\"reverse\":true}");
        stripe.pay("pm_card_visa");
        awaitEvents(3);
        assertThat(receiver.types())
                .isEqualTo(List.of("charge.succeeded", "payment_intent.succeeded", "payment_intent.created"));
    }

    @Test
    void a_forged_event_has_a_signature_of_something_else() throws Exception {
        wish("{\"forged\":true,\"delay_millis\":1}");
        stripe.pay("pm_card_visa");
        awaitEvents(6);
        WebhookReceiver.Event forged = receiver.events.get(0);
        WebhookReceiver.Event genuine = receiver.events.get(1);
        assertThat(new String(forged.body(), StandardCharsets.UTF_8)).isNotEqualTo(new String(genuine.body()));
        assertThat(forged.json()).isEqualTo(genuine.json());
        assertThat(forged.headers().getFirst("Stripe-Signature"))
                .isEqualTo(genuine.headers().getFirst("Stripe-Signature"));
    }

    @Test
    void no_events_are_sent_when_they_are_off_and_nonsense_is_refused() throws Exception {
        wish("{\"on\":false}");
        stripe.pay("pm_card_visa");
        wish("{\"on\":true,\"target\":\"" + receiver.target() + "/elsewhere\"}");
        stripe.post(StripeCaller.INTENTS, "amount", "100", "currency", "usd");
        awaitEvents(1);
        assertThat(receiver.events.get(0).path()).isEqualTo("/hooks/elsewhere/stripe");
        for (String wrong : new String[] {"{\"target\":\"nowhere\"}", "{\"delay_millis\":-1}", "[]"}) {
            assertThat(caller.control("POST", "/payments/webhooks", wrong).statusCode())
                    .isEqualTo(400);
        }
        assertThatThrownBy(() -> PaymentSettings.defaults().withWebhooks("/api"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/api");
    }
}
