package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static io.dropshiphub.sandbox.StripeCaller.INTENTS;
import static io.dropshiphub.sandbox.StripeCaller.REFUNDS;
import static io.dropshiphub.sandbox.StripeCaller.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments and refunds at the simulated Stripe, and what the book says of them. */
class StripeSandboxTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
    private final StripeCaller stripe = new StripeCaller(caller);

    @AfterEach
    void close() {
        caller.close();
    }

    private JsonNode book() throws Exception {
        return tree(caller.control("GET", "/payments?service=stripe", "")).path(0);
    }

    @Test
    void a_charge_is_taken_at_once_and_stands_in_the_book() throws Exception {
        HttpResponse<byte[]> reply = stripe.once(
                INTENTS, "key-1", payment("pm_card_visa", "expand[]", "latest_charge", "description", "머그컵"));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Request-Id")).isPresent();
        assertThat(reply.headers().firstValue("Idempotency-Key")).hasValue("key-1");
        JsonNode intent = tree(reply);
        assertThat(intent.path("status").asText()).isEqualTo("succeeded");
        assertThat(intent.path("amount_received").asLong()).isEqualTo(1099);
        assertThat(intent.path("currency").asText()).isEqualTo("usd");
        assertThat(intent.path("description").asText()).isEqualTo("머그컵");
        assertThat(intent.at("/latest_charge/status").asText()).isEqualTo("succeeded");
        assertThat(intent.at("/latest_charge/payment_intent").asText())
                .isEqualTo(intent.path("id").asText());
        JsonNode booked = book();
        assertThat(booked.path("id").asText()).isEqualTo(intent.path("id").asText());
        assertThat(booked.path("amount").asText()).isEqualTo("10.99");
        assertThat(booked.path("captured").asText()).isEqualTo("10.99");
        assertThat(booked.path("order_id").asText()).isEqualTo("O-1");
        assertThat(booked.path("payment_id").asText()).isEqualTo("P-1");
        assertThat(booked.path("idempotency_key").asText()).isEqualTo("key-1");
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa_chargeDeclined, card_declined, generic_decline",
        "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_visa_chargeDeclinedLostCard, card_declined, lost_card",
        "pm_card_visa_chargeDeclinedStolenCard, card_declined, stolen_card",
        "pm_card_chargeDeclinedExpiredCard, expired_card,",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc,",
        "pm_card_chargeDeclinedProcessingError, processing_error,",
        "pm_card_visa_chargeDeclinedVelocityLimitExceeded, card_declined, card_velocity_exceeded"
    })
    void a_declined_card_charges_nothing(String method, String code, String declineCode) throws Exception {
        HttpResponse<byte[]> reply = stripe.post(INTENTS, payment(method));
        assertThat(reply.statusCode()).isEqualTo(402);
        JsonNode error = tree(reply).path("error");
        assertThat(error.path("type").asText()).isEqualTo("card_error");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("decline_code").textValue()).isEqualTo(declineCode);
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(error.path("charge").asText()).startsWith("ch_");
        JsonNode intent = error.path("payment_intent");
        assertThat(intent.path("status").asText()).isEqualTo("requires_payment_method");
        assertThat(intent.at("/last_payment_error/code").asText()).isEqualTo(code);
        assertThat(book().path("captured").asText()).isEqualTo("0.00");
        assertThat(stripe.intent(intent.path("id").asText())
                        .at("/latest_charge/failure_code")
                        .asText())
                .isEqualTo(code);
    }

    @Test
    void a_payer_confirms_at_the_issuer() throws Exception {
        JsonNode intent = tree(stripe.post(
                INTENTS, payment("pm_card_authenticationRequired", "return_url", "https://shop.example.com/back")));
        String id = intent.path("id").asText();
        assertThat(intent.path("status").asText()).isEqualTo("requires_action");
        assertThat(intent.at("/next_action/type").asText()).isEqualTo("redirect_to_url");
        assertThat(intent.at("/next_action/redirect_to_url/url").asText()).startsWith("https://");
        assertThat(book().path("captured").asText()).isEqualTo("0.00");
        assertThat(caller.control("POST", "/payments/stripe/" + id + "/approve", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(stripe.intent(id).path("status").asText()).isEqualTo("succeeded");
        assertThat(caller.control("POST", "/payments/stripe/" + id + "/approve", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_payer_who_does_not_confirm_pays_nothing() throws Exception {
        String id = stripe.pay("pm_card_authenticationRequired").path("id").asText();
        caller.control("POST", "/payments/stripe/" + id + "/reject", "");
        JsonNode intent = stripe.intent(id);
        assertThat(intent.path("status").asText()).isEqualTo("requires_payment_method");
        assertThat(intent.at("/last_payment_error/code").asText()).isEqualTo("payment_intent_authentication_failure");
    }

    @ParameterizedTest
    @CsvSource({"error_on_requires_action", "off_session"})
    void without_a_payer_at_hand_a_confirmation_is_a_refusal(String parameter) throws Exception {
        HttpResponse<byte[]> reply = stripe.post(INTENTS, payment("pm_card_authenticationRequired", parameter, "true"));
        assertThat(reply.statusCode()).isEqualTo(402);
        assertThat(tree(reply).at("/error/code").asText()).isEqualTo("authentication_required");
    }

    @Test
    void what_is_under_way_comes_to_an_end() throws Exception {
        String first = stripe.pay("pm_sandbox_processing").path("id").asText();
        String second = stripe.pay("pm_sandbox_processing").path("id").asText();
        assertThat(stripe.intent(first).path("status").asText()).isEqualTo("processing");
        caller.control("POST", "/payments/stripe/" + first + "/settle", "");
        caller.control("POST", "/payments/stripe/" + second + "/fail", "");
        assertThat(stripe.intent(first).path("status").asText()).isEqualTo("succeeded");
        assertThat(stripe.intent(second).path("status").asText()).isEqualTo("requires_payment_method");
    }

    @Test
    void a_hold_is_captured_in_part_and_only_once() throws Exception {
        String id = stripe.pay("pm_card_visa", "capture_method", "manual")
                .path("id")
                .asText();
        assertThat(book().path("authorized").asText()).isEqualTo("10.99");
        HttpResponse<byte[]> tooMuch = stripe.post(INTENTS + "/" + id + "/capture", "amount_to_capture", "1100");
        assertThat(tree(tooMuch).at("/error/code").asText()).isEqualTo("amount_too_large");
        JsonNode captured = tree(stripe.post(INTENTS + "/" + id + "/capture", "amount_to_capture", "1000"));
        assertThat(captured.path("status").asText()).isEqualTo("succeeded");
        assertThat(captured.path("amount_received").asLong()).isEqualTo(1000);
        assertThat(book().path("authorized").asText()).isEqualTo("0.00");
        assertThat(book().path("captured").asText()).isEqualTo("10.00");
        HttpResponse<byte[]> again = stripe.post(INTENTS + "/" + id + "/capture");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(tree(again).at("/error/code").asText()).isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void a_hold_is_released_by_a_cancellation_or_after_a_week() throws Exception {
        String first = stripe.pay("pm_card_visa", "capture_method", "manual")
                .path("id")
                .asText();
        JsonNode canceled =
                tree(stripe.post(INTENTS + "/" + first + "/cancel", "cancellation_reason", "requested_by_customer"));
        assertThat(canceled.path("status").asText()).isEqualTo("canceled");
        assertThat(book().path("authorized").asText()).isEqualTo("0.00");
        assertThat(stripe.post(INTENTS + "/" + first + "/cancel").statusCode()).isEqualTo(400);
        String second = stripe.pay("pm_card_visa", "capture_method", "manual")
                .path("id")
                .asText();
        caller.clock.advance(Duration.ofDays(7).plusSeconds(1));
        assertThat(stripe.intent(second).path("cancellation_reason").asText()).isEqualTo("automatic");
        assertThat(tree(stripe.post(INTENTS + "/" + second + "/capture"))
                        .at("/error/code")
                        .asText())
                .isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void an_intent_can_be_created_first_and_confirmed_later() throws Exception {
        JsonNode intent = tree(stripe.post(INTENTS, "amount", "500", "currency", "jpy"));
        String id = intent.path("id").asText();
        assertThat(intent.path("status").asText()).isEqualTo("requires_payment_method");
        assertThat(stripe.post(INTENTS + "/" + id + "/confirm").statusCode()).isEqualTo(400);
        JsonNode confirmed = tree(stripe.post(INTENTS + "/" + id + "/confirm", "payment_method", "pm_card_amex"));
        assertThat(confirmed.path("status").asText()).isEqualTo("succeeded");
        assertThat(book().path("captured").asText()).isEqualTo("500");
        assertThat(stripe.post(INTENTS + "/" + id + "/confirm").statusCode()).isEqualTo(400);
    }

    @Test
    void refunds_never_exceed_what_was_taken() throws Exception {
        String id = stripe.pay("pm_card_visa").path("id").asText();
        JsonNode refund = tree(stripe.post(
                REFUNDS, "payment_intent", id, "amount", "1000", "reason", "duplicate", "metadata[n]", "1"));
        assertThat(refund.path("status").asText()).isEqualTo("succeeded");
        assertThat(refund.at("/metadata/n").asText()).isEqualTo("1");
        assertThat(tree(stripe.get(REFUNDS + "/" + refund.path("id").asText()))).isEqualTo(refund);
        HttpResponse<byte[]> tooMuch = stripe.post(REFUNDS, "payment_intent", id, "amount", "100");
        assertThat(tooMuch.statusCode()).isEqualTo(400);
        assertThat(tree(tooMuch).at("/error/message").asText()).contains("greater than unrefunded amount");
        String charge = stripe.intent(id).at("/latest_charge/id").asText();
        assertThat(tree(stripe.post(REFUNDS, "charge", charge)).path("amount").asLong())
                .isEqualTo(99);
        assertThat(book().path("refunded").asText()).isEqualTo("10.99");
        assertThat(tree(stripe.post(REFUNDS, "charge", charge))
                        .at("/error/code")
                        .asText())
                .isEqualTo("charge_already_refunded");
        assertThat(stripe.intent(id).at("/latest_charge/refunded").asBoolean()).isTrue();
    }

    @Test
    void a_refund_may_stay_pending_and_then_fail() throws Exception {
        String id = stripe.pay("pm_card_pendingRefund").path("id").asText();
        String refund =
                tree(stripe.post(REFUNDS, "payment_intent", id)).path("id").asText();
        assertThat(tree(stripe.get(REFUNDS + "/" + refund)).path("status").asText())
                .isEqualTo("pending");
        caller.control("POST", "/payments/stripe/" + id + "/fail", "");
        assertThat(tree(stripe.get(REFUNDS + "/" + refund)).path("status").asText())
                .isEqualTo("failed");
        assertThat(book().path("refunded").asText()).isEqualTo("0.00");
        assertThat(caller.control("POST", "/payments/stripe/" + id + "/settle", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void the_merchant_refunds_in_the_dashboard() throws Exception {
        String id = stripe.pay("pm_card_visa").path("id").asText();
        caller.control("POST", "/payments/stripe/" + id + "/refund", "{\"amount\":\"0.99\"}");
        assertThat(book().path("refunded").asText()).isEqualTo("0.99");
        assertThat(text(caller.control("POST", "/payments/stripe/" + id + "/refund", "{\"amount\":\"11\"}")))
                .contains("greater than unrefunded amount");
        assertThat(text(caller.control("POST", "/payments/stripe/" + id + "/refund", "{\"amount\":\"0.001\"}")))
                .contains("cannot be refunded");
        assertThat(caller.control("POST", "/payments/stripe/pi_none/refund", "").statusCode())
                .isEqualTo(409);
        assertThat(caller.control("POST", "/payments/none/pi_none/refund", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void lists_are_read_page_by_page_the_newest_first() throws Exception {
        for (int i = 0; i < 3; i++) {
            stripe.pay("pm_card_visa", "metadata[n]", "" + i);
            caller.clock.advance(Duration.ofSeconds(10));
        }
        JsonNode page = tree(stripe.get(INTENTS + "?limit=2&expand[]=data.latest_charge"));
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(page.at("/data/0/metadata/n").asText()).isEqualTo("2");
        assertThat(page.at("/data/0/latest_charge/status").asText()).isEqualTo("succeeded");
        JsonNode rest = tree(stripe.get(
                INTENTS + "?limit=2&starting_after=" + page.at("/data/1/id").asText()));
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(rest.path("data")).hasSize(1);
        JsonNode back = tree(
                stripe.get(INTENTS + "?ending_before=" + rest.at("/data/0/id").asText()));
        assertThat(back.path("data")).hasSize(2);
        long middle = page.at("/data/1/created").asLong();
        JsonNode between = tree(stripe.get(INTENTS + "?created[gte]=" + middle + "&created[lt]=" + (middle + 1)));
        assertThat(between.at("/data/0/metadata/n").asText()).isEqualTo("1");
        assertThat(between.path("data")).hasSize(1);
        assertThat(stripe.get(INTENTS + "?starting_after=pi_none").statusCode()).isEqualTo(400);
        assertThat(stripe.get(INTENTS + "?limit=101").statusCode()).isEqualTo(400);
        stripe.post(REFUNDS, "payment_intent", page.at("/data/0/id").asText());
        assertThat(tree(stripe.get(REFUNDS + "?limit=100")).path("data")).hasSize(1);
        assertThat(tree(stripe.get(REFUNDS + "?payment_intent=pi_x")).path("data"))
                .isEmpty();
    }

    @Test
    void the_search_finds_metadata_but_not_at_once() throws Exception {
        String id = stripe.pay("pm_card_visa").path("id").asText();
        String search = INTENTS + "/search?" + StripeCaller.form("query", "metadata['hub_payment_id']:'P-1'");
        assertThat(tree(stripe.get(search)).path("data")).isEmpty();
        caller.clock.advance(Duration.ofSeconds(3));
        JsonNode found = tree(stripe.get(search + "&expand[]=data.latest_charge&limit=100"));
        assertThat(found.path("object").asText()).isEqualTo("search_result");
        assertThat(found.at("/data/0/id").asText()).isEqualTo(id);
        assertThat(found.at("/data/0/latest_charge/id").asText()).startsWith("ch_");
        String both = "status:\"succeeded\" AND metadata[\"order_id\"]:\"O-2\"";
        assertThat(tree(stripe.get(INTENTS + "/search?" + StripeCaller.form("query", both)))
                        .path("data"))
                .isEmpty();
        assertThat(stripe.get(INTENTS + "/search?query=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void basic_authorization_works_and_nothing_else_does() throws Exception {
        String basic = Base64.getEncoder().encodeToString("sk_test_sandbox0stripe0key:".getBytes());
        assertThat(stripe.send(stripe.request(INTENTS).setHeader("Authorization", "Basic " + basic))
                        .statusCode())
                .isEqualTo(200);
        for (String wrong : new String[] {"", "Bearer sk_live_sandbox0stripe0key", "Basic !", "Basic c2tfdGVzdA=="}) {
            HttpResponse<byte[]> reply = stripe.send(stripe.request(INTENTS).setHeader("Authorization", wrong));
            assertThat(reply.statusCode()).isEqualTo(401);
            assertThat(text(reply)).doesNotContain("sandbox0stripe0key");
        }
        assertThat(stripe.get("/v1/charges_of_nobody").statusCode()).isEqualTo(404);
        assertThat(stripe.get(INTENTS + "/pi_none").statusCode()).isEqualTo(404);
    }

    @Test
    void the_26th_call_of_an_endpoint_in_a_second_is_too_much() throws Exception {
        try (SandboxCaller limited = new SandboxCaller(SandboxSettings.defaults())) {
            StripeCaller calls = new StripeCaller(limited);
            for (int i = 0; i < 25; i++) {
                assertThat(calls.get(INTENTS).statusCode()).isEqualTo(200);
            }
            HttpResponse<byte[]> refused = calls.get(INTENTS);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Stripe-Rate-Limited-Reason"))
                    .hasValue("endpoint-rate");
            assertThat(tree(refused).at("/error/code").asText()).isEqualTo("rate_limit");
            assertThat(calls.get(REFUNDS).statusCode()).isEqualTo(200);
            limited.clock.advance(Duration.ofSeconds(1));
            assertThat(calls.get(INTENTS).statusCode()).isEqualTo(200);
        }
    }
}
