package io.dropshiphub.payments.toss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.Operation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every documented error code of confirming and cancelling, by what the answer means for a payment. */
class TossCodesTest {

    private static final String ERROR = "{\"code\":\"%s\",\"message\":\"m\"}";

    private final TossGateway gateway = TossBed.gateway();

    @ParameterizedTest
    @CsvSource({
        "403, REJECT_CARD_PAYMENT",
        "403, REJECT_CARD_COMPANY",
        "403, REJECT_ACCOUNT_PAYMENT",
        "403, REJECT_TOSSPAY_INVALID_ACCOUNT",
        "400, INVALID_REJECT_CARD",
        "400, INVALID_STOPPED_CARD",
        "400, INVALID_CARD_EXPIRATION",
        "400, INVALID_CARD_NUMBER",
        "400, INVALID_CARD_LOST_OR_STOLEN",
        "403, INVALID_PASSWORD",
        "400, NOT_SUPPORTED_CARD_TYPE",
        "400, RESTRICTED_TRANSFER_ACCOUNT",
        "403, EXCEED_MAX_AUTH_COUNT",
        "400, EXCEED_MAX_DAILY_PAYMENT_COUNT",
        "400, EXCEED_MAX_PAYMENT_AMOUNT",
        "403, EXCEED_MAX_ONE_DAY_AMOUNT",
        "400, EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT",
        "400, EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT",
        "400, EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT",
        "400, EXCEED_MAX_CARD_INSTALLMENT_PLAN",
        "400, INVALID_CARD_INSTALLMENT_PLAN",
        "400, NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT",
        "400, NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN",
        "400, NOT_ALLOWED_POINT_USE",
        "400, INVALID_ACCOUNT_INFO_RE_REGISTER",
        "400, NOT_AVAILABLE_PAYMENT",
        "403, FDS_ERROR"
    })
    void a_refusal_of_the_payers_bank_is_a_decline_and_no_trouble(int status, String code) {
        assertThat(read(Operation.CHARGE, status, code)).isEqualTo(Kind.DECLINED);
    }

