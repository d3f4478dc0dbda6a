package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.PayPalCaller.ORDERS;
import static io.dropshiphub.sandbox.PayPalCaller.capture;
import static io.dropshiphub.sandbox.PayPalCaller.issue;
import static io.dropshiphub.sandbox.PayPalCaller.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated PayPal's tokens and orders. */
class PayPalOrdersSandboxTest {

    private SandboxCaller caller;
    private PayPalCaller paypal;

    @BeforeEach
    void start() throws IOException {
        caller = new SandboxCaller(SandboxCaller.unlimited());
        paypal = new PayPalCaller(caller);
    }

    @AfterEach
    void stop() {
        caller.close();
    }

    @Test
    void a_token_needs_the_right_secret_and_grant_and_is_counted() throws IOException {
        assertThat(paypal.token("sandbox-paypal-client:wrong", "grant_type=client_credentials")
                        .statusCode())
                .isEqualTo(401);
        assertThat(paypal.token("sandbox-paypal-client:sandbox-paypal-secret", "grant_type=password")
                        .statusCode())
                .isEqualTo(400);
        JsonNode granted = SandboxCaller.tree(
                paypal.token("sandbox-paypal-client:sandbox-paypal-secret", "grant_type=client_credentials"));
        assertThat(granted.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(granted.path("expires_in").asInt()).isEqualTo(32_400);
        assertThat(paypal.summary().at("/counters/paypal_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void a_token_ends_with_its_time_and_when_it_is_made_to() throws IOException {
        String id = paypal.created("k", order("CAPTURE", "any")).path("id").asText();
        caller.clock.advance(Duration.ofSeconds(32_400));
        assertThat(paypal.get(ORDERS + "/" + id).statusCode()).isEqualTo(401);

        paypal.renew();
        assertThat(paypal.get(ORDERS + "/" + id).statusCode()).isEqualTo(200);
        caller.fault("{\"service\":\"paypal\",\"kind\":\"token-expiry\",\"times\":1}");
        assertThat(paypal.get(ORDERS + "/" + id).statusCode()).isEqualTo(401);
    }

    @Test
    void no_token_is_an_authentication_failure_and_no_json_an_unsupported_media_type() throws IOException {
        HttpResponse<byte[]> stranger = caller.send(HttpRequest.newBuilder(caller.uri("/paypal" + ORDERS))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order("CAPTURE", "any"))));
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(SandboxCaller.tree(stranger).path("name").asText()).isEqualTo("AUTHENTICATION_FAILURE");

        HttpResponse<byte[]> form = caller.send(
                paypal.request(ORDERS).setHeader("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")));
        assertThat(form.statusCode()).isEqualTo(415);
    }

