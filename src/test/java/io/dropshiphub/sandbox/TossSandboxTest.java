package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static io.dropshiphub.sandbox.TossCaller.ORDER;
import static io.dropshiphub.sandbox.TossCaller.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.payments.PaymentSettings;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated Toss Payments. */
class TossSandboxTest {

    private static final int CALLERS = 32;

    private SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
    private TossCaller toss = new TossCaller(caller);

    @AfterEach
    void stop() {
        caller.close();
    }

    @ParameterizedTest
    @CsvSource({
        "test_sk_sandboxtosskey, 403 INCORRECT_BASIC_AUTH_FORMAT",
        "test_sk_other:, 401 UNAUTHORIZED_KEY",
        "'', 401 UNAUTHORIZED_KEY"
    })
    void the_secret_key_comes_with_a_colon(String credentials, String expected) throws IOException {
        assertThat(code(caller.send(
                        toss.request("/v1/payments/any", credentials).GET())))
                .isEqualTo(expected);
    }

    @Test
    void errors_are_told_in_korean_or_english() throws IOException {
        HttpRequest.Builder request = toss.request("/v1/payments/none");
        assertThat(tree(caller.send(request.GET())).path("message").asText()).isEqualTo("존재하지 않는 결제입니다.");

        assertThat(tree(caller.send(request.header("Accept-Language", "en-US")))
                        .path("message")
                        .asText())
                .isEqualTo("not found payment");
    }

    @Test
    void a_payment_begun_in_the_browser_is_confirmed_and_found_by_key_and_order() throws IOException {
        String key = toss.begun("");
        assertThat(toss.status(key)).isEqualTo("IN_PROGRESS");

        HttpResponse<byte[]> confirmed = toss.confirm(key, "k");

        assertThat(confirmed.statusCode()).isEqualTo(200);
        JsonNode payment = tree(confirmed);
        assertThat(payment.path("status").asText()).isEqualTo("DONE");
        assertThat(payment.path("totalAmount").asInt()).isEqualTo(5000);
        assertThat(payment.path("approvedAt").asText()).isEqualTo("2025-10-01T21:00:00+09:00");
        assertThat(tree(toss.get("/v1/payments/orders/" + ORDER))).isEqualTo(payment);
        JsonNode booked = toss.books().path(0);
        assertThat(booked.path("captured").asText()).isEqualTo("5000");
        assertThat(booked.path("order_id").asText()).isEqualTo(ORDER);
        assertThat(booked.path("idempotency_key").asText()).isEqualTo("k");
        assertThat(code(toss.confirm(key, "another"))).isEqualTo("400 ALREADY_PROCESSED_PAYMENT");
    }

