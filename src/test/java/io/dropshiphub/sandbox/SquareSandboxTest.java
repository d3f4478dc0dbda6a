package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static io.dropshiphub.sandbox.SquareCaller.PAYMENTS;
import static io.dropshiphub.sandbox.SquareCaller.REFUNDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.PaymentSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments and refunds at the simulated Square, and what the book says of them. */
class SquareSandboxTest {

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited()
            .withPayments(
                    PaymentSettings.defaults().withWebhooks(receiver.target()).withProcessing(Duration.ofMillis(20))));
    private final SquareCaller square = new SquareCaller(caller);

    @AfterEach
    void close() {
        caller.close();
        receiver.close();
    }

    private JsonNode rows() throws Exception {
        return tree(caller.control("GET", "/payments?service=square", ""));
    }

    private static String code(HttpResponse<byte[]> reply) throws Exception {
        return tree(reply).at("/errors/0/code").asText();
    }

    @Test
    void a_charge_is_taken_at_once_and_stands_in_the_book() throws Exception {
        JsonNode payment = square.pay("cnon:card-nonce-ok", true);
        assertThat(payment.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(payment.at("/amount_money/amount").asLong()).isEqualTo(1099);
        assertThat(payment.at("/card_details/status").asText()).isEqualTo("CAPTURED");
        assertThat(payment.path("reference_id").asText()).isEqualTo("O-1");
        assertThat(square.payment(payment)).isEqualTo(payment);
        JsonNode booked = rows().path(0);
        assertThat(booked.path("captured").asText()).isEqualTo("10.99");
        assertThat(booked.path("order_id").asText()).isEqualTo("O-1");
        assertThat(booked.path("idempotency_key").asText()).hasSize(36);
    }

    @ParameterizedTest
    @CsvSource({
        "cnon:card-nonce-declined, GENERIC_DECLINE",
        "cnon:card-nonce-rejected-cvv, CVV_FAILURE",
        "cnon:card-nonce-rejected-postalcode, ADDRESS_VERIFICATION_FAILURE",
        "cnon:card-nonce-rejected-expiration, INVALID_EXPIRATION",
        "wnon:afterpay-or-clearpay-declined, GENERIC_DECLINE",
        "cnon:sandbox-verification, CARD_DECLINED_VERIFICATION_REQUIRED",
        "cnon:sandbox-expired, CARD_TOKEN_EXPIRED"
    })
    void a_declined_source_charges_nothing(String source, String code) throws Exception {
        HttpResponse<byte[]> reply = square.post(PAYMENTS, SquareCaller.payment(source));
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(code(reply)).isEqualTo(code);
        assertThat(tree(reply).at("/errors/0/category").asText()).isEqualTo("PAYMENT_METHOD_ERROR");
        assertThat(tree(reply).at("/payment/status").asText()).isEqualTo("FAILED");
        assertThat(rows().path(0).path("captured").asText()).isEqualTo("0.00");
    }

    @Test
    void other_sources_pay_too_and_a_browsers_nonce_only_once() throws Exception {
        assertThat(square.pay("wnon:afterpay-or-clearpay-ok", true)
                        .path("status")
                        .asText())
                .isEqualTo("COMPLETED");
        ObjectNode onFile = SquareCaller.payment("ccof:customer-card-id-ok");
        assertThat(tree(square.post(PAYMENTS, onFile)).at("/errors/0/field").asText())
                .isEqualTo("customer_id");
        assertThat(square.post(PAYMENTS, onFile.put("customer_id", "CUST1")).statusCode())
                .isEqualTo(200);
        ObjectNode nonce = SquareCaller.payment("cnon:CBASEDMadeInABrowser");
        assertThat(square.post(PAYMENTS, nonce).statusCode()).isEqualTo(200);
        assertThat(square.post(PAYMENTS, nonce).statusCode()).isEqualTo(200);
        assertThat(code(square.post(PAYMENTS, SquareCaller.payment("cnon:CBASEDMadeInABrowser"))))
                .isEqualTo("CARD_TOKEN_USED");
        assertThat(square.post(PAYMENTS, SquareCaller.payment("pm_card_visa")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_temporary_error_asks_for_the_same_key_again() throws Exception {
        ObjectNode payment = SquareCaller.payment("cnon:sandbox-temporary");
        HttpResponse<byte[]> first = square.post(PAYMENTS, payment);
        assertThat(code(first)).isEqualTo("TEMPORARY_ERROR");
        assertThat(tree(first).at("/errors/0/category").asText()).isEqualTo("PAYMENT_METHOD_ERROR");
        assertThat(rows()).isEmpty();
        assertThat(square.post(PAYMENTS, payment).statusCode()).isEqualTo(200);
        assertThat(square.post(PAYMENTS, payment).statusCode()).isEqualTo(200);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void the_same_key_is_the_same_payment_and_nothing_else() throws Exception {
        ObjectNode payment = SquareCaller.payment("cnon:card-nonce-ok");
        HttpResponse<byte[]> first = square.post(PAYMENTS, payment);
        assertThat(square.post(PAYMENTS, payment).body()).isEqualTo(first.body());
        assertThat(code(square.post(PAYMENTS, payment.deepCopy().put("note", "another"))))
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(rows()).hasSize(1);
        ObjectNode declined = SquareCaller.payment("cnon:card-nonce-declined");
        assertThat(square.post(PAYMENTS, declined).body())
                .isEqualTo(square.post(PAYMENTS, declined).body());
        assertThat(rows()).hasSize(2);
    }

    @Test
    void thirty_two_equal_requests_at_once_charge_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            ObjectNode payment = SquareCaller.payment("cnon:card-nonce-ok");
            List<Future<HttpResponse<byte[]>>> replies = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                replies.add(threads.submit(() -> square.post(PAYMENTS, payment)));
            }
            for (Future<HttpResponse<byte[]>> reply : replies) {
                assertThat(reply.get().body()).isEqualTo(replies.get(0).get().body());
            }
            assertThat(rows()).hasSize(1);
            assertThat(rows().at("/0/captured").asText()).isEqualTo("10.99");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_hold_is_completed_or_canceled_once() throws Exception {
        JsonNode first = square.pay("cnon:card-nonce-ok", false);
        assertThat(first.path("status").asText()).isEqualTo("APPROVED");
        assertThat(rows().at("/0/authorized").asText()).isEqualTo("10.99");
        String complete = PAYMENTS + "/" + first.path("id").asText() + "/complete";
        assertThat(code(square.post(complete, "{\"version_token\":\"old\"}"))).isEqualTo("VERSION_MISMATCH");
        assertThat(tree(square.post(complete, "{}")).at("/payment/status").asText())
                .isEqualTo("COMPLETED");
        assertThat(square.post(complete, "{}").statusCode()).isEqualTo(400);
        JsonNode second = square.pay("cnon:card-nonce-ok", false);
        String cancel = PAYMENTS + "/" + second.path("id").asText() + "/cancel";
        assertThat(tree(square.post(cancel, "{}")).at("/payment/status").asText())
                .isEqualTo("CANCELED");
        assertThat(square.post(cancel, "{}").statusCode()).isEqualTo(400);
        assertThat(square.post(PAYMENTS + "/none/cancel", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void a_hold_ends_by_itself_as_it_was_told_to() throws Exception {
        JsonNode first = square.pay("cnon:card-nonce-ok", false);
        ObjectNode wanted = SquareCaller.payment("cnon:card-nonce-ok")
                .put("autocomplete", false)
                .put("delay_duration", "PT1H")
                .put("delay_action", "COMPLETE");
        JsonNode second = tree(square.post(PAYMENTS, wanted)).path("payment");
        caller.clock.advance(Duration.ofDays(7).plusSeconds(1));
        assertThat(square.payment(first).path("status").asText()).isEqualTo("CANCELED");
        assertThat(square.payment(second).path("status").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void a_key_cancels_its_payment_or_nothing() throws Exception {
        ObjectNode hold = SquareCaller.payment("cnon:card-nonce-ok").put("autocomplete", false);
        String key = "{\"idempotency_key\":\"" + hold.path("idempotency_key").asText() + "\"}";
        assertThat(text(square.post(PAYMENTS + "/cancel", key))).isEqualTo("{}");
        JsonNode made = tree(square.post(PAYMENTS, hold)).path("payment");
        assertThat(made.path("status").asText()).isEqualTo("APPROVED");
        assertThat(square.post(PAYMENTS + "/cancel", key).statusCode()).isEqualTo(200);
        assertThat(square.payment(made).path("status").asText()).isEqualTo("CANCELED");
        assertThat(square.post(PAYMENTS + "/cancel", key).statusCode()).isEqualTo(200);
        ObjectNode charge = SquareCaller.payment("cnon:card-nonce-ok");
        square.post(PAYMENTS, charge);
        HttpResponse<byte[]> tooLate = square.post(
                PAYMENTS + "/cancel",
                "{\"idempotency_key\":\"" + charge.path("idempotency_key").asText() + "\"}");
        assertThat(tooLate.statusCode()).isEqualTo(400);
    }

    @Test
    void refunds_never_exceed_what_was_taken() throws Exception {
        JsonNode payment = square.pay("cnon:card-nonce-ok", true);
        String id = payment.path("id").asText();
        ObjectNode wanted = SquareCaller.refund(id, 1000);
        JsonNode refund = tree(square.post(REFUNDS, wanted)).path("refund");
        assertThat(refund.path("status").asText()).isEqualTo("PENDING");
        assertThat(tree(square.post(REFUNDS, wanted)).path("refund")).isEqualTo(refund);
        JsonNode read =
                tree(square.get(REFUNDS + "/" + refund.path("id").asText())).path("refund");
        assertThat(read.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(code(square.post(REFUNDS, SquareCaller.refund(id, 100)))).isEqualTo("REFUND_AMOUNT_INVALID");
        square.post(REFUNDS, SquareCaller.refund(id, 99));
        JsonNode after = square.payment(payment);
        assertThat(after.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(after.at("/refunded_money/amount").asLong()).isEqualTo(1099);
        assertThat(after.path("refund_ids")).hasSize(2);
        assertThat(rows().at("/0/refunded").asText()).isEqualTo("10.99");
        JsonNode hold = square.pay("cnon:card-nonce-ok", false);
        assertThat(code(square.post(REFUNDS, SquareCaller.refund(hold.path("id").asText(), 1))))
                .isEqualTo("REFUND_ERROR_PAYMENT_NEEDS_COMPLETION");
        assertThat(square.post(REFUNDS, SquareCaller.refund("none", 1)).statusCode())
                .isEqualTo(404);
        assertThat(square.get(REFUNDS + "/none").statusCode()).isEqualTo(404);
    }

    @Test
    void a_refund_may_stay_pending_and_then_fail() throws Exception {
        JsonNode payment = square.pay("cnon:sandbox-slow-refund", true);
        String id = payment.path("id").asText();
        square.post(REFUNDS, SquareCaller.refund(id, 500));
        assertThat(code(square.post(REFUNDS, SquareCaller.refund(id, 100)))).isEqualTo("REFUND_ALREADY_PENDING");
        caller.control("POST", "/payments/square/" + id + "/fail", "");
        assertThat(tree(square.get(REFUNDS + "?status=REJECTED")).path("refunds"))
                .hasSize(1);
        assertThat(rows().at("/0/refunded").asText()).isEqualTo("0.00");
        assertThat(caller.control("POST", "/payments/square/" + id + "/settle", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_bank_debit_comes_to_an_end() throws Exception {
        JsonNode first = square.pay("bnon:bank-nonce-ok", true);
        JsonNode second = square.pay("bnon:bank-nonce-ok", true);
        assertThat(first.path("status").asText()).isEqualTo("PENDING");
        caller.control("POST", "/payments/square/" + first.path("id").asText() + "/settle", "");
        caller.control("POST", "/payments/square/" + second.path("id").asText() + "/fail", "");
        assertThat(square.payment(first).path("status").asText()).isEqualTo("COMPLETED");
        assertThat(square.payment(second).path("status").asText()).isEqualTo("FAILED");
        caller.control("POST", "/payments/square/" + first.path("id").asText() + "/refund", "");
        assertThat(rows().at("/0/refunded").asText()).isEqualTo("10.99");
        assertThat(caller.control("POST", "/payments/square/" + first.path("id").asText() + "/approve", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void lists_are_read_page_by_page() throws Exception {
        assertThat(text(square.get(PAYMENTS))).isEqualTo("{}");
        JsonNode[] made = new JsonNode[3];
        for (int i = 0; i < 3; i++) {
            made[i] = square.pay("cnon:card-nonce-ok", true);
            caller.clock.advance(Duration.ofSeconds(10));
        }
        JsonNode page = tree(square.get(PAYMENTS + "?limit=2&sort_order=ASC&location_id=LSANDBOX0000001"));
        assertThat(page.at("/payments/0")).isEqualTo(made[0]);
        JsonNode rest = tree(square.get(PAYMENTS + "?limit=2&sort_order=ASC&cursor="
                + page.path("cursor").asText()));
        assertThat(rest.path("payments")).hasSize(1);
        assertThat(rest.has("cursor")).isFalse();
        assertThat(tree(square.get(PAYMENTS)).at("/payments/0")).isEqualTo(made[2]);
        String middle = made[1].path("created_at").asText();
        JsonNode one = tree(square.get(PAYMENTS + "?begin_time=" + middle + "&end_time=" + middle));
        assertThat(one.path("payments")).hasSize(1);
        assertThat(code(square.get(PAYMENTS + "?cursor=nonsense"))).isEqualTo("INVALID_CURSOR");
        assertThat(code(square.get(PAYMENTS + "?sort_order=UP"))).isEqualTo("INVALID_SORT_ORDER");
        assertThat(code(square.get(PAYMENTS + "?begin_time=yesterday"))).isEqualTo("INVALID_TIME");
        assertThat(square.get(PAYMENTS + "?page=2").statusCode()).isEqualTo(400);
        assertThat(square.get(PAYMENTS + "?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void events_are_signed_over_the_address_and_the_body() throws Exception {
        JsonNode payment = square.pay("cnon:card-nonce-ok", true);
        square.post(REFUNDS, SquareCaller.refund(payment.path("id").asText(), 99));
        Awaitility.await().untilAsserted(() -> assertThat(receiver.types())
                .containsExactly(
                        "payment.created", "payment.updated", "refund.created", "payment.updated", "refund.updated"));
        for (WebhookReceiver.Event event : receiver.events) {
            assertThat(event.path()).isEqualTo("/hooks/square");
            assertThat(event.json().path("event_id").asText()).hasSize(36);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("sandbox-square-signature-key".getBytes(), "HmacSHA256"));
            mac.update((receiver.target() + "/square").getBytes());
            assertThat(event.headers().getFirst("x-square-hmacsha256-signature"))
                    .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(event.body())));
        }
        assertThat(receiver.events
                        .get(1)
                        .json()
                        .at("/data/object/payment/status")
                        .asText())
                .isEqualTo("COMPLETED");
        assertThat(receiver.events.get(4).json().at("/data/object/refund/payment_id"))
                .isEqualTo(payment.path("id"));
    }
}