    @Test
    void a_vaulted_wallet_pays_in_one_step() throws IOException {
        JsonNode order = paypal.created("key-1", order("CAPTURE", "any"));

        assertThat(order.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(capture(order).path("status").asText()).isEqualTo("COMPLETED");
        assertThat(capture(order).at("/amount/value").asText()).isEqualTo("10.99");
        assertThat(capture(order).path("custom_id").asText()).isEqualTo("O-1");
        assertThat(capture(order).at("/supplementary_data/related_ids/order_id").asText())
                .isEqualTo(order.path("id").asText());
        JsonNode booked = paypal.booked();
        assertThat(booked.path("captured").asText()).isEqualTo("10.99");
        assertThat(booked.path("order_id").asText()).isEqualTo("O-1");
        assertThat(booked.path("payment_id").asText()).isEqualTo("P-1");
        assertThat(booked.path("idempotency_key").asText()).isEqualTo("key-1");
    }

    @Test
    void unless_everything_is_wished_only_id_status_and_links_are_shown() throws IOException {
        HttpResponse<byte[]> response = caller.send(paypal.request(ORDERS)
                .setHeader("Prefer", "return=minimal")
                .header("PayPal-Request-Id", "k")
                .POST(BodyPublishers.ofString(order("CAPTURE", "any"))));

        assertThat(SandboxCaller.tree(response).fieldNames()).toIterable().containsExactly("id", "status", "links");
    }

    @Test
    void an_order_without_a_means_of_payment_waits_for_the_payer() throws IOException {
        JsonNode order = paypal.created("k", order("CAPTURE", "USD", "10.99", ""));
        String path = ORDERS + "/" + order.path("id").asText();
        assertThat(order.path("status").asText()).isEqualTo("CREATED");
        assertThat(order.path("links").findValuesAsText("rel")).contains("approve", "capture");
        assertThat(issue(paypal.post(path + "/capture", "c", "{}"))).isEqualTo("422 ORDER_NOT_APPROVED");

        paypal.happen(order.path("id").asText(), "approve", "");
        assertThat(SandboxCaller.tree(paypal.get(path)).path("status").asText()).isEqualTo("APPROVED");

        HttpResponse<byte[]> captured = paypal.post(path + "/capture", "c", "{}");
        assertThat(captured.statusCode()).isEqualTo(201);
        assertThat(capture(SandboxCaller.tree(captured)).path("status").asText())
                .isEqualTo("COMPLETED");
        assertThat(issue(paypal.post(path + "/capture", "d", "{}"))).isEqualTo("422 ORDER_ALREADY_CAPTURED");
    }

    @Test
    void the_payer_agrees_on_a_page_and_is_sent_back_to_the_shop() throws IOException {
        JsonNode order = paypal.created("k", order("CAPTURE", "USD", "10.99", """
                ,"payment_source":{"paypal":{"experience_context":{"return_url":"https://shop.example/back"}}}"""));
        assertThat(order.path("status").asText()).isEqualTo("PAYER_ACTION_REQUIRED");
        JsonNode link = order.path("links").path(1);
        assertThat(link.path("rel").asText()).isEqualTo("payer-action");

        String page =
                link.path("href").asText().substring(caller.uri("").toString().length());
        assertThat(SandboxCaller.text(caller.send(HttpRequest.newBuilder(caller.uri(page)))))
                .contains("10.99 USD");
        HttpResponse<byte[]> agreed =
                caller.send(HttpRequest.newBuilder(caller.uri(page)).POST(BodyPublishers.noBody()));
        assertThat(agreed.statusCode()).isEqualTo(302);
        assertThat(agreed.headers().firstValue("Location"))
                .contains("https://shop.example/back?token=" + order.path("id").asText() + "&PayerID=SANDBOXPAYER2");
        assertThat(paypal.booked().path("status").asText()).isEqualTo("APPROVED");
    }

    @Test
    void a_payer_who_refuses_ends_the_order() throws IOException {
        String id = paypal.created("k", order("CAPTURE", "USD", "10.99", ""))
                .path("id")
                .asText();
        paypal.happen(id, "reject", "");

        assertThat(paypal.booked().path("status").asText()).isEqualTo("VOIDED");
        assertThat(issue(paypal.post(ORDERS + "/" + id + "/capture", "c", "{}")))
                .isEqualTo("422 ORDER_NOT_APPROVED");
    }

    @Test
    void an_approval_lasts_three_hours() throws IOException {
        String id = paypal.created("k", order("CAPTURE", "USD", "10.99", ""))
                .path("id")
                .asText();
        paypal.happen(id, "approve", "");
        caller.clock.advance(Duration.ofHours(3));

        assertThat(issue(paypal.post(ORDERS + "/" + id + "/capture", "c", "{}")))
                .isEqualTo("422 ORDER_EXPIRED");
    }

    @Test
    void an_order_is_ended_as_it_was_intended() throws IOException {
        String id = paypal.created("k", order("AUTHORIZE", "USD", "10.99", ""))
                .path("id")
                .asText();
        paypal.happen(id, "approve", "");

        assertThat(issue(paypal.post(ORDERS + "/" + id + "/capture", "c", "{}")))
                .isEqualTo("422 ACTION_DOES_NOT_MATCH_INTENT");
        assertThat(paypal.post(ORDERS + "/" + id + "/authorize", "a", "{}").statusCode())
                .isEqualTo(201);
        assertThat(issue(paypal.post(ORDERS + "/" + id + "/authorize", "b", "{}")))
                .isEqualTo("422 ORDER_ALREADY_AUTHORIZED");
    }

    @Test
    void a_vaulted_wallet_may_still_want_its_payer() throws IOException {
        JsonNode order = paypal.created("k", order("CAPTURE", "sandbox-payer-action"));

        assertThat(order.path("status").asText()).isEqualTo("PAYER_ACTION_REQUIRED");
        assertThat(order.at("/links/1/rel").asText()).isEqualTo("payer-action");
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox-instrument-declined, INSTRUMENT_DECLINED",
        "sandbox-transaction-refused, TRANSACTION_REFUSED",
        "sandbox-card-expired, CARD_EXPIRED",
        "sandbox-payer-cannot-pay, PAYER_CANNOT_PAY",
        "sandbox-compliance-violation, COMPLIANCE_VIOLATION"
    })
    void a_vault_id_can_name_the_decline(String vaultId, String expected) throws IOException {
        assertThat(issue(paypal.post(ORDERS, "k", order("CAPTURE", vaultId)))).isEqualTo("422 " + expected);
        assertThat(paypal.booked().isMissingNode()).isTrue();
    }

