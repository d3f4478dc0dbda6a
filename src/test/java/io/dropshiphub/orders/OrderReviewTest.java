package io.dropshiphub.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;

/** Orders that wait for a person, and what the person decides. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderReviewTest extends OrdersHub {

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private HealthEndpoint health;

    @Autowired
    private OrderMetrics metrics;

    @Autowired
    private MeterRegistry meters;

    @Test
    void an_order_that_is_tried_again_is_undone_when_what_was_in_its_way_is_gone() {
        UUID order = stuck("R-1");
        assertThat(health()).isEqualTo("DEGRADED");
        assertThat(get("/api/v1/orders?review=true").at("/0/order_id").asText()).isEqualTo(order.toString());
        metrics.refresh();
        assertThat(gauge("hub.orders.open", "state", "compensating")).isOne();
        assertThat(gauge("hub.orders.open", "state", "paying")).isZero();
        assertThat(gauge("hub.orders.oldest.seconds")).isGreaterThanOrEqualTo(3600);
        assertThat(gauge("hub.orders.review")).isOne();

        JsonNode answer = review(order, "retry", 200);

        assertThat(answer.path("needs_review").asBoolean()).isFalse();
        assertBookedBack("R-1", becomes(order, OrderState.CANCELED));
        assertThat(get("/api/v1/orders?review=true")).isEmpty();
        assertThat(health()).isEqualTo("UP");
        assertThat(jdbc.sql("select details::text from audit_log where action = 'order.review' and target = ?")
                        .param("order:" + order)
                        .query(String.class)
                        .single())
                .contains("retry", "seen to");
    }

    @Test
    void an_order_that_was_undone_by_hand_is_closed_and_its_pieces_are_free() {
        UUID order = stuck("R-2");
        assertThat(reserved("MUG")).isOne();

        JsonNode closed = review(order, "close", 200);

        assertState(closed, OrderState.CANCELED);
        assertThat(closed.path("needs_review").asBoolean()).isFalse();
        assertThat(closed.hasNonNull("next_at")).isFalse();
        assertThat(closed.path("steps").toString()).contains("HUB-ORDERS-017", "seen to");
        assertThat(reserved("MUG")).isZero();
        assertBooked("R-2", 9_900, 0);
    }

    @Test
    void only_what_waits_and_rests_and_is_being_undone_can_be_decided() {
        list("MUG", 2);
        UUID fine = id(place("k-1", order("R-3", "MUG", "pm_card_visa")).getBody());
        assertThat(review(fine, "retry", 409).path("code").asText()).isEqualTo("HUB-ORDERS-013");
        UUID waiting = id(place("k-2", order("R-4", "MUG", "pm_card_authenticationRequired"))
                .getBody());
        set(waiting, "needs_review = true, next_at = now() + interval '1 hour'");
        assertThat(review(waiting, "close", 409).path("code").asText()).isEqualTo("HUB-ORDERS-015");
        set(waiting, "claim = gen_random_uuid(), lease_until = now() + interval '1 minute'");
        assertThat(review(waiting, "retry", 409).path("code").asText()).isEqualTo("HUB-ORDERS-014");
        assertThat(review(waiting, "forget", 400).path("code").asText()).isEqualTo("HUB-PAY-108");
    }

    /** A paid order that is to be undone and cannot be for the moment. */
    private UUID stuck(String number) {
        list("MUG", 1);
        UUID order =
                id(place("k-" + number, order(number, "MUG", "pm_card_visa")).getBody());
        set(
                order,
                "state = 'COMPENSATING', needs_review = true, tries = 5, next_at = now() + interval '1 hour',"
                        + " created_at = now() - interval '1 hour'");
        return order;
    }

    private void set(UUID order, String change) {
        jdbc.sql("update customer_order set " + change + " where id = ?")
                .param(order)
                .update();
    }

    private JsonNode review(UUID order, String decision, int status) {
        ResponseEntity<JsonNode> answer = http.postForEntity(
                "/api/v1/orders/" + order + "/review",
                Map.of("decision", decision, "reason", "seen to"),
                JsonNode.class);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        return answer.getBody();
    }

    private void assertBookedBack(String number, JsonNode order) {
        assertBooked(number, 9_900, 9_900);
        assertThat(order.path("needs_review").asBoolean()).isFalse();
    }

    private double gauge(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }

    private String health() {
        return health.healthForPath("orders").getStatus().getCode();
    }
}
