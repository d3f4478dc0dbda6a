package io.dropshiphub.payments.square;

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

/** Every documented error code, by what the answer means for a payment. */
class SquareCodesTest {

    private static final String ERROR = "{\"errors\":[{\"category\":\"%s\",\"code\":\"%s\",\"detail\":\"d\"}]}";

    private final SquareGateway gateway = SquareBed.gateway();

    @ParameterizedTest
    @CsvSource({
        "GENERIC_DECLINE",
        "CARD_DECLINED",
        "CARD_DECLINED_CALL_ISSUER",
        "CARD_DECLINED_VERIFICATION_REQUIRED",
        "CVV_FAILURE",
        "ADDRESS_VERIFICATION_FAILURE",
        "CARD_EXPIRED",
        "EXPIRATION_FAILURE",
        "INVALID_EXPIRATION",
        "INSUFFICIENT_FUNDS",
        "PAN_FAILURE",
        "INVALID_ACCOUNT",
        "CARD_NOT_SUPPORTED",
        "TRANSACTION_LIMIT",
        "VOICE_FAILURE",
        "INVALID_PIN",
        "ALLOWABLE_PIN_TRIES_EXCEEDED",
        "CARDHOLDER_INSUFFICIENT_PERMISSIONS"
    })
    void a_refused_card_is_a_decline_and_no_trouble(String code) {
        assertThat(read(Operation.CHARGE, 400, "PAYMENT_METHOD_ERROR", code)).isEqualTo(Kind.DECLINED);
        assertThat(read(Operation.CHARGE, 402, "PAYMENT_METHOD_ERROR", code)).isEqualTo(Kind.DECLINED);
    }