    @Test
    void a_payer_whose_means_is_declined_is_sent_to_choose_another() throws IOException {
        String id = paypal.created("k", order("CAPTURE", "USD", "10.99", ""))
                .path("id")
                .asText();
        paypal.happen(id, "approve", "{\"vault_id\":\"sandbox-instrument-declined\"}");

        HttpResponse<byte[]> declined = paypal.post(ORDERS + "/" + id + "/capture", "c", "{}");

        assertThat(issue(declined)).isEqualTo("422 INSTRUMENT_DECLINED");
        assertThat(SandboxCaller.tree(declined).path("links").findValuesAsText("rel"))
                .contains("redirect");
        paypal.happen(id, "approve", "{\"vault_id\":\"another\"}");
        assertThat(paypal.post(ORDERS + "/" + id + "/capture", "c", "{}").statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"sandbox-pending, PENDING", "sandbox-declined, DECLINED", "sandbox-failed, FAILED"})
    void an_order_is_completed_even_when_its_capture_is_not(String vaultId, String status) throws IOException {
        JsonNode order = paypal.created("k", order("CAPTURE", vaultId));

        assertThat(order.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(capture(order).path("status").asText()).isEqualTo(status);
        assertThat(paypal.booked().path("captured").asText()).isIn("0", "0.00");
    }

    @Test
    void a_declined_card_comes_with_the_words_of_its_bank() throws IOException {
        JsonNode order = paypal.created("k", order("CAPTURE", "USD", "1.00", """
                ,"payment_source":{"card":{"vault_id":"sandbox-declined"}}"""));

        assertThat(capture(order).at("/processor_response/response_code").asText())
                .isEqualTo("5120");
        assertThat(capture(order).at("/processor_response/payment_advice_code").asText())
                .isEqualTo("03");
    }

    @Test
    void any_documented_refusal_can_be_asked_for() throws IOException {
        HttpResponse<byte[]> declined = paypal.post(
                ORDERS,
                "k",
                order("CAPTURE", "any"),
                "PayPal-Mock-Response",
                "{\"mock_application_codes\":\"DUPLICATE_INVOICE_ID\"}");
        HttpResponse<byte[]> unknown = paypal.post(
                ORDERS, "k", order("CAPTURE", "any"), "PayPal-Mock-Response", "{\"mock_application_codes\":\"NO\"}");

        assertThat(issue(declined)).isEqualTo("422 DUPLICATE_INVOICE_ID");
        assertThat(issue(unknown)).isEqualTo("400 INVALID_PARAMETER_VALUE");
        assertThat(paypal.booked().isMissingNode()).isTrue();
    }
}
