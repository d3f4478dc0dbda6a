package io.dropshiphub.payments.stripe;

import static io.dropshiphub.payments.stripe.StripeBed.call;
import static io.dropshiphub.payments.stripe.StripeBed.intent;
import static io.dropshiphub.payments.stripe.StripeBed.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayBed;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeRefusalsTest {

    /** Every code that is documented for payments, as Stripe sends it, and what it means for a charge. */
    @ParameterizedTest
    @CsvSource({
        "402, card_error, card_declined, generic_decline, DECLINED",
        "402, card_error, card_declined, insufficient_funds, DECLINED",
        "402, card_error, card_declined, lost_card, DECLINED",
        "402, card_error, card_declined, stolen_card, DECLINED",
        "402, card_error, card_declined, fraudulent, DECLINED",
        "402, card_error, card_declined, do_not_honor, DECLINED",
        "402, card_error, card_declined, card_velocity_exceeded, DECLINED",
        "402, card_error, card_declined, a_new_reason, DECLINED",
        "402, card_error, expired_card, , DECLINED",
        "402, card_error, incorrect_cvc, , DECLINED",
        "402, card_error, incorrect_number, , DECLINED",
        "402, card_error, invalid_cvc, , DECLINED",
        "402, card_error, invalid_expiry_month, , DECLINED",
        "402, card_error, invalid_expiry_year, , DECLINED",
        "402, card_error, payment_method_provider_decline, , DECLINED",
        "402, card_error, payment_method_customer_decline, , DECLINED",
        "402, card_error, card_decline_rate_limit_exceeded, , DECLINED",
        "402, card_error, processing_error, , DECLINED",
        "402, card_error, a_new_code, , DECLINED",
        "402, card_error, authentication_required, , DONE",
        "402, card_error, payment_intent_action_required, , DONE",
        "429, rate_limit_error, rate_limit, , RATE_LIMITED",
        "429, invalid_request_error, , , RATE_LIMITED",
        "400, invalid_request_error, parameter_missing, , INVALID",
        "400, invalid_request_error, parameter_unknown, , INVALID",
        "400, invalid_request_error, parameter_invalid_integer, , INVALID",
        "400, invalid_request_error, amount_too_small, , INVALID",
        "400, invalid_request_error, amount_too_large, , INVALID",
        "400, invalid_request_error, , , INVALID",
        "404, invalid_request_error, resource_missing, , INVALID",
        "401, invalid_request_error, , , CONFIG",
        "403, invalid_request_error, , , CONFIG"
    })
    void every_documented_code_of_a_charge_has_its_meaning(
            int status, String type, String code, String decline, Kind kind) {
        GatewayAnswer answer = read(Operation.CHARGE, status, error(type, code, decline, ""));

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.code()).isEqualTo(decline != null ? decline : code != null ? code : type);
    }

    @ParameterizedTest
    @CsvSource({
        "409, invalid_request_error, idempotency_key_in_use",
        "409, invalid_request_error,",
        "429, invalid_request_error, lock_timeout",
        "424, api_error,",
        "408, invalid_request_error,",
        "400, idempotency_error,"
    })
    void what_may_have_been_carried_out_is_trouble(int status, String type, String code) {
        trouble(status, error(type, code, null, ""), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "CAPTURE, 400, charge_already_captured, ALREADY_DONE",
        "REFUND, 400, charge_already_refunded, REFUSED",
        "REFUND, 400, charge_disputed, REFUSED",
        "CAPTURE, 400, payment_intent_unexpected_state, REFUSED",
        "VOID, 400, payment_intent_unexpected_state, REFUSED",
        "REFUND, 404, resource_missing, REFUSED",
        "CAPTURE, 402, card_declined, REFUSED",
        "REFUND, 400, , INVALID",
        "STATUS, 404, resource_missing, ABSENT",
        "REFUND_STATUS, 404, resource_missing, ABSENT"
    })
    void what_a_payment_does_not_take_any_more_is_refused(Operation operation, int status, String code, Kind kind) {
        assertThat(read(operation, status, error("invalid_request_error", code, null, ""))
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "CAPTURE, succeeded, ALREADY_DONE",
        "CAPTURE, canceled, REFUSED",
        "VOID, canceled, ALREADY_DONE",
        "VOID, succeeded, REFUSED",
        "CONFIRM, succeeded, ALREADY_DONE",
        "CONFIRM, requires_capture, ALREADY_DONE",
        "CONFIRM, processing, ALREADY_DONE",
        "CONFIRM, canceled, REFUSED"
    })
    void a_payment_that_already_is_what_it_was_to_become_is_done(Operation operation, String state, Kind kind) {
        GatewayAnswer answer = read(
                operation,
                400,
                error(
                        "invalid_request_error",
                        "payment_intent_unexpected_state",
                        null,
                        ", \"payment_intent\": " + intent(state, "")));

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.payment().nativeStatus()).isEqualTo(state);
    }

    @Test
    void a_payer_who_has_to_prove_who_they_are_can_do_so_while_the_intent_waits() {
        GatewayAnswer waiting = read(
                Operation.CHARGE,
                402,
                error(
                        "card_error",
                        "payment_intent_action_required",
                        null,
                        ", \"payment_intent\": " + intent("requires_action", "")));
        GatewayAnswer back = read(
                Operation.CHARGE,
                402,
                error(
                        "card_error",
                        "authentication_required",
                        null,
                        ", \"payment_intent\": "
                                + intent(
                                        "requires_payment_method",
                                        "\"last_payment_error\": {\"code\": \"authentication_required\"}")));

        assertThat(waiting.kind()).isEqualTo(Kind.DONE);
        assertThat(waiting.payment().status()).isEqualTo(PaymentStatus.REQUIRES_ACTION);
        assertThat(back.kind()).isEqualTo(Kind.DECLINED);
        assertThat(back.code()).isEqualTo("authentication_required");
    }

    @Test
    void a_card_that_was_declined_too_often_rests_for_a_day() {
        assertThat(read(Operation.CHARGE, 402, error("card_error", "card_decline_rate_limit_exceeded", null, ""))
                        .retryAfter())
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void too_many_calls_are_repeated_when_stripe_says() {
        String inHalfAMinute = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                GatewayBed.CLOCK.instant().plusSeconds(30).atZone(ZoneOffset.UTC));

        assertWait("7", Duration.ofSeconds(7));
        assertWait(inHalfAMinute, Duration.ofSeconds(30));
    }

    private static void assertWait(String header, Duration wait) {
        GatewayAnswer answer = StripeBed.gateway()
                .read(
                        call(Operation.CHARGE),
                        reply(
                                429,
                                error("rate_limit_error", "rate_limit", null, ""),
                                Map.of("retry-after", header, "stripe-should-retry", "true")));

        assertThat(answer.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(answer.retryAfter()).isEqualTo(wait);
    }

    @Test
    void what_stripe_wants_to_have_again_may_have_been_carried_out_but_a_decline_has_ended() {
        Map<String, String> again = Map.of("stripe-should-retry", "true");

        trouble(400, error("invalid_request_error", null, null, ""), again);
        assertThat(StripeBed.gateway()
                        .read(
                                call(Operation.CHARGE),
                                reply(402, error("card_error", "processing_error", null, ""), again))
                        .kind())
                .isEqualTo(Kind.DECLINED);
        // it would not help, and still says nothing about what has happened
        trouble(500, error("api_error", null, null, ""), Map.of("stripe-should-retry", "false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_test_4eC39HqLyjWDarjtT1zdp7dc", "rk_live_****************zdp7", "sk_live_abc"})
    void a_key_in_a_message_is_not_passed_on(String key) {
        GatewayAnswer answer = read(
                Operation.CHARGE,
                401,
                "{\"error\": {\"type\": \"invalid_request_error\", \"message\": \"Invalid API Key provided: " + key
                        + "\"}}");

        assertThat(answer.message()).isEqualTo("Invalid API Key provided: (key)");
    }

    private static GatewayAnswer read(Operation operation, int status, String body) {
        return StripeBed.gateway().read(call(operation), reply(status, body));
    }

    private static void trouble(int status, String body, Map<String, String> headers) {
        assertThatThrownBy(() -> StripeBed.gateway().read(call(Operation.CHARGE), reply(status, body, headers)))
                .isInstanceOfSatisfying(
                        GatewayTrouble.class,
                        trouble -> assertThat(trouble.answer().kind()).isEqualTo(Kind.UNKNOWN));
    }

    private static String error(String type, String code, String decline, String more) {
        return "{\"error\": {\"type\": \"" + type + "\", \"message\": \"Words.\""
                + (code == null ? "" : ", \"code\": \"" + code + "\"")
                + (decline == null ? "" : ", \"decline_code\": \"" + decline + "\"")
                + more + "}}";
    }
}
