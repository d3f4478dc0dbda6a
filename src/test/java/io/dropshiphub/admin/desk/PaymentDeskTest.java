package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.product.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

/** Payments over REST, from the request to the simulated gateway's books. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PaymentDeskTest extends PaymentBed {

    @Test
    void a_charge_is_answered_with_what_the_gateway_has_in_its_books() {
        ResponseEntity<JsonNode> answer =
                post("", newKey(), wish("D-1", "pm_card_visa", ", \"metadata\": {\"a\": \"b\"}"));

        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        JsonNode payment = answer.getBody();
        assertThat(payment.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(payment.path("amount").isTextual()).isTrue();
        assertThat(payment.path("amount").asText()).isEqualTo("12.50");
        assertThat(payment.path("currency").asText()).isEqualTo("USD");
        assertThat(payment.path("gateway").asText()).isEqualTo("stripe");
        assertThat(payment.path("native_status").asText()).isEqualTo("succeeded");
        assertThat(payment.path("captured").asText()).startsWith("12.5");
        assertThat(payment.path("transaction_id").asText())
                .isEqualTo(book("D-1").path("id").asText());
        assertThat(payment.at("/metadata/a").asText()).isEqualTo("b");
        assertThat(payment.has("gateway_response")).isTrue();
        assertThat(show(payment.path("payment_id").asText())).isEqualTo(payment);
    }

    @Test
    void the_same_key_is_the_same_payment_and_other_content_under_it_is_refused() {
        String key = newKey();
        JsonNode first = post("", key, wish("D-2", "pm_card_visa", "")).getBody();

        ResponseEntity<JsonNode> second = post("", key, wish("D-2", "pm_card_visa", ""));

        assertThat(second.getStatusCode().value()).isEqualTo(201);
        assertThat(second.getBody().path("payment_id")).isEqualTo(first.path("payment_id"));
        assertThat(post("", key, wish("D-3", "pm_card_visa", ""))
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
        assertThat(sandbox("GET", "/payments?service=stripe&order_id=D-2", "")).hasSize(1);
    }

    @Test
    void without_an_idempotency_key_nothing_is_done() {
        for (String key : new String[] {null, "two words", "ü", "x".repeat(256)}) {
            ResponseEntity<JsonNode> answer = post("", key, wish("D-4", "pm_card_visa", ""));
            assertRefused(answer, 400, "HUB-PAY-103");
        }
        assertThat(sandbox("GET", "/payments?service=stripe&order_id=D-4", "")).isEmpty();
    }

    @Test
    void a_decline_is_402_with_its_reason_and_the_payments_id_and_stays_so() {
        String key = newKey();
        String body = wish("D-5", "pm_card_visa_chargeDeclinedInsufficientFunds", "");

        ResponseEntity<JsonNode> answer = post("", key, body);

        assertRefused(answer, 402, "HUB-PAY-104");
        String id = get(Role.ADMIN, "?order_id=D-5")
                .getBody()
                .at("/payments/0/payment_id")
                .asText();
        assertThat(answer.getBody().path("detail").asText()).contains(id, "insufficient_funds");
        assertThat(show(id).path("status").asText()).isEqualTo("DECLINED");
        assertRefused(post("", key, body), 402, "HUB-PAY-104");
    }

    @Test
    void what_the_payer_has_to_do_first_is_202() {
        ResponseEntity<JsonNode> answer = post(
                "",
                newKey(),
                wish("D-6", "pm_card_authenticationRequired", ", \"return_url\": \"https://shop.example.com/back\""));

        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(202);
        assertThat(answer.getBody().path("status").asText()).isEqualTo("REQUIRES_ACTION");
        assertThat(answer.getBody().path("action_url").asText()).startsWith("http");
    }

    @Test
    void held_money_is_captured_in_part_and_given_back_in_parts() {
        String id = held("D-7");

        ResponseEntity<JsonNode> captured = post("/" + id + "/capture", newKey(), "{\"amount\": 10.00}");
        String key = newKey();
        ResponseEntity<JsonNode> refund =
                post("/" + id + "/refunds", key, "{\"amount\": \"3.20\", \"reason\": \"one cup broken\"}");
        ResponseEntity<JsonNode> again =
                post("/" + id + "/refunds", key, "{\"amount\": \"3.20\", \"reason\": \"one cup broken\"}");
        ResponseEntity<JsonNode> rest = post("/" + id + "/refunds", newKey(), "");

        assertThat(captured.getStatusCode().value())
                .as("%s", captured.getBody())
                .isEqualTo(200);
        assertThat(refund.getStatusCode().value()).as("%s", refund.getBody()).isEqualTo(201);
        assertThat(refund.getBody().path("amount").asText()).isEqualTo("3.20");
        assertThat(again.getBody().path("refund_id")).isEqualTo(refund.getBody().path("refund_id"));
        assertThat(rest.getBody().path("amount").asText()).startsWith("6.8");
        JsonNode refunds = get(Role.VIEWER, "/" + id + "/refunds").getBody();
        assertThat(refunds).hasSize(2);
        assertThat(refunds.at("/0/reason").asText()).isEqualTo("one cup broken");
        assertThat(show(id).path("status").asText()).isEqualTo("REFUNDED");
        assertThat(post("/" + id + "/refunds", newKey(), "").getStatusCode().value())
                .isEqualTo(422);
    }

    @Test
    void held_money_is_let_go() {
        String id = held("D-8");

        ResponseEntity<JsonNode> answer = post("/" + id + "/void", newKey(), "");

        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        assertThat(answer.getBody().path("status").asText()).isEqualTo("CANCELED");
    }

    @Test
    void a_change_takes_an_exact_amount_and_a_reason_and_nothing_else() {
        String id = held("D-9");

        for (String body : List.of(
                "{\"amount\": \"1e1\"}",
                "{\"amount\": \"-1\"}",
                "{\"amount\": true}",
                "{\"amount\": \"1.0000001\"}",
                "{\"amonut\": 1}")) {
            assertRefused(post("/" + id + "/capture", newKey(), body), 400, "HUB-PAY-106");
        }
        assertThat(post("/" + id + "/capture", newKey(), "{\"amount\": 1.001}")
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        assertThat(show(id).path("status").asText()).isEqualTo("AUTHORIZED");
    }

    @Test
    void sellers_see_and_touch_their_own_payments_only() {
        String theirs = held("D-10");
        ResponseEntity<JsonNode> own = post(Role.SELLER, "", newKey(), wish("D-11", "pm_card_visa", ""));
        String key = newKey();

        assertThat(own.getStatusCode().value()).as("%s", own.getBody()).isEqualTo(201);
        for (String deed : List.of("/capture", "/void", "/refunds")) {
            assertThat(post(Role.SELLER, "/" + theirs + deed, key, "")
                            .getStatusCode()
                            .value())
                    .as(deed)
                    .isEqualTo(404);
        }
        assertThat(get(Role.SELLER, "/" + theirs).getStatusCode().value()).isEqualTo(404);
        assertThat(get(Role.SELLER, "/" + theirs + "?refresh=true")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(get(Role.SELLER, "/" + theirs + "/refunds").getStatusCode().value())
                .isEqualTo(404);
        assertThat(get(Role.SELLER, "").getBody().path("payments")).hasSize(1);
        assertThat(post(Role.VIEWER, "", key, wish("D-12", "pm_card_visa", ""))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(show(theirs).path("status").asText()).isEqualTo("AUTHORIZED");
    }

    @Test
    void lists_are_filtered_and_paged() {
        held("D-13");
        post("", newKey(), wish("D-14", "pm_card_visa", ""));

        assertThat(get(Role.VIEWER, "?status=AUTHORIZED").getBody().path("payments"))
                .hasSize(1);
        assertThat(get(Role.VIEWER, "?order_id=D-14&gateway=stripe").getBody().path("payments"))
                .hasSize(1);
        assertThat(get(Role.VIEWER, "?gateway=square").getBody().path("payments"))
                .isEmpty();
        assertThat(get(Role.VIEWER, "?to=2020-01-01T00:00:00Z").getBody().path("payments"))
                .isEmpty();
        JsonNode first = get(Role.VIEWER, "?limit=1").getBody();
        JsonNode second = get(
                        Role.VIEWER,
                        "?limit=1&offset=" + first.path("next_offset").asInt())
                .getBody();
        assertThat(first.at("/payments/0/order_id").asText()).isEqualTo("D-14");
        assertThat(second.at("/payments/0/order_id").asText()).isEqualTo("D-13");
        assertThat(get(Role.VIEWER, "?status=PAID").getStatusCode().value()).isEqualTo(400);
    }

    @Test
    void the_gateways_tell_what_they_take_and_how_they_are() {
        JsonNode gateways = get(Role.VIEWER, "/gateways").getBody();

        JsonNode stripe = null;
        for (JsonNode each : gateways) {
            stripe = each.path("gateway").asText().equals("stripe") ? each : stripe;
        }
        assertThat(stripe.path("enabled").asBoolean()).isTrue();
        assertThat(stripe.path("breaker").asText()).isEqualTo("closed");
        assertThat(stripe.path("currencies").toString()).contains("KRW", "USD");
        assertThat(stripe.path("operations").toString()).contains("CHARGE", "REFUND");
    }

    @Test
    void a_payment_is_read_at_its_gateway_when_asked_to() {
        JsonNode payment = post("", newKey(), wish("D-15", "pm_card_visa", "")).getBody();
        String id = payment.path("payment_id").asText();
        sandbox("POST", "/payments/stripe/" + payment.path("transaction_id").asText() + "/refund", "{}");

        assertThat(show(id).path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(get(Role.VIEWER, "/" + id + "?refresh=true")
                        .getBody()
                        .path("status")
                        .asText())
                .isEqualTo("REFUNDED");
    }

    @Test
    void who_asked_for_what_stands_in_the_audit_log_without_what_was_paid_with() {
        String id = held("D-16");
        post("/" + id + "/capture", newKey(), "{\"amount\": \"2.00\"}");
        post("/" + id + "/refunds", newKey(), "");

        List<String> lines = jdbc.sql(
                        "select action || ' ' || target || ' ' || outcome || ' ' || details from audit_log"
                                + " where target in ('order:D-16', ?) order by seq")
                .param("payment:" + id)
                .query(String.class)
                .list();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("payment.authorize order:D-16 asked ")
                .contains("12.50", "USD");
        assertThat(lines.get(1))
                .startsWith("payment.capture payment:" + id + " asked ")
                .contains("2.00");
        assertThat(lines.get(2))
                .startsWith("payment.refund payment:" + id + " asked ")
                .contains("all");
        assertThat(String.join("", lines)).doesNotContain("pm_card");
    }

    private String held(String orderId) {
        ResponseEntity<JsonNode> answer = post("", newKey(), wish(orderId, "pm_card_visa", ", \"capture\": false"));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        assertThat(answer.getBody().path("status").asText()).isEqualTo("AUTHORIZED");
        return answer.getBody().path("payment_id").asText();
    }

    private static void assertRefused(ResponseEntity<JsonNode> answer, int status, String code) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody().path("code").asText()).isEqualTo(code);
    }
}