    @ParameterizedTest
    @CsvSource({
        "400, PAYMENT_METHOD_ERROR, TEMPORARY_ERROR",
        "408, API_ERROR, REQUEST_TIMEOUT",
        "409, INVALID_REQUEST_ERROR, CONFLICT",
        "500, API_ERROR, INTERNAL_SERVER_ERROR",
        "502, API_ERROR, BAD_GATEWAY",
        "503, API_ERROR, SERVICE_UNAVAILABLE",
        "504, API_ERROR, GATEWAY_TIMEOUT",
        "500, API_ERROR, SOMETHING_NEW",
        "409, INVALID_REQUEST_ERROR, SOMETHING_NEW"
    })
    void trouble_leaves_the_outcome_open_and_counts_in_the_breaker(int status, String category, String code) {
        for (Operation operation : new Operation[] {Operation.CHARGE, Operation.REFUND, Operation.STATUS}) {
            GatewayTrouble trouble = trouble(operation, status, ERROR.formatted(category, code));

            assertThat(trouble.answer().kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(trouble.answer().code()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST_ERROR, INVALID_VALUE, INVALID",
        "400, INVALID_REQUEST_ERROR, INVALID_CARD_DATA, INVALID",
        "400, INVALID_REQUEST_ERROR, EXPECTED_INTEGER, INVALID",
        "400, INVALID_REQUEST_ERROR, UNSUPPORTED_CURRENCY, INVALID",
        "400, INVALID_REQUEST_ERROR, CURRENCY_MISMATCH, INVALID",
        "400, PAYMENT_METHOD_ERROR, PAYMENT_LIMIT_EXCEEDED, INVALID",
        "400, INVALID_REQUEST_ERROR, IDEMPOTENCY_KEY_REUSED, INVALID",
        "400, INVALID_REQUEST_ERROR, SOMETHING_NEW, INVALID",
        "404, INVALID_REQUEST_ERROR, NOT_FOUND, INVALID",
        // another token is needed, and this one may have been used by a try whose answer was lost
        "400, PAYMENT_METHOD_ERROR, CARD_TOKEN_EXPIRED, REFUSED",
        "400, PAYMENT_METHOD_ERROR, CARD_TOKEN_USED, REFUSED",
        "400, PAYMENT_METHOD_ERROR, SOURCE_EXPIRED, REFUSED",
        "401, AUTHENTICATION_ERROR, UNAUTHORIZED, CONFIG",
        "401, AUTHENTICATION_ERROR, ACCESS_TOKEN_EXPIRED, CONFIG",
        "401, AUTHENTICATION_ERROR, ACCESS_TOKEN_REVOKED, CONFIG",
        "401, AUTHENTICATION_ERROR, CLIENT_DISABLED, CONFIG",
        "403, AUTHENTICATION_ERROR, FORBIDDEN, CONFIG",
        "403, AUTHENTICATION_ERROR, INSUFFICIENT_SCOPES, CONFIG",
        "403, AUTHENTICATION_ERROR, SOMETHING_NEW, CONFIG",
        "400, INVALID_REQUEST_ERROR, API_VERSION_INCOMPATIBLE, CONFIG",
        "400, INVALID_REQUEST_ERROR, INVALID_SQUARE_VERSION_FORMAT, CONFIG",
        "429, RATE_LIMIT_ERROR, RATE_LIMITED, RATE_LIMITED",
        "429, API_ERROR, SOMETHING_NEW, RATE_LIMITED",
        // not in the table: nothing is proven, and a new word for a refused card is no trouble at Square
        "400, PAYMENT_METHOD_ERROR, SOMETHING_NEW, UNKNOWN",
    })
    void every_other_error_of_a_charge_has_its_kind(int status, String category, String code, Kind kind) {
        assertThat(read(Operation.CHARGE, status, category, code)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUND_AMOUNT_INVALID",
        "REFUND_ALREADY_PENDING",
        "PAYMENT_NOT_REFUNDABLE",
        "PAYMENT_NOT_REFUNDABLE_DUE_TO_DISPUTE",
        "REFUND_ERROR_PAYMENT_NEEDS_COMPLETION",
        "REFUND_DECLINED",
        "SOMETHING_NEW"
    })
    void a_refused_refund_changes_nothing(String code) {
        assertThat(read(Operation.REFUND, 400, "REFUND_ERROR", code)).isEqualTo(Kind.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "CAPTURE, DELAYED_TRANSACTION_CAPTURED, ALREADY_DONE",
        "CAPTURE, DELAYED_TRANSACTION_CANCELED, REFUSED",
        "CAPTURE, DELAYED_TRANSACTION_EXPIRED, REFUSED",
        "CAPTURE, DELAYED_TRANSACTION_FAILED, REFUSED",
        "CAPTURE, BAD_REQUEST, ALREADY_DONE",
        "VOID, DELAYED_TRANSACTION_CAPTURED, REFUSED",
        "VOID, DELAYED_TRANSACTION_CANCELED, ALREADY_DONE",
        "VOID, DELAYED_TRANSACTION_EXPIRED, ALREADY_DONE",
        "VOID, BAD_REQUEST, ALREADY_DONE",
        "CHARGE, BAD_REQUEST, INVALID",
        "STATUS, NOT_FOUND, ABSENT",
        "REFUND_STATUS, NOT_FOUND, ABSENT"
    })
    void what_a_payment_has_become_already_is_read(Operation operation, String code, Kind kind) {
        assertThat(read(operation, 400, "INVALID_REQUEST_ERROR", code)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "retry-after; 7; 7",
                "retry-after; Sat, 21 Nov 2026 12:00:30 GMT; 30",
                "x-ratelimit-reset; 1795262420; 20",
                "x-ratelimit-reset; 1; 0",
                "x-ratelimit-reset; soon;",
                "other; 7;"
            })
    void too_many_calls_say_how_long_to_wait(String header, String value, Integer seconds) {
        GatewayAnswer answer = gateway.read(
                SquareBed.call(Operation.CHARGE),
                SquareBed.reply(429, ERROR.formatted("RATE_LIMIT_ERROR", "RATE_LIMITED"), Map.of(header, value)));

        assertThat(answer.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(answer.retryAfter()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void the_limit_of_something_in_front_of_square_is_a_limit_too() {
        GatewayAnswer answer = gateway.read(
                SquareBed.call(Operation.CHARGE), SquareBed.reply(429, "<html>", Map.of("retry-after", "3")));

        assertThat(answer.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(answer.code()).isEqualTo("429");
        assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "500; <html>",
                "503;",
                "400; {}",
                "401; <html>",
                "302;",
                "200; <html>",
                "200; {\"payment\":",
                "200; {}",
                "200; {\"payment\":{\"status\":\"COMPLETED\"}}"
            })
    void what_cannot_be_understood_leaves_the_outcome_open(int status, String body) {
        GatewayTrouble trouble = trouble(Operation.CHARGE, status, body == null ? "" : body);

        assertThat(trouble.answer().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(trouble.answer().code()).isEqualTo("HUB-PAY-432");
    }

    private Kind read(Operation operation, int status, String category, String code) {
        GatewayAnswer answer =
                gateway.read(SquareBed.call(operation), SquareBed.reply(status, ERROR.formatted(category, code)));
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).isEqualTo("d");
        return answer.kind();
    }

    private GatewayTrouble trouble(Operation operation, int status, String body) {
        return catchThrowableOfType(
                GatewayTrouble.class, () -> gateway.read(SquareBed.call(operation), SquareBed.reply(status, body)));
    }
}
