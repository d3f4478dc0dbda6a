package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.PayPalCaller.AUTHORIZATIONS;
import static io.dropshiphub.sandbox.PayPalCaller.CAPTURES;
import static io.dropshiphub.sandbox.PayPalCaller.authorization;
import static io.dropshiphub.sandbox.PayPalCaller.capture;
import static io.dropshiphub.sandbox.PayPalCaller.issue;
import static io.dropshiphub.sandbox.PayPalCaller.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated PayPal's authorizations, captures, refunds and search. */
class PayPalPaymentsSandboxTest {

    private static final String FIVE = "{\"amount\":{\"currency_code\":\"USD\",\"value\":\"5.00\"}%s}";

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

    private String authorized(String vaultId) throws IOException {
        return authorization(paypal.created("auth", order("AUTHORIZE", vaultId)))
                .path("id")
                .asText();
    }

    private String captured(String vaultId) throws IOException {
        return capture(paypal.created("charge", order("CAPTURE", vaultId)))
                .path("id")
                .asText();
    }

    private String status(String path) throws IOException {
        return SandboxCaller.tree(paypal.get(path)).path("status").asText();
    }

    @Test
    void an_authorization_holds_the_money_until_it_is_captured() throws IOException {
        String id = authorized("any");
        assertThat(paypal.booked().path("authorized").asText()).isEqualTo("10.99");

        HttpResponse<byte[]> all = paypal.post(AUTHORIZATIONS + id + "/capture", "c", "{}");

        assertThat(all.statusCode()).isEqualTo(201);
        assertThat(SandboxCaller.tree(all).at("/amount/value").asText()).isEqualTo("10.99");
        assertThat(SandboxCaller.tree(all)
                        .at("/supplementary_data/related_ids/authorization_id")
                        .asText())
                .isEqualTo(id);
        assertThat(status(AUTHORIZATIONS + id)).isEqualTo("CAPTURED");
        assertThat(paypal.booked().path("captured").asText()).isEqualTo("10.99");
        assertThat(paypal.booked().path("authorized").asText()).isEqualTo("0");
        assertThat(issue(paypal.post(AUTHORIZATIONS + id + "/capture", "d", "{}")))
                .isEqualTo("422 AUTHORIZATION_ALREADY_CAPTURED");
        assertThat(issue(paypal.post(AUTHORIZATIONS + id + "/void", "v", "{}"))).isEqualTo("422 PREVIOUSLY_CAPTURED");
    }

    @Test
    void a_part_is_captured_and_the_rest_let_go() throws IOException {
        String id = authorized("any");
        paypal.post(AUTHORIZATIONS + id + "/capture", "c", FIVE.formatted(""));
        assertThat(status(AUTHORIZATIONS + id)).isEqualTo("PARTIALLY_CAPTURED");
        assertThat(paypal.booked().path("authorized").asText()).isEqualTo("5.99");

        assertThat(paypal.post(AUTHORIZATIONS + id + "/void", "v", "{}").statusCode())
                .isEqualTo(200);

        assertThat(paypal.booked().path("authorized").asText()).isEqualTo("0");
        assertThat(paypal.booked().path("captured").asText()).isEqualTo("5.00");
        assertThat(issue(paypal.post(AUTHORIZATIONS + id + "/capture", "d", "{}")))
                .isEqualTo("422 AUTHORIZATION_VOIDED");
        assertThat(issue(paypal.post(AUTHORIZATIONS + id + "/void", "w", "{}"))).isEqualTo("422 PREVIOUSLY_VOIDED");
    }

    @Test
    void the_last_capture_lets_the_rest_go() throws IOException {
        String id = authorized("any");
        paypal.post(AUTHORIZATIONS + id + "/capture", "c", FIVE.formatted(",\"final_capture\":true"));

        assertThat(status(AUTHORIZATIONS + id)).isEqualTo("CAPTURED");
        assertThat(paypal.booked().path("authorized").asText()).isEqualTo("0");
    }

    @Test
    void a_void_is_answered_without_a_word_unless_everything_is_wished() throws IOException {
        String id = authorized("any");

        HttpResponse<byte[]> response = caller.send(paypal.request(AUTHORIZATIONS + id + "/void")
                .setHeader("Prefer", "return=minimal")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "USD, 12.64, 422 MAX_CAPTURE_AMOUNT_EXCEEDED",
        "EUR, 5.00, 422 AUTH_CAPTURE_CURRENCY_MISMATCH",
        "USD, 5.001, 422 DECIMAL_PRECISION",
        "USD, 0, 422 CANNOT_BE_ZERO_OR_NEGATIVE"
    })
    void refuses_to_capture(String currency, String value, String expected) throws IOException {
        String json = FIVE.formatted("").replace("USD", currency).replace("5.00", value);

        assertThat(issue(paypal.post(AUTHORIZATIONS + authorized("any") + "/capture", "c", json)))
                .isEqualTo(expected);
    }

