package io.dropshiphub.payments.stripe;

import static io.dropshiphub.payments.stripe.StripeBed.call;
import static io.dropshiphub.payments.stripe.StripeBed.intent;
import static io.dropshiphub.payments.stripe.StripeBed.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.RefundStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeRepliesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requires_payment_method | '' | CREATED",
                "requires_payment_method | \"last_payment_error\": null | CREATED",
                "requires_payment_method | \"last_payment_error\": {\"code\": \"card_declined\"} | DECLINED",
                "requires_confirmation | '' | CREATED",
                "requires_action | '' | REQUIRES_ACTION",
                "requires_capture | \"amount_capturable\": 1050 | AUTHORIZED",
                "processing | '' | PROCESSING",
                "succeeded | \"amount_received\": 1050 | SUCCEEDED",
                "canceled | \"cancellation_reason\": \"requested_by_customer\" | CANCELED",
                "canceled | \"cancellation_reason\": \"automatic\" | EXPIRED",
                "canceled | \"cancellation_reason\": null | CANCELED",
                "something_new | '' | PROCESSING"
            })
    void every_native_status_has_its_place(String status, String more, PaymentStatus expected) {
        GatewayPayment payment = read(Operation.STATUS, intent(status, more)).payment();

        assertThat(payment.status()).isEqualTo(expected);
        assertThat(payment.nativeStatus()).isEqualTo(status);
        assertThat(payment.references()).isEqualTo(References.of(References.PAYMENT, StripeBed.INTENT));
        assertThat(payment.amount()).isEqualTo(StripeBed.dollars("10.50"));
    }

    @ParameterizedTest
    @CsvSource({
        "1050, 1050, 0, SUCCEEDED, 10.50, 0.00",
        "1050, 1050, 300, PARTIALLY_REFUNDED, 10.50, 3.00",
        "1050, 1050, 1050, REFUNDED, 10.50, 10.50",
        // 4.00 of 10.50 captured: Stripe counts the other 6.50 as refunded
        "1050, 400, 650, SUCCEEDED, 4.00, 0.00",
        "1050, 400, 750, PARTIALLY_REFUNDED, 4.00, 1.00",
        "1050, 400, 1050, REFUNDED, 4.00, 4.00",
        "1050, 400, 100, PARTIALLY_REFUNDED, 4.00, 1.00"
    })
    void what_went_back_is_read_from_the_charge(
            long amount, long captured, long refunded, PaymentStatus status, String money, String back) {
        GatewayPayment payment = read(
                        Operation.STATUS, intent("succeeded", """
                                "amount_received": %d, "latest_charge": {"object": "charge", "id": "ch_1", "amount": %d,
                                 "amount_captured": %d, "amount_refunded": %d, "currency": "usd"}
                                """.formatted(captured, amount, captured, refunded)))
                .payment();

        assertThat(payment.status()).isEqualTo(status);
        assertThat(payment.captured()).isEqualByComparingTo(money);
        assertThat(payment.refunded()).isEqualByComparingTo(back);
    }

    @Test
    void a_charge_that_is_only_named_says_nothing_of_refunds() {
        GatewayPayment payment = read(
                        Operation.STATUS, intent("succeeded", "\"amount_received\": 1050, \"latest_charge\": \"ch_1\""))
                .payment();

        assertThat(payment.refunded()).isNull();
        assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void where_the_payer_has_to_go_is_told() {
        GatewayAnswer answer = read(
                Operation.CHARGE,
                intent(
                        "requires_action",
                        "\"next_action\": {\"type\": \"redirect_to_url\", \"redirect_to_url\": {\"url\":"
                                + " \"https://hooks.stripe.com/3d\"}}"));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.payment().actionUrl()).isEqualTo("https://hooks.stripe.com/3d");
    }

    @Test
    void a_decline_inside_of_a_success_is_a_decline() {
        GatewayAnswer answer = read(Operation.CHARGE, intent("requires_payment_method", """
                        "last_payment_error": {"code": "card_declined", "decline_code": "do_not_honor", "message": "No.",
                         "advice_code": "try_again_later"}
                        """));

        assertThat(answer.kind()).isEqualTo(Kind.DECLINED);
        assertThat(answer.code()).isEqualTo("do_not_honor");
        assertThat(answer.message()).isEqualTo("No. (advice: try again later)");
        assertThat(answer.payment().status()).isEqualTo(PaymentStatus.DECLINED);
    }

    @ParameterizedTest
    @CsvSource({
        "pending, PENDING",
        "requires_action, PENDING",
        "succeeded, SUCCEEDED",
        "failed, FAILED",
        "canceled, CANCELED",
        "something_new, PENDING"
    })
    void every_native_status_of_a_refund_has_its_place(String status, RefundStatus expected) {
        GatewayAnswer answer = read(Operation.REFUND, """
                {"object": "refund", "id": "re_1", "amount": 300, "currency": "usd", "status": "%s",
                 "failure_reason": "expired_or_canceled_card"}
                """.formatted(status));

        assertThat(answer.refund().status()).isEqualTo(expected);
        assertThat(answer.refund().reference()).isEqualTo("re_1");
        assertThat(answer.refund().amount()).isEqualTo(StripeBed.dollars("3.00"));
        assertThat(answer.refund().code()).isEqualTo("expired_or_canceled_card");
    }

    @Test
    void a_search_that_shows_nothing_is_absent_and_of_several_the_furthest_counts() {
        assertThat(read(Operation.FIND, "{\"object\": \"search_result\", \"data\": []}")
                        .kind())
                .isEqualTo(Kind.ABSENT);

        String declined = intent("requires_payment_method", "\"last_payment_error\": {\"code\": \"card_declined\"}");
        String held = intent("requires_capture", "\"amount_capturable\": 1050");
        assertThat(read(Operation.FIND, "{\"object\": \"search_result\", \"data\": [" + declined + "," + held + "]}")
                        .payment()
                        .status())
                .isEqualTo(PaymentStatus.AUTHORIZED);
    }

    @Test
    void a_page_of_payments_names_the_next_page_while_there_is_one() {
        String list = """
                {"object": "list", "has_more": %s, "data": [%s]}
                """;
        String entry = intent("succeeded", "\"amount_received\": 400");

        GatewayAnswer.Listed page =
                read(Operation.LIST, list.formatted(true, entry)).page();

        assertThat(page.next()).isEqualTo(StripeBed.INTENT);
        assertThat(page.entries()).singleElement().satisfies(each -> {
            assertThat(each.reference()).isEqualTo(StripeBed.INTENT);
            assertThat(each.amount()).isEqualTo(StripeBed.dollars("4.00"));
            assertThat(each.succeeded()).isTrue();
            assertThat(each.orderId()).isEqualTo("O-1001");
            assertThat(each.createdAt()).isEqualTo(Instant.ofEpochSecond(1795219200));
        });
        assertThat(read(Operation.LIST, list.formatted(false, entry)).page().next())
                .isNull();
    }

    @Test
    void a_page_of_refunds_leaves_out_what_only_let_go_of_a_hold() {
        String list = """
                {"object": "list", "has_more": true, "data": [
                 {"object": "refund", "id": "re_1", "amount": 300, "currency": "usd", "status": "succeeded", "created": 1795219200,
                  "balance_transaction": "txn_1"},
                 {"object": "refund", "id": "re_2", "amount": 650, "currency": "usd", "status": "succeeded", "created": 1795219200,
                  "balance_transaction": null}]}
                """;
        GatewayCall call = GatewayCall.list(StripeBed.page(true, null));

        GatewayAnswer.Listed page =
                StripeBed.gateway().read(call, reply(200, list)).page();

        assertThat(page.entries()).extracting(each -> each.reference()).containsExactly("re_1");
        assertThat(page.next())
                .as("the last of the page, also when it is left out")
                .isEqualTo("re_2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad gateway</html>",
                "{\"object\": \"payment_intent\", \"id\": \"pi_1\", \"amount\": 10",
                "{\"object\": \"payment_intent\", \"amount\": 1050, \"currency\": \"usd\", \"status\": \"succeeded\"}",
                "{\"object\": \"payment_intent\", \"id\": \"pi_1\", \"amount\": 10.5, \"currency\": \"usd\"}",
                "{\"object\": \"payment_intent\", \"id\": \"pi_1\", \"amount\": 1050, \"currency\": \"zzz\"}",
                "{\"object\": \"charge\", \"id\": \"ch_1\", \"amount\": 1050, \"currency\": \"usd\"}",
                "[]"
            })
    void a_success_that_cannot_be_read_is_trouble_and_never_a_failure(String body) {
        trouble(Operation.CHARGE, reply(200, body));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 500, 502, 503, 504})
    void what_is_no_answer_of_the_interface_is_trouble(int status) {
        trouble(Operation.CHARGE, reply(status, "{\"error\": {\"type\": \"api_error\", \"message\": \"x\"}}"));
        trouble(Operation.CHARGE, reply(status, "<html></html>"));
        trouble(Operation.STATUS, reply(status, ""));
    }

    @Test
    void an_error_page_with_a_4xx_is_trouble() {
        trouble(Operation.CHARGE, reply(400, "<html>"));
    }

    private static GatewayAnswer read(Operation operation, String body) {
        return StripeBed.gateway().read(call(operation), reply(200, body));
    }

    private static void trouble(Operation operation, ApiReply reply) {
        assertThatThrownBy(() -> StripeBed.gateway().read(call(operation), reply))
                .isInstanceOfSatisfying(
                        GatewayTrouble.class,
                        trouble -> assertThat(trouble.answer().kind()).isEqualTo(Kind.UNKNOWN));
    }
}
