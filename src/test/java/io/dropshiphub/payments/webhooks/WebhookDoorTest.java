package io.dropshiphub.payments.webhooks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the hub takes from gateways over HTTP, and what it does not. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml,admin/answer.camel.yaml,payments/take-webhooks.camel.yaml",
            "hub.payments.square.webhook-url=https://hub.example.com/api/v1/webhooks/square",
            "TOSS_SECRET_KEY="
        })
@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhookDoorTest {

    private static final String SQUARE_ADDRESS = "https://hub.example.com/api/v1/webhooks/square";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @AfterEach
    void forget() {
        jdbc.sql("truncate webhook_event").update();
    }

    @Test
    void keeps_a_genuine_event_to_the_last_byte_and_a_repeat_of_it_only_once() {
        SignedEvent event = SignedEvent.stripe("evt_1", "payment_intent.succeeded", "pi_1", clock.instant());

        assertThat(post(event).getStatusCode().value()).isEqualTo(200);
        assertThat(post(event).getStatusCode().value()).isEqualTo(200);
        assertThat(post(SignedEvent.stripe("evt_1", "payment_intent.succeeded", "pi_1", clock.instant()))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        List<byte[]> kept =
                jdbc.sql("select body from webhook_event").query(byte[].class).list();
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0)).isEqualTo(event.body());
        JsonNode line = http.getForObject("/api/v1/webhooks/events?gateway=stripe&state=waiting", JsonNode.class)
                .at("/events/0");
        assertThat(line.path("event_id").asText()).isEqualTo("evt_1");
        assertThat(line.path("type").asText()).isEqualTo("payment_intent.succeeded");
        assertThat(line.has("body")).isFalse();
    }

    @Test
    void the_same_id_at_two_gateways_is_two_events() {
        post(SignedEvent.stripe("same", "payment_intent.succeeded", "pi_1", clock.instant()));
        post(SignedEvent.square("same", "sq_1", SQUARE_ADDRESS));

        JsonNode first = http.getForObject("/api/v1/webhooks/events?limit=1", JsonNode.class);
        JsonNode second = http.getForObject(
                "/api/v1/webhooks/events?limit=1&before_id="
                        + first.path("next_before_id").asText(),
                JsonNode.class);

        assertThat(first.at("/events/0/gateway").asText()).isEqualTo("square");
        assertThat(second.at("/events/0/gateway").asText()).isEqualTo("stripe");
    }

    @Test
    void what_is_forged_altered_or_old_is_refused_without_saying_why_reported_and_not_kept() {
        Instant now = clock.instant();
        SignedEvent genuine = SignedEvent.stripe("evt_2", "payment_intent.succeeded", "pi_2", now);
        List<SignedEvent> forged = List.of(
                genuine.altered(),
                new SignedEvent("stripe", genuine.body(), Map.of()),
                new SignedEvent("square", genuine.body(), genuine.headers()),
                SignedEvent.stripe("evt_3", "payment_intent.succeeded", "pi_2", now.minus(Duration.ofMinutes(6))),
                SignedEvent.stripe("evt_4", "payment_intent.succeeded", "pi_2", now.plus(Duration.ofMinutes(6))),
                SignedEvent.square("evt_5", "sq_1", "https://other.example.com/api/v1/webhooks/square"),
                SignedEvent.square("evt_6", "sq_1", SQUARE_ADDRESS).altered());

        for (SignedEvent event : forged) {
            ResponseEntity<JsonNode> answer = post(event);
            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            assertThat(answer.getBody().path("code").asText()).isEqualTo("HUB-PAY-202");
            assertThat(answer.getBody().path("detail").asText()).isEqualTo("The delivery was not taken.");
        }

        assertThat(count("select count(*) from webhook_event")).isZero();
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(
                        count(
                                "select coalesce(sum(times), 0) from security_event"
                                        + " where kind = 'WEBHOOK_FORGED' and address is not null and details like '%gateway%'"))
                .isGreaterThanOrEqualTo(forged.size()));
        assertThat(count("select count(*) from security_event where details like '%whsec%' or details like '%pi_2%'"))
                .isZero();
    }

    @Test
    void what_is_genuine_and_not_to_be_understood_is_kept_once_for_a_person() {
        byte[] odd = "no JSON \u0000 \uFFFD".getBytes(StandardCharsets.UTF_8);

        assertThat(post(SignedEvent.stripe(odd, clock.instant()))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(post(SignedEvent.stripe(odd, clock.instant()))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        JsonNode events = http.getForObject("/api/v1/webhooks/events?state=unreadable", JsonNode.class)
                .path("events");
        assertThat(events).hasSize(1);
        assertThat(events.at("/0/why").asText()).startsWith("HUB-PAY-203 ");
    }

    @Test
    void a_gateway_that_is_unknown_or_has_no_credentials_has_no_address() {
        for (String gateway : List.of("toss", "nobody", "events")) {
            ResponseEntity<JsonNode> answer =
                    post(new SignedEvent(gateway, "{}".getBytes(StandardCharsets.UTF_8), Map.of()));
            assertThat(answer.getStatusCode().value()).as(gateway).isEqualTo(404);
        }
    }

    private ResponseEntity<JsonNode> post(SignedEvent event) {
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(TestUsers.NOBODY);
        headers.setContentType(MediaType.APPLICATION_JSON);
        event.headers().forEach(headers::set);
        return http.postForEntity(
                "/api/v1/webhooks/" + event.gateway(), new HttpEntity<>(event.body(), headers), JsonNode.class);
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
