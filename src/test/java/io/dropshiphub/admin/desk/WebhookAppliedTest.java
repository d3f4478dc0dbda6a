package io.dropshiphub.admin.desk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.product.Role;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of payments by what their gateway tells, however it tells it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhookAppliedTest extends PaymentBed {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"reverse\": true",
                ", \"duplicate\": true",
                ", \"forged\": true",
                ", \"reverse\": true, \"duplicate\": true, \"forged\": true"
            })
    void a_payment_ends_as_its_gateway_has_it_in_whatever_way_events_come(String manner) {
        tell(manner);
        String order = "W-" + newKey();
        JsonNode payment = post("", newKey(), wish(order, "pm_card_visa", "")).getBody();
        String intent = payment.path("transaction_id").asText();
        sandbox("POST", "/payments/stripe/" + intent + "/refund", "{\"amount\": \"2.50\"}");
        sandbox("POST", "/payments/stripe/" + intent + "/refund", "{}");

        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(show(payment.path("payment_id").asText()).path("status").asText())
                    .isEqualTo("REFUNDED");
            assertThat(states()).isEqualTo("applied");
        });
        assertThat(jdbc.sql("select count(*) - count(distinct event_id) from webhook_event")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void what_the_payer_approved_is_seen_without_anybody_asking() {
        tell("");
        JsonNode payment = post(
                        "",
                        newKey(),
                        wish(
                                "W-approve",
                                "pm_card_authenticationRequired",
                                ", \"return_url\": \"https://shop.example.com/b\""))
                .getBody();
        assertThat(payment.path("status").asText()).isEqualTo("REQUIRES_ACTION");

        sandbox("POST", "/payments/stripe/" + payment.path("transaction_id").asText() + "/approve", "{}");

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(
                        show(payment.path("payment_id").asText()).path("status").asText())
                .isEqualTo("SUCCEEDED"));
    }

    @Test
    void a_payment_whose_answers_were_lost_is_settled_by_the_event_that_names_it() {
        tell(", \"delay_millis\": 4000");
        sandbox("POST", "/faults", "{\"service\": \"stripe\", \"kind\": \"drop-reply-after-acting\", \"times\": 3}");

        JsonNode payment =
                post("", newKey(), wish("W-lost", "pm_card_visa", "")).getBody();
        assertThat(payment.path("status").asText()).isEqualTo("UNKNOWN");
        assertThat(payment.has("transaction_id")).isFalse();

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(
                        show(payment.path("payment_id").asText()).path("status").asText())
                .isEqualTo("SUCCEEDED"));
        assertThat(sandbox("GET", "/payments?service=stripe&order_id=W-lost", ""))
                .hasSize(1);
    }

    @Test
    void an_event_whose_payment_cannot_be_read_is_applied_when_it_can() {
        JsonNode payment =
                post("", newKey(), wish("W-late", "pm_card_visa", "")).getBody();
        tell("");
        sandbox("POST", "/faults", "{\"service\": \"stripe\", \"kind\": \"server-error-before-acting\", \"times\": 3}");

        sandbox("POST", "/payments/stripe/" + payment.path("transaction_id").asText() + "/refund", "{}");

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(
                        show(payment.path("payment_id").asText()).path("status").asText())
                .isEqualTo("REFUNDED"));
        assertThat(jdbc.sql("select max(tries) from webhook_event")
                        .query(Integer.class)
                        .single())
                .isGreaterThan(1);
    }

    @Test
    void an_event_about_nobodys_payment_is_looked_for_a_while_and_then_ignored() {
        tell("");
        JsonNode payment =
                post("", newKey(), wish("W-foreign", "pm_card_visa", "")).getBody();
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(states()).isEqualTo("applied"));
        jdbc.sql("truncate webhook_event, payment cascade").update();

        sandbox("POST", "/payments/stripe/" + payment.path("transaction_id").asText() + "/refund", "{}");

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(states()).isEqualTo("ignored"));
        JsonNode event = http.getForObject("/api/v1/webhooks/events?state=ignored", JsonNode.class)
                .at("/events/0");
        assertThat(event.path("why").asText()).startsWith("HUB-PAY-204");
        assertThat(event.has("next_at")).isFalse();
        assertThat(get(Role.ADMIN, "").getBody().path("payments")).isEmpty();
    }

    @Test
    void an_event_is_given_up_after_its_last_try_and_says_why() {
        JsonNode payment =
                post("", newKey(), wish("W-never", "pm_card_visa", "")).getBody();
        sandbox("POST", "/faults", "{\"service\": \"stripe\", \"kind\": \"server-error-before-acting\", \"times\": 1}");

        keep("never", "{\"payment\": \"" + payment.path("transaction_id").asText() + "\"}", 10);

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(states()).isEqualTo("failed"));
        assertThat(http.getForObject("/api/v1/webhooks/events?state=failed", JsonNode.class)
                        .at("/events/0/why")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void an_event_that_mixes_two_payments_changes_neither() {
        JsonNode one = post("", newKey(), wish("W-one", "pm_card_visa", "")).getBody();
        JsonNode other = post("", newKey(), wish("W-other", "pm_card_visa", "")).getBody();

        keep(
                "mixed",
                "{\"payment\": \"" + one.path("transaction_id").asText() + "\", \"order\": \""
                        + other.path("transaction_id").asText() + "\"}",
                10);

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(states()).isEqualTo("failed"));
        assertThat(jdbc.sql("select why from webhook_event").query(String.class).single())
                .startsWith("HUB-PAY-010");
        assertThat(show(one.path("payment_id").asText())).isEqualTo(one);
        assertThat(show(other.path("payment_id").asText())).isEqualTo(other);
    }

    @Test
    void old_events_are_deleted_and_waiting_ones_are_not() {
        jdbc.sql("""
                        insert into webhook_event (gateway, event_id, type, body, state, received_at, next_at)
                        values ('stripe', 'old', '', '', 'applied', now() - interval '91 days', null),
                            ('stripe', 'young', '', '', 'applied', now() - interval '89 days', null),
                            ('stripe', 'waiting', '', '', 'waiting', now() - interval '91 days', now() + interval '1 day')""").update();

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(jdbc.sql("select event_id from webhook_event")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("young", "waiting"));
    }

    /** An event that was kept a moment ago, and was tried so often. */
    private void keep(String event, String ids, int tries) {
        jdbc.sql("""
                        insert into webhook_event (gateway, event_id, type, body, named_ids, state, received_at, next_at, tries)
                        values ('stripe', ?, 'made up', '', ?::jsonb, 'waiting', now(), now(), ?)""").params(event, ids, tries).update();
    }

    /** The states that there are. */
    private String states() {
        return jdbc.sql("select coalesce(string_agg(distinct state, ' '), '') from webhook_event")
                .query(String.class)
                .single();
    }
}
