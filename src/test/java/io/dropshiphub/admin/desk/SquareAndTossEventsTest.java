package io.dropshiphub.admin.desk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What becomes of payments by what Square signs and Toss does not, through a public address as Square has it registered. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SquareAndTossEventsTest extends PaymentBed {

    private static final Front FRONT = new Front();

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void gateways(DynamicPropertyRegistry settings) {
        settings.add("SQUARE_ACCESS_TOKEN", () -> "sandbox-square-token");
        settings.add("TOSS_SECRET_KEY", () -> "test_sk_sandboxtosskey");
        for (String gateway : new String[] {"square", "toss"}) {
            settings.add(
                    "hub.payments." + gateway + ".base-url",
                    () -> "http://127.0.0.1:" + SANDBOX.port() + "/" + gateway);
        }
        settings.add("hub.payments.square.webhook-url", () -> FRONT.url() + "/api/v1/webhooks/square");
        settings.add("hub.payments.resolve.delays", () -> "1s");
        settings.add("hub.payments.webhooks.apart", () -> "2s");
    }

    @BeforeEach
    void in_front() {
        FRONT.stands(port);
    }

    @AfterAll
    static void stop() {
        FRONT.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "square; ''",
                "square; , \"reverse\": true, \"duplicate\": true, \"forged\": true",
                "toss; ''",
                // anybody can change what Toss does not sign, to no effect
                "toss; , \"reverse\": true, \"duplicate\": true, \"forged\": true"
            })
    void a_payment_ends_as_its_gateway_has_it_in_whatever_way_events_come(String gateway, String manner) {
        int before = refusedForgeries();
        tellHere(manner);
        JsonNode payment = pay(gateway, "EVENTS-" + newKey().substring(0, 20));
        String id = payment.path("transaction_id").asText();

        sandbox("POST", "/payments/" + gateway + "/" + id + "/refund", "{\"amount\": \"2\"}");
        sandbox("POST", "/payments/" + gateway + "/" + id + "/refund", "{}");

        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(status(payment)).isEqualTo("REFUNDED");
            assertThat(states()).isEqualTo("applied");
        });
        assertThat(refusedForgeries() > before).isEqualTo(gateway.equals("square") && manner.contains("forged"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"square", "toss"})
    void an_event_about_nobodys_payment_is_ignored_without_a_call(String gateway) {
        JsonNode payment = pay(gateway, "NOBODYS-" + newKey().substring(0, 20));
        jdbc.sql("truncate webhook_event, payment cascade").update();
        double before = readings(gateway);
        tellHere("");

        sandbox(
                "POST",
                "/payments/" + gateway + "/" + payment.path("transaction_id").asText() + "/refund",
                "{}");

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(states()).isEqualTo("ignored"));
        assertThat(readings(gateway)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"square", "toss"})
    void a_payment_whose_answers_were_lost_is_settled_once_while_events_tell_of_it(String gateway) {
        tellHere("");
        sandbox(
                "POST",
                "/faults",
                "{\"service\": \"" + gateway + "\", \"kind\": \"drop-reply-after-acting\", \"times\": 3}");

        JsonNode payment = pay(gateway, "LOST-" + newKey().substring(0, 20));
        assertThat(payment.path("status").asText()).isEqualTo("UNKNOWN");

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(status(payment)).isEqualTo("SUCCEEDED"));
        assertThat(sandbox("GET", "/payments/summary", "")
                        .path("double_charges")
                        .asInt())
                .isZero();
    }

    @Test
    void many_hints_that_anybody_can_send_cost_few_readings() {
        JsonNode payment = pay("toss", "HINTS-" + newKey().substring(0, 20));
        double before = readings("toss");

        IntStream.range(0, 60).forEach(i -> hint(payment.path("transaction_id").asText()));

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(states()).isEqualTo("applied"));
        assertThat(jdbc.sql("select count(*) from webhook_event")
                        .query(Integer.class)
                        .single())
                .isEqualTo(60);
        // the first one's, and one after each moment in which others came
        assertThat(readings("toss") - before).isBetween(1.0, 5.0);
        assertThat(status(payment)).isEqualTo("SUCCEEDED");
    }

    private static int refusedForgeries() {
        return sandbox("GET", "/payments/webhooks", "")
                .path("refused_forgeries")
                .asInt();
    }

    private void tellHere(String manner) {
        sandbox(
                "POST",
                "/payments/webhooks",
                "{\"on\": true, \"target\": \"" + FRONT.url() + "/api/v1/webhooks\"" + manner + "}");
    }

    /** An event as Toss sends it, from anybody. */
    private void hint(String paymentKey) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("tosspayments-webhook-transmission-id", newKey());
        http.postForEntity(
                "/api/v1/webhooks/toss",
                new HttpEntity<>(
                        "{\"eventType\": \"PAYMENT_STATUS_CHANGED\", \"createdAt\": \"2026-11-21T09:00:00.000000\","
                                + " \"data\": {\"paymentKey\": \"" + paymentKey + "\", \"status\": \"CANCELED\"}}",
                        headers),
                JsonNode.class);
    }

    private JsonNode pay(String gateway, String order) {
        boolean toss = gateway.equals("toss");
        String token = toss
                ? sandbox("POST", "/payments/toss", "{\"orderId\": \"" + order + "\", \"amount\": 5000}")
                        .path("paymentKey")
                        .asText()
                : "cnon:card-nonce-ok";
        return post(
                        "",
                        newKey(),
                        "{\"amount\": \"%s\", \"currency\": \"%s\", \"order_id\": \"%s\", \"payment_method\": {\"%s\": \"%s\"}}"
                                .formatted(toss ? "5000" : "12.50", toss ? "KRW" : "USD", order, gateway, token))
                .getBody();
    }

    private String status(JsonNode payment) {
        return show(payment.path("payment_id").asText()).path("status").asText();
    }

    /** How often payments were read at the gateway. */
    private double readings(String gateway) {
        return meters.find("hub.payments.calls").tags("gateway", gateway, "operation", "status").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** The states that there are. */
    private String states() {
        return jdbc.sql("select coalesce(string_agg(distinct state, ' '), '') from webhook_event")
                .query(String.class)
                .single();
    }
}