    @Test
    void an_authorization_lapses_after_29_days() throws IOException {
        String id = authorized("any");
        caller.clock.advance(Duration.ofDays(29));
        paypal.renew();

        assertThat(issue(paypal.post(AUTHORIZATIONS + id + "/capture", "c", "{}")))
                .isEqualTo("422 AUTHORIZATION_EXPIRED");
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox-declined, DENIED, 422 AUTHORIZATION_DENIED",
        "sandbox-pending, PENDING, 422 TRANSACTION_REFUSED",
        "sandbox-capture-payer-cannot-pay, CREATED, 422 PAYER_CANNOT_PAY"
    })
    void what_is_not_held_cannot_be_captured(String vaultId, String status, String expected) throws IOException {
        String id = authorized(vaultId);

        assertThat(status(AUTHORIZATIONS + id)).isEqualTo(status);
        assertThat(issue(paypal.post(AUTHORIZATIONS + id + "/capture", "c", "{}")))
                .isEqualTo(expected);
        assertThat(paypal.booked().path("captured").asText()).isEqualTo("0");
    }

    @Test
    void refunds_a_part_and_then_the_rest() throws IOException {
        String id = captured("any");
        HttpResponse<byte[]> part = paypal.post(CAPTURES + id + "/refund", "r1", FIVE.formatted(""));
        assertThat(part.statusCode()).isEqualTo(201);
        assertThat(status(CAPTURES + id)).isEqualTo("PARTIALLY_REFUNDED");
        String refund = SandboxCaller.tree(part).path("id").asText();
        assertThat(status("/v2/payments/refunds/" + refund)).isEqualTo("COMPLETED");

        HttpResponse<byte[]> rest = paypal.post(CAPTURES + id + "/refund", "r2", "");

        assertThat(SandboxCaller.tree(rest).at("/amount/value").asText()).isEqualTo("5.99");
        assertThat(SandboxCaller.tree(rest)
                        .at("/seller_payable_breakdown/total_refunded_amount/value")
                        .asText())
                .isEqualTo("10.99");
        assertThat(status(CAPTURES + id)).isEqualTo("REFUNDED");
        assertThat(paypal.booked().path("refunded").asText()).isEqualTo("10.99");
        assertThat(issue(paypal.post(CAPTURES + id + "/refund", "r3", ""))).isEqualTo("422 CAPTURE_FULLY_REFUNDED");
    }

    @ParameterizedTest
    @CsvSource({
        "any, USD, 11.00, 422 REFUND_AMOUNT_EXCEEDED",
        "any, EUR, 5.00, 422 REFUND_CAPTURE_CURRENCY_MISMATCH",
        "sandbox-pending, USD, 5.00, 422 PENDING_CAPTURE",
        "sandbox-declined, USD, 5.00, 422 REFUND_NOT_ALLOWED",
        "sandbox-refund-transaction-disputed, USD, 5.00, 422 TRANSACTION_DISPUTED"
    })
    void refuses_to_refund(String vaultId, String currency, String value, String expected) throws IOException {
        String json = FIVE.formatted("").replace("USD", currency).replace("5.00", value);

        assertThat(issue(paypal.post(CAPTURES + captured(vaultId) + "/refund", "r", json)))
                .isEqualTo(expected);
    }

    @Test
    void a_refund_comes_too_late_after_180_days() throws IOException {
        String id = captured("any");
        caller.clock.advance(Duration.ofDays(180));
        paypal.renew();

        assertThat(issue(paypal.post(CAPTURES + id + "/refund", "r", ""))).isEqualTo("422 REFUND_TIME_LIMIT_EXCEEDED");
    }

    @Test
    void what_is_pending_comes_to_an_end() throws IOException {
        String good = captured("sandbox-pending");
        assertThat(SandboxCaller.tree(paypal.get(CAPTURES + good))
                        .at("/status_details/reason")
                        .asText())
                .isEqualTo("PENDING_REVIEW");
        paypal.happen(good, "settle", "");
        assertThat(status(CAPTURES + good)).isEqualTo("COMPLETED");
        assertThat(paypal.booked().path("captured").asText()).isEqualTo("10.99");

        String bad = capture(paypal.created("other", order("CAPTURE", "sandbox-pending")))
                .path("id")
                .asText();
        paypal.happen(bad, "fail", "");
        assertThat(status(CAPTURES + bad)).isEqualTo("DECLINED");
    }

    @Test
    void a_pending_refund_that_fails_gives_nothing_back() throws IOException {
        String id = captured("sandbox-refund-pending");
        HttpResponse<byte[]> refund = paypal.post(CAPTURES + id + "/refund", "r", "");
        assertThat(SandboxCaller.tree(refund).path("status").asText()).isEqualTo("PENDING");
        assertThat(paypal.booked().path("refunded").asText()).isEqualTo("10.99");

        paypal.happen(SandboxCaller.tree(refund).path("id").asText(), "fail", "");

        assertThat(status(CAPTURES + id)).isEqualTo("COMPLETED");
        assertThat(paypal.booked().path("refunded").asText()).isEqualTo("0");
    }

    @Test
    void the_merchant_can_refund_in_paypals_own_pages() throws IOException {
        String id = captured("any");
        paypal.happen(id, "refund", "{\"amount\":\"5.00\"}");

        assertThat(status(CAPTURES + id)).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(caller.control("POST", "/payments/paypal/" + id + "/refund", "{\"amount\":\"5.999\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void an_id_of_another_kind_is_not_found() throws IOException {
        String id = captured("any");

        assertThat(issue(paypal.get(AUTHORIZATIONS + id))).isEqualTo("404 INVALID_RESOURCE_ID");
        assertThat(issue(paypal.get(PayPalCaller.ORDERS + "/" + id))).isEqualTo("404 INVALID_RESOURCE_ID");
        assertThat(issue(paypal.get(CAPTURES + "NONE"))).isEqualTo("404 INVALID_RESOURCE_ID");
    }

    @Test
    void the_search_lists_captures_and_refunds_once_they_are_known() throws IOException {
        String id = captured("any");
        caller.clock.advance(Duration.ofSeconds(1));
        paypal.post(CAPTURES + id + "/refund", "r", FIVE.formatted(""));
        String period = "/v1/reporting/transactions?start_date=2025-10-01T00:00:00Z&end_date=2025-10-31T00:00:00Z";
        assertThat(SandboxCaller.tree(paypal.get(period)).path("total_items").asInt())
                .isZero();

        caller.clock.advance(Duration.ofSeconds(2));
        JsonNode found = SandboxCaller.tree(paypal.get(period));

        assertThat(found.path("total_items").asInt()).isEqualTo(2);
        JsonNode payment = found.at("/transaction_details/0/transaction_info");
        assertThat(payment.path("transaction_id").asText()).isEqualTo(id);
        assertThat(payment.path("custom_field").asText()).isEqualTo("O-1");
        assertThat(payment.at("/transaction_amount/value").asText()).isEqualTo("10.99");
        assertThat(payment.path("transaction_status").asText()).isEqualTo("S");
        JsonNode refund = found.at("/transaction_details/1/transaction_info");
        assertThat(refund.at("/transaction_amount/value").asText()).isEqualTo("-5.00");
        assertThat(refund.path("paypal_reference_id").asText()).isEqualTo(id);

        JsonNode second = SandboxCaller.tree(paypal.get(period + "&page_size=1&page=2"));
        assertThat(second.path("total_pages").asInt()).isEqualTo(2);
        assertThat(second.at("/transaction_details/0/transaction_info")).isEqualTo(refund);
    }

    @ParameterizedTest
    @CsvSource({
        "end_date=2025-10-31T00:00:00Z, 400 MISSING_REQUIRED_PARAMETER",
        "start_date=2025-10-01&end_date=2025-10-31T00:00:00Z, 400 INVALID_PARAMETER_SYNTAX",
        "start_date=2025-10-01T00:00:00Z&end_date=2025-11-02T00:00:00Z, 400 INVALID_PARAMETER_VALUE",
        "start_date=2025-10-01T00:00:00Z&end_date=2025-10-02T00:00:00Z&page_size=501, 400 INVALID_PARAMETER_VALUE"
    })
    void the_search_wants_a_period_of_at_most_31_days(String query, String expected) throws IOException {
        assertThat(issue(paypal.get("/v1/reporting/transactions?" + query))).isEqualTo(expected);
    }
}