    @ParameterizedTest
    @CsvSource({
        // these say 400 and leave everything open
        "400, PROVIDER_ERROR",
        "400, CARD_PROCESSING_ERROR",
        "409, IDEMPOTENT_REQUEST_PROCESSING",
        "500, COMMON_ERROR",
        "500, UNKNOWN_PAYMENT_ERROR",
        "500, FAILED_INTERNAL_SYSTEM_PROCESSING",
        "500, FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING",
        "500, FAILED_REFUND_PROCESS",
        "500, FAILED_METHOD_HANDLING_CANCEL",
        "500, FAILED_PARTIAL_REFUND",
        "500, SOMETHING_NEW",
        "500, REJECT_CARD_PAYMENT",
        "409, SOMETHING_NEW"
    })
    void trouble_leaves_the_outcome_open_and_counts_in_the_breaker(int status, String code) {
        for (Operation operation : new Operation[] {Operation.CHARGE, Operation.REFUND}) {
            GatewayTrouble trouble = trouble(operation, status, ERROR.formatted(code));

            assertThat(trouble.answer().kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(trouble.answer().code()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // comes with 400 and may be this payment's own lost try: the payment tells
        "400, ALREADY_PROCESSED_PAYMENT, ALREADY_DONE",
        "400, ALREADY_COMPLETED_PAYMENT, ALREADY_DONE",
        "400, DUPLICATED_REQUEST, UNKNOWN",
        // in no table: nothing is proven
        "400, SOMETHING_NEW, UNKNOWN",
        "403, SOMETHING_NEW, UNKNOWN",
        "400, INVALID_REQUEST, INVALID",
        "400, INVALID_IDEMPOTENCY_KEY, INVALID",
        "400, BELOW_MINIMUM_AMOUNT, INVALID",
        "400, EXCEED_MAX_AMOUNT, INVALID",
        "400, DUPLICATED_ORDER_ID, INVALID",
        "400, UNAPPROVED_ORDER_ID, INVALID",
        "404, NOT_FOUND_PAYMENT_SESSION, INVALID",
        "404, NOT_FOUND_PAYMENT, INVALID",
        "401, UNAUTHORIZED_KEY, CONFIG",
        "400, INVALID_API_KEY, CONFIG",
        "403, INCORRECT_BASIC_AUTH_FORMAT, CONFIG",
        "400, INVALID_AUTHORIZE_AUTH, CONFIG",
        "403, FORBIDDEN_REQUEST, CONFIG",
        "400, API_VERSION_UPDATE_NEEDED, CONFIG",
        "400, NOT_REGISTERED_BUSINESS, CONFIG",
        "400, NOT_FOUND_TERMINAL_ID, CONFIG",
        "400, INVALID_UNREGISTERED_SUBMALL, CONFIG",
        "403, FORBIDDEN_CONSECUTIVE_REQUEST, RATE_LIMITED",
        "429, FORBIDDEN_CONSECUTIVE_REQUEST, RATE_LIMITED",
        "429, SOMETHING_NEW, RATE_LIMITED"
    })
    void every_other_error_of_a_charge_has_its_kind(int status, String code, Kind kind) {
        assertThat(read(Operation.CHARGE, status, code)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "403, NOT_CANCELABLE_AMOUNT, REFUSED",
        "403, NOT_CANCELABLE_PAYMENT, REFUSED",
        "403, NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER, REFUSED",
        "400, NOT_MATCHES_REFUNDABLE_AMOUNT, REFUSED",
        "403, EXCEED_MAX_REFUND_DUE, REFUSED",
        "403, EXCEED_CANCEL_LIMIT, REFUSED",
        "400, EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT, REFUSED",
        "403, NOT_ALLOWED_PARTIAL_REFUND, REFUSED",
        "403, NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT, REFUSED",
        "403, NOT_AVAILABLE_BANK, REFUSED",
        "400, REFUND_REJECTED, REFUSED",
        "400, FORBIDDEN_BANK_REFUND_REQUEST, REFUSED",
        "400, INVALID_REFUND_ACCOUNT_INFO, REFUSED",
        "400, INVALID_REFUND_ACCOUNT_NUMBER, REFUSED",
        "400, INVALID_BANK, REFUSED",
        "400, ALREADY_CANCELED_PAYMENT, REFUSED",
        "400, ALREADY_REFUND_PAYMENT, REFUSED",
        "400, ALREADY_REFUNDING_PAYMENT, ALREADY_DONE"
    })
    void a_refused_refund_changes_nothing_or_was_done_before(int status, String code, Kind kind) {
        assertThat(read(Operation.REFUND, status, code)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS, 404, NOT_FOUND_PAYMENT, ABSENT",
        "FIND, 404, NOT_FOUND_PAYMENT, ABSENT",
        "REFUND_STATUS, 404, NOT_FOUND_PAYMENT, ABSENT",
        "STATUS, 400, SOMETHING_NEW, INVALID"
    })
    void a_question_may_have_no_answer(Operation operation, int status, String code, Kind kind) {
        assertThat(read(operation, status, code)).isEqualTo(kind);
    }

    @Test
    void too_many_calls_say_how_long_to_wait() {
        GatewayAnswer answer = gateway.read(
                TossBed.call(Operation.CHARGE), TossBed.reply(429, "too many", Map.of("retry-after", "9")));

        assertThat(answer.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(answer.code()).isEqualTo("429");
        assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "500; <html>",
                "503;",
                "400; {}",
                "403; <html>",
                "302;",
                "200; <html>",
                "200; {\"paymentKey\":",
                "200; {}",
                "200; {\"paymentKey\":\"k\"}"
            })
    void what_cannot_be_understood_leaves_the_outcome_open(int status, String body) {
        GatewayTrouble trouble = trouble(Operation.CHARGE, status, body == null ? "" : body);

        assertThat(trouble.answer().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(trouble.answer().code()).isEqualTo("HUB-PAY-441");
    }

    private Kind read(Operation operation, int status, String code) {
        GatewayAnswer answer = gateway.read(TossBed.call(operation), TossBed.reply(status, ERROR.formatted(code)));
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).isEqualTo("m");
        return answer.kind();
    }

    private GatewayTrouble trouble(Operation operation, int status, String body) {
        return catchThrowableOfType(
                GatewayTrouble.class, () -> gateway.read(TossBed.call(operation), TossBed.reply(status, body)));
    }
}