    @ParameterizedTest
    @CsvSource({"ORDER-000002, 5000", "ORDER-000001, 4999"})
    void order_and_amount_have_to_be_those_the_payer_agreed_to(String orderId, long amount) throws IOException {
        String key = toss.begun("");

        assertThat(code(toss.confirm(key, orderId, amount, "k"))).isEqualTo("400 INVALID_REQUEST");
        assertThat(toss.status(key)).isEqualTo("IN_PROGRESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"paymentKey\":\"k\",\"orderId\":\"short\",\"amount\":5000}",
                "{\"paymentKey\":\"k\",\"orderId\":\"ORDER-000001\",\"amount\":\"5000\"}",
                "{\"paymentKey\":\"k\",\"orderId\":\"ORDER-000001\",\"amount\":50.5}"
            })
    void refuses_a_body(String json) throws IOException {
        assertThat(code(toss.post(TossCaller.CONFIRM, "k", json))).isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void the_shop_has_ten_minutes_and_the_payer_thirty() throws IOException {
        String agreed = toss.begun("");
        String open = toss.begun("ORDER-000002", 5000, ",\"status\":\"READY\"");
        assertThat(code(toss.confirm(open, "ORDER-000002", 5000, "k"))).isEqualTo("404 NOT_FOUND_PAYMENT_SESSION");

        caller.clock.advance(Duration.ofMinutes(10));
        assertThat(toss.status(agreed)).isEqualTo("EXPIRED");
        assertThat(code(toss.confirm(agreed, "k2"))).isEqualTo("404 NOT_FOUND_PAYMENT_SESSION");
        assertThat(toss.status(open)).isEqualTo("READY");
        caller.clock.advance(Duration.ofMinutes(20));
        assertThat(toss.status(open)).isEqualTo("EXPIRED");
    }

    @Test
    void the_payer_agrees_late_or_breaks_off() throws IOException {
        String key = toss.begun(",\"status\":\"READY\"");
        assertThat(toss.happen(key, "approve", "")).isEqualTo(200);
        assertThat(toss.status(key)).isEqualTo("IN_PROGRESS");
        assertThat(toss.happen(key, "reject", "")).isEqualTo(200);

        assertThat(toss.status(key)).isEqualTo("ABORTED");
        assertThat(code(toss.confirm(key, "k"))).isEqualTo("404 NOT_FOUND_PAYMENT_SESSION");
        assertThat(toss.happen(key, "approve", "")).isEqualTo(409);
    }

    @Test
    void too_little_money_is_refused() throws IOException {
        assertThat(code(toss.confirm(toss.begun(ORDER, 99, ""), ORDER, 99, "k")))
                .isEqualTo("400 BELOW_MINIMUM_AMOUNT");
    }

    @ParameterizedTest
    @CsvSource({
        "REJECT_CARD_PAYMENT, 403",
        "REJECT_CARD_COMPANY, 403",
        "INVALID_STOPPED_CARD, 400",
        "INVALID_CARD_LOST_OR_STOLEN, 400",
        "EXCEED_MAX_AUTH_COUNT, 403"
    })
    void a_declined_payment_is_over(String outcome, int status) throws IOException {
        String key = toss.begun(",\"outcome\":\"" + outcome + "\"");

        assertThat(code(toss.confirm(key, "k"))).isEqualTo(status + " " + outcome);

        JsonNode payment = tree(toss.get("/v1/payments/" + key));
        assertThat(payment.path("status").asText()).isEqualTo("ABORTED");
        assertThat(payment.at("/failure/code").asText()).isEqualTo(outcome);
        assertThat(code(toss.confirm(key, "another"))).isEqualTo(status + " " + outcome);
        assertThat(toss.books().path(0).path("captured").asText()).isEqualTo("0");
    }

    @Test
    void a_provider_error_may_have_paid_or_not() throws IOException {
        String not = toss.begun(",\"outcome\":\"PROVIDER_ERROR\"");
        assertThat(code(toss.confirm(not, "k1"))).isEqualTo("400 PROVIDER_ERROR");
        assertThat(toss.status(not)).isEqualTo("IN_PROGRESS");

        String paid = toss.begun(",\"outcome\":\"PROVIDER_ERROR_AFTER_ACTING\"");
        assertThat(code(toss.confirm(paid, "k2"))).isEqualTo("400 PROVIDER_ERROR");
        assertThat(toss.status(paid)).isEqualTo("DONE");
        assertThat(toss.confirm(paid, "k2").statusCode()).isEqualTo(200);
    }

    @Test
    void any_error_can_be_asked_for_without_effect() throws IOException {
        String key = toss.begun("");
        HttpRequest.Builder request = toss.request("/v1/payments/" + key + "/cancel")
                .header("TossPayments-Test-Code", "NOT_CANCELABLE_PAYMENT")
                .POST(BodyPublishers.ofString("{}"));

        assertThat(code(caller.send(request))).isEqualTo("403 NOT_CANCELABLE_PAYMENT");
    }

    @Test
    void cancels_a_part_and_then_the_rest() throws IOException {
        String key = toss.begun("");
        toss.confirm(key, "k");

        JsonNode part = tree(toss.cancel(key, "c1", ",\"cancelAmount\":2000"));
        assertThat(part.path("status").asText()).isEqualTo("PARTIAL_CANCELED");
        assertThat(part.path("balanceAmount").asInt()).isEqualTo(3000);
        assertThat(part.at("/cancels/0/cancelAmount").asInt()).isEqualTo(2000);
        assertThat(part.at("/cancels/0/refundableAmount").asInt()).isEqualTo(3000);
        assertThat(part.at("/cancels/0/cancelStatus").asText()).isEqualTo("DONE");
        assertThat(code(toss.cancel(key, "c2", ",\"cancelAmount\":3001"))).isEqualTo("403 NOT_CANCELABLE_AMOUNT");

        JsonNode rest = tree(toss.cancel(key, "c3", ""));
        assertThat(rest.path("status").asText()).isEqualTo("CANCELED");
        assertThat(rest.path("lastTransactionKey")).isEqualTo(rest.at("/cancels/1/transactionKey"));
        assertThat(toss.books().path(0).path("refunded").asText()).isEqualTo("5000");
        assertThat(code(toss.cancel(key, "c4", ""))).isEqualTo("400 ALREADY_CANCELED_PAYMENT");
    }

    @Test
    void a_cancel_needs_a_reason_and_a_paid_payment() throws IOException {
        String key = toss.begun(",\"cancelOutcome\":\"EXCEED_MAX_REFUND_DUE\"");
        assertThat(code(toss.cancel(key, "c1", ""))).isEqualTo("403 NOT_CANCELABLE_PAYMENT");
        toss.confirm(key, "k");

        assertThat(code(toss.post("/v1/payments/" + key + "/cancel", "c2", "{}")))
                .isEqualTo("400 INVALID_REQUEST");
        assertThat(code(toss.cancel(key, "c3", ",\"cancelAmount\":0"))).isEqualTo("400 INVALID_REQUEST");
        assertThat(code(toss.cancel(key, "c4", ""))).isEqualTo("403 EXCEED_MAX_REFUND_DUE");
    }

    @Test
    void a_transfer_is_paid_later_and_given_back_to_an_account() throws IOException {
        String key = toss.begun(",\"method\":\"VIRTUAL_ACCOUNT\"");
        assertThat(tree(toss.confirm(key, "k")).path("status").asText()).isEqualTo("WAITING_FOR_DEPOSIT");
        assertThat(toss.books().path(0).path("captured").asText()).isEqualTo("0");
        assertThat(toss.happen(key, "settle", "")).isEqualTo(200);
        assertThat(toss.status(key)).isEqualTo("DONE");

        assertThat(code(toss.cancel(key, "c1", ""))).isEqualTo("400 INVALID_REQUEST");
        assertThat(toss.cancel(
                                key,
                                "c2",
                                ",\"refundReceiveAccount\":{\"bank\":\"88\",\"accountNumber\":\"1\",\"holderName\":\"Kim\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_repeat_gets_the_first_answer_for_15_days() throws IOException {
        String key = toss.begun("");
        toss.confirm(key, "k");
        JsonNode first = tree(toss.cancel(key, "c", ",\"cancelAmount\":1000"));
        caller.clock.advance(Duration.ofDays(15).minusMillis(1));
        assertThat(tree(toss.cancel(key, "c", ",\"cancelAmount\":1000"))).isEqualTo(first);

        caller.clock.advance(Duration.ofMillis(1));
        toss.cancel(key, "c", ",\"cancelAmount\":1000");

        assertThat(toss.books().path(0).path("refunded").asText()).isEqualTo("2000");
    }

    @Test
    void without_a_key_money_is_given_back_twice_and_a_key_has_at_most_300_characters() throws IOException {
        String key = toss.begun("");
        toss.confirm(key, null);
        toss.cancel(key, null, ",\"cancelAmount\":1000");
        toss.cancel(key, null, ",\"cancelAmount\":1000");

        assertThat(toss.books().path(0).path("refunded").asText()).isEqualTo("2000");
        assertThat(code(toss.cancel(key, "x".repeat(301), ""))).isEqualTo("400 INVALID_IDEMPOTENCY_KEY");
        assertThat(toss.cancel(key, "x".repeat(300), "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_lost_answer_is_found_again_by_its_key() throws IOException {
        String key = toss.begun("");
        caller.fault(
                "{\"service\":\"toss\",\"kind\":\"drop-reply-after-acting\",\"operations\":[\"confirm\"],\"times\":1}");
        assertThatThrownBy(() -> toss.confirm(key, "k")).isInstanceOf(IOException.class);

        assertThat(tree(toss.confirm(key, "k")).path("status").asText()).isEqualTo("DONE");
        assertThat(toss.books()).hasSize(1);
    }

    @Test
    void of_32_equal_requests_at_once_one_gives_money_back() throws Exception {
        caller.close();
        caller = new SandboxCaller(SandboxCaller.unlimited()
                .withPayments(PaymentSettings.defaults().withProcessing(Duration.ofMillis(200))));
        toss = new TossCaller(caller);
        String key = toss.begun("");
        toss.confirm(key, "k");
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            calls.add(() -> code(toss.cancel(key, "c", ",\"cancelAmount\":1000")));
        }
        List<String> codes = new ArrayList<>();
        for (Future<String> answer : threads.invokeAll(calls)) {
            codes.add(answer.get());
        }
        threads.shutdown();

        assertThat(codes).contains("200 ", "409 IDEMPOTENT_REQUEST_PROCESSING");
        assertThat(toss.books().path(0).path("refunded").asText()).isEqualTo("1000");
    }

    @Test
    void lists_payments_and_cancels_of_a_period() throws IOException {
        String key = toss.begun("");
        toss.confirm(key, "k");
        caller.clock.advance(Duration.ofSeconds(1));
        toss.cancel(key, "c", ",\"cancelAmount\":2000");
        String period = "/v1/transactions?startDate=2025-10-01T00:00:00&endDate=2025-10-01T23:59:59";

        JsonNode all = tree(toss.get(period));

        assertThat(all).hasSize(2);
        assertThat(all.path(0).path("amount").asInt()).isEqualTo(5000);
        assertThat(all.path(0).path("orderId").asText()).isEqualTo(ORDER);
        assertThat(all.path(1).path("amount").asInt()).isEqualTo(-2000);
        assertThat(all.path(1).path("status").asText()).isEqualTo("PARTIAL_CANCELED");
        String first = all.path(0).path("transactionKey").asText();
        assertThat(tree(toss.get(period + "&startingAfter=" + first))).containsExactly(all.path(1));
        assertThat(tree(toss.get(period + "&limit=1"))).containsExactly(all.path(0));
        assertThat(tree(toss.get(period.replace("T23:59:59", "T20:59:59")))).isEmpty();
        assertThat(code(toss.get("/v1/transactions?startDate=2025-10-01"))).isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void every_change_of_a_status_is_told_without_a_signature() throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            caller.control("POST", "/payments/webhooks", "{\"target\":\"" + receiver.target() + "\"}");
            String key = toss.begun("");
            toss.confirm(key, "k");
            toss.happen(key, "refund", "{\"amount\":1000}");
            toss.cancel(key, "c", "");

            Awaitility.await().untilAsserted(() -> assertThat(receiver.events)
                    .extracting(event -> event.json().at("/data/status").asText())
                    .containsExactly("DONE", "PARTIAL_CANCELED", "CANCELED"));
            WebhookReceiver.Event event = receiver.events.get(0);
            assertThat(event.path()).isEqualTo("/hooks/toss");
            assertThat(event.json().path("eventType").asText()).isEqualTo("PAYMENT_STATUS_CHANGED");
            assertThat(event.json().path("createdAt").asText()).isEqualTo("2025-10-01T21:00:00.000000");
            assertThat(event.json().at("/data/paymentKey").asText()).isEqualTo(key);
            assertThat(event.headers().getFirst("tosspayments-webhook-transmission-id"))
                    .hasSize(36);
        }
    }

    @Test
    void a_payment_cannot_begin_without_an_order_or_with_an_unknown_outcome() throws IOException {
        for (String json : List.of(
                "{}",
                "{\"orderId\":\"no\",\"amount\":1}",
                "{\"orderId\":\"ORDER-000001\",\"amount\":0}",
                "{\"orderId\":\"ORDER-000001\",\"amount\":1,\"outcome\":\"NO\"}")) {
            assertThat(caller.control("POST", "/payments/toss", json).statusCode())
                    .as(json)
                    .isEqualTo(400);
        }
        assertThat(caller.control("POST", "/payments/paypal", "{}").statusCode())
                .isEqualTo(400);
    }
}
