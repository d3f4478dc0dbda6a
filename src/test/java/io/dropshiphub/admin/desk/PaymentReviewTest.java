package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.product.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.http.ResponseEntity;

/** What staff decides about payments over REST. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PaymentReviewTest extends PaymentBed {

    private static final String SEEN = "{\"decision\": \"acknowledge\", \"reason\": \"talked to Stripe\"}";

    @Autowired
    private HealthEndpoint health;

    @Test
    void staff_sees_what_waits_for_a_person_and_why_and_ends_it() {
        String id = flagged("V-1");
        assertThat(health()).isEqualTo("DEGRADED");

        JsonNode waiting = get(Role.VIEWER, "?review=true").getBody().path("payments");
        ResponseEntity<JsonNode> answer = post(Role.OPERATOR, "/" + id + "/review", null, SEEN);

        assertThat(waiting).hasSize(1);
        assertThat(waiting.at("/0/review/code").asText()).isEqualTo("HUB-PAY-013");
        assertThat(waiting.at("/0/review/message").asText()).isEqualTo("look at it");
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        assertThat(answer.getBody().has("review")).isFalse();
        assertThat(answer.getBody().path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(get(Role.VIEWER, "?review=true").getBody().path("payments")).isEmpty();
        assertThat(health()).isEqualTo("UP");
        assertThat(jdbc.sql("select actor || ' ' || outcome || ' ' || details from audit_log"
                                + " where action = 'payment.review' and target = ?")
                        .param("payment:" + id)
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("done", "acknowledge", "talked to Stripe");
    }

    @Test
    void what_the_gateways_own_page_shows_is_taken_over() {
        String id = flagged("V-2");

        ResponseEntity<JsonNode> answer = post(
                "/" + id + "/review",
                null,
                "{\"decision\": \"settled\", \"refunded\": \"12.50\", \"reason\": \"given back there\"}");

        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        assertThat(answer.getBody().path("status").asText()).isEqualTo("REFUNDED");
    }

    @Test
    void a_decision_that_is_none_changes_nothing_and_leaves_no_line() {
        String id = flagged("V-3");

        for (String body : List.of(
                "",
                "{\"decision\": \"forget\", \"reason\": \"x\"}",
                "{\"decision\": \"acknowledge\"}",
                "{\"decision\": \"acknowledge\", \"reason\": \" \"}",
                "{\"decision\": \"acknowledge\", \"reason\": \"x\", \"captured\": 1}",
                "{\"decision\": \"settled\", \"reason\": \"x\"}",
                "{\"decision\": \"settled\", \"reason\": \"x\", \"not_charged\": false}",
                "{\"decision\": \"settled\", \"reason\": \"x\", \"captured\": \"-1\"}",
                "{\"decision\": \"settled\", \"reason\": \"x\", \"captured\": 1, \"refunded\": 1}")) {
            assertRefused(post("/" + id + "/review", null, body), 400, "HUB-PAY-108");
        }
        String notCharged = "{\"decision\": \"settled\", \"reason\": \"x\", \"not_charged\": true}";
        assertRefused(post("/" + id + "/review", null, notCharged), 422, "HUB-PAY-110");
        assertThat(post(Role.SELLER, "/" + id + "/review", null, SEEN)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(show(id).path("review").path("code").asText()).isEqualTo("HUB-PAY-013");
        assertThat(jdbc.sql("select count(*) from audit_log where action = 'payment.review' and target = ?")
                        .param("payment:" + id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void what_nobody_has_to_look_at_is_not_decided_about() {
        String id = paid("V-4");

        assertRefused(post("/" + id + "/review", null, SEEN), 409, "HUB-PAY-107");
    }

    @Test
    void a_void_takes_no_amount() {
        String id = post("", newKey(), wish("V-5", "pm_card_visa", ", \"capture\": false"))
                .getBody()
                .path("payment_id")
                .asText();

        assertRefused(post("/" + id + "/void", newKey(), "{\"amount\": \"1.00\"}"), 400, "HUB-PAY-106");
        assertThat(show(id).path("status").asText()).isEqualTo("AUTHORIZED");
    }

    private String paid(String orderId) {
        return post("", newKey(), wish(orderId, "pm_card_visa", ""))
                .getBody()
                .path("payment_id")
                .asText();
    }

    private String flagged(String orderId) {
        String id = paid(orderId);
        jdbc.sql("update payment set review_code = 'HUB-PAY-013', review_message = 'look at it' where id = ?::uuid")
                .param(id)
                .update();
        return id;
    }

    private String health() {
        return health.healthForPath("payments").getStatus().getCode();
    }

    private static void assertRefused(ResponseEntity<JsonNode> answer, int status, String code) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody().path("code").asText()).isEqualTo(code);
    }
}
