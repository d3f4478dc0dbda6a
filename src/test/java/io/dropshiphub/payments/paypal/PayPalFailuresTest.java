package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayPalFailuresTest {

    private final PayPalGateway gateway = PayPalBed.gateway();

    /** Every documented issue, and what it means. */
    @ParameterizedTest
    @CsvSource({
        "422, INSTRUMENT_DECLINED, DECLINED",
        "422, TRANSACTION_REFUSED, DECLINED",
        "422, PAYMENT_SOURCE_DECLINED_BY_PROCESSOR, DECLINED",
        "422, CARD_EXPIRED, DECLINED",
        "422, PAYER_CANNOT_PAY, DECLINED",
        "422, PAYER_ACCOUNT_RESTRICTED, DECLINED",
        "422, PAYER_ACCOUNT_LOCKED_OR_CLOSED, DECLINED",
        "422, COMPLIANCE_VIOLATION, DECLINED",
        "422, TRANSACTION_LIMIT_EXCEEDED, DECLINED",
        "422, DECLINED_DUE_TO_RELATED_TXN, DECLINED",
        "422, MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED, DECLINED",
        "422, ORDER_ALREADY_CAPTURED, ALREADY_DONE",
        "422, ORDER_ALREADY_AUTHORIZED, ALREADY_DONE",
        "422, AUTHORIZATION_ALREADY_CAPTURED, ALREADY_DONE",
        "422, CAPTURE_FULLY_REFUNDED, REFUSED",
        "422, PREVIOUSLY_CAPTURED, ALREADY_DONE",
        "422, PREVIOUSLY_VOIDED, ALREADY_DONE",
        "422, DUPLICATE_INVOICE_ID, INVALID",
        "422, INVALID_CURRENCY_CODE, INVALID",
        "422, DECIMAL_PRECISION, INVALID",
        "422, DECIMALS_NOT_SUPPORTED, INVALID",
        "422, AMOUNT_MISMATCH, INVALID",
        "422, CANNOT_BE_ZERO_OR_NEGATIVE, INVALID",
        "422, MAX_VALUE_EXCEEDED, INVALID",
        "400, INVALID_PARAMETER_SYNTAX, INVALID",
        "400, MISSING_REQUIRED_PARAMETER, INVALID",
        "400, PAYPAL_REQUEST_ID_REQUIRED, INVALID",
        "422, PAYEE_ACCOUNT_RESTRICTED, CONFIG",
        "422, PAYEE_ACCOUNT_LOCKED_OR_CLOSED, CONFIG",
        "422, PAYEE_BLOCKED_TRANSACTION, CONFIG",
        "403, PERMISSION_DENIED, CONFIG",
        "403, NOT_ENABLED_FOR_CARD_PROCESSING, CONFIG",
        "401, INVALID_ACCOUNT_STATUS, CONFIG",
        "422, REFUND_AMOUNT_EXCEEDED, REFUSED",
        "422, REFUND_TIME_LIMIT_EXCEEDED, REFUSED",
        "422, PARTIAL_REFUND_NOT_ALLOWED, REFUSED",
        "422, MAX_NUMBER_OF_REFUNDS_EXCEEDED, REFUSED",
        "422, REFUND_FAILED_INSUFFICIENT_FUNDS, REFUSED",
        "422, REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK, REFUSED",
        "422, REFUND_NOT_ALLOWED, REFUSED",
        "422, REFUND_AMOUNT_TOO_LOW, REFUSED",
        "422, PENDING_CAPTURE, REFUSED",
        "422, TRANSACTION_DISPUTED, REFUSED",
        "422, REFUND_CAPTURE_CURRENCY_MISMATCH, REFUSED",
        "422, AUTHORIZATION_VOIDED, REFUSED",
        "422, AUTHORIZATION_DENIED, REFUSED",
        "422, AUTHORIZATION_EXPIRED, REFUSED",
        "422, AUTH_CAPTURE_CURRENCY_MISMATCH, REFUSED",
        "422, MAX_CAPTURE_COUNT_EXCEEDED, REFUSED",
        "422, MAX_CAPTURE_AMOUNT_EXCEEDED, REFUSED",
        "422, CANNOT_BE_VOIDED, REFUSED",
        "422, AN_ISSUE_OF_LATER, REFUSED",
        "400, AN_ISSUE_OF_LATER, INVALID",
        "404, INVALID_RESOURCE_ID, REFUSED"
    })
    void every_documented_issue_has_its_meaning(int status, String issue, Kind kind) {
        GatewayAnswer answer = read(Operation.REFUND, status, PayPalBed.refusal("NAME", issue));

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.code()).isEqualTo(issue);
        assertThat(answer.message()).isEqualTo("PayPal: Words about it. (debug id 90957fca61718)");
    }

    @Test
    void the_issue_decides_and_not_the_status_it_comes_with() {
        assertThat(read(Operation.CHARGE, 400, PayPalBed.refusal("INVALID_REQUEST", "INSTRUMENT_DECLINED"))
                        .kind())
                .isEqualTo(Kind.DECLINED);
        assertThat(read(Operation.CHARGE, 403, PayPalBed.refusal("NOT_AUTHORIZED", "PAYER_CANNOT_PAY"))
                        .kind())
                .isEqualTo(Kind.DECLINED);
    }

    @Test
    void of_several_issues_the_one_that_the_hub_knows_counts() {
        String body = "{\"name\":\"UNPROCESSABLE_ENTITY\",\"message\":\"No.\",\"details\":[{\"issue\":\"SOMETHING\"},"
                + "{\"issue\":\"INSTRUMENT_DECLINED\",\"description\":\"Declined.\"}]}";

        GatewayAnswer answer = read(Operation.CHARGE, 422, body);

        assertThat(answer.kind()).isEqualTo(Kind.DECLINED);
        assertThat(answer.code()).isEqualTo("INSTRUMENT_DECLINED");
        assertThat(answer.message()).isEqualTo("PayPal: Declined.");
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION_FAILURE, CONFIG",
        "403, NOT_AUTHORIZED, CONFIG",
        "400, INVALID_REQUEST, INVALID",
        "415, UNSUPPORTED_MEDIA_TYPE, INVALID",
        "422, UNPROCESSABLE_ENTITY, REFUSED"
    })
    void without_an_issue_the_status_says_it(int status, String name, Kind kind) {
        GatewayAnswer answer = read(Operation.CHARGE, status, "{\"name\":\"" + name + "\"}");

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.code()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"STATUS, ABSENT", "REFUND_STATUS, ABSENT", "CAPTURE, REFUSED", "VOID, REFUSED"})
    void what_is_not_there_is_absent_to_who_asks_and_refused_to_who_acts(Operation operation, Kind kind) {
        assertThat(read(operation, 404, PayPalBed.refusal("RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID"))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void an_order_that_has_expired_ends_the_payment() {
        GatewayAnswer answer = read(Operation.CONFIRM, 422, PayPalBed.refusal("UNPROCESSABLE_ENTITY", "ORDER_EXPIRED"));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.payment().status()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"409, PREVIOUS_REQUEST_IN_PROGRESS", "422, ORDER_COMPLETION_IN_PROGRESS", "409, SOMETHING_ELSE"})
    void a_request_that_is_still_at_work_is_trouble_whose_end_is_unknown(int status, String issue) {
        trouble(status, PayPalBed.refusal("RESOURCE_CONFLICT", issue));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408, 302})
    void an_outage_is_trouble_whose_end_is_unknown(int status) {
        trouble(status, PayPalBed.refusal("INTERNAL_SERVER_ERROR", "INSTRUMENT_DECLINED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"id\":\"ORD", "[]", "{\"status\":\"COMPLETED\"}"})
    void a_success_that_cannot_be_read_is_trouble_whose_end_is_unknown(String body) {
        trouble(201, body);
    }

    @ParameterizedTest
    @CsvSource({"7, PT7S", "'Sat, 21 Nov 2026 12:01:30 GMT', PT1M30S", ", PT30S", "soon, PT30S"})
    void too_many_calls_wait_as_long_as_paypal_says_or_half_a_minute(String header, Duration wait) {
        GatewayAnswer answer = gateway.read(
                PayPalBed.call(Operation.CAPTURE),
                PayPalBed.reply(
                        429,
                        "{\"name\":\"RATE_LIMIT_REACHED\",\"message\":\"Too many.\"}",
                        header == null ? Map.of() : Map.of("retry-after", header)));

        assertThat(answer.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(answer.code()).isEqualTo("RATE_LIMIT_REACHED");
        assertThat(answer.retryAfter()).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAYER_ACTION_REQUIRED", "ORDER_NOT_APPROVED", "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING"})
    void a_payer_who_is_wanted_can_come_back_to_a_known_order(String issue) {
        String body = PayPalBed.refusal("UNPROCESSABLE_ENTITY", issue)
                .replaceFirst(
                        "\\{",
                        "{\"links\":[{\"rel\":\"payer-action\",\"href\":\"https://www.paypal.com/checkoutnow?token=5O\"}],");

        GatewayAnswer answer = gateway.read(
                PayPalBed.pay(Operation.CHARGE, "order:5O190127TN364715T", null), PayPalBed.reply(422, body));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.code()).isEqualTo(issue);
        assertThat(answer.payment().status()).isEqualTo(PaymentStatus.REQUIRES_ACTION);
        assertThat(answer.payment().references()).isEqualTo(References.of("order", "5O190127TN364715T"));
        assertThat(answer.payment().actionUrl()).isEqualTo("https://www.paypal.com/checkoutnow?token=5O");
    }

    @Test
    void a_payer_who_is_wanted_without_an_order_to_approve_has_not_paid() {
        GatewayAnswer answer = gateway.read(
                PayPalBed.pay(Operation.CHARGE, "vault:w-1", null),
                PayPalBed.reply(422, PayPalBed.refusal("UNPROCESSABLE_ENTITY", "PAYER_ACTION_REQUIRED")));

        assertThat(answer.kind()).isEqualTo(Kind.DECLINED);
    }

    @Test
    void an_order_that_was_captured_before_can_be_read() {
        GatewayAnswer answer = gateway.read(
                PayPalBed.pay(Operation.CHARGE, "order:5O190127TN364715T", null),
                PayPalBed.reply(422, PayPalBed.refusal("UNPROCESSABLE_ENTITY", "ORDER_ALREADY_CAPTURED")));

        assertThat(answer.kind()).isEqualTo(Kind.ALREADY_DONE);
        assertThat(answer.payment().references().get("order")).isEqualTo("5O190127TN364715T");
    }

    @Test
    void the_value_that_was_wrong_is_not_repeated() {
        assertThat(read(Operation.CHARGE, 400, PayPalBed.refusal("INVALID_REQUEST", "INVALID_PARAMETER_VALUE"))
                        .toString())
                .doesNotContain("8kk8451t");
    }

    private GatewayAnswer read(Operation operation, int status, String body) {
        return gateway.read(PayPalBed.call(operation), PayPalBed.reply(status, body));
    }

    private void trouble(int status, String body) {
        GatewayCall call = PayPalBed.pay(Operation.CHARGE, "vault:w-1", null);
        assertThatThrownBy(() -> gateway.read(call, PayPalBed.reply(status, body)))
                .isInstanceOfSatisfying(
                        GatewayTrouble.class,
                        trouble -> assertThat(trouble.answer().kind()).isEqualTo(Kind.UNKNOWN));
    }
}
