package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.RefundStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayPalRepliesTest {

    private static final String APPROVE = ", 'links': [{'rel': 'self', 'href': 'https://api'},"
            + " {'rel': 'approve', 'href': 'https://www.paypal.com/checkoutnow?token=ORDER1'}]";

    private final PayPalGateway gateway = PayPalBed.gateway();

    @ParameterizedTest
    @CsvSource({
        "CREATED, CREATED",
        "SAVED, CREATED",
        "APPROVED, APPROVED",
        "PAYER_ACTION_REQUIRED, REQUIRES_ACTION",
        "VOIDED, CANCELED",
        "COMPLETED, PROCESSING",
        "A_WORD_OF_LATER, PROCESSING"
    })
    void an_order_without_money_says_where_it_is_itself(String nativeStatus, PaymentStatus status) {
        GatewayPayment payment =
                read(Operation.STATUS, order(nativeStatus, "", "")).payment();

        assertThat(payment.status()).isEqualTo(status);
        assertThat(payment.nativeStatus()).isEqualTo(nativeStatus);
        assertThat(payment.amount()).isEqualTo(PayPalBed.money("10.50", "USD"));
        assertThat(payment.references()).isEqualTo(References.of("order", "ORDER1"));
        assertThat(payment.captured()).isNull();
    }

    @Test
    void an_order_that_the_payer_has_to_approve_says_where() {
        GatewayPayment made =
                read(Operation.CHARGE, order("CREATED", "", APPROVE)).payment();
        GatewayPayment asked = read(
                        Operation.CHARGE,
                        order("PAYER_ACTION_REQUIRED", "", APPROVE.replace("approve", "payer-action")))
                .payment();

        assertThat(made.status()).isEqualTo(PaymentStatus.REQUIRES_ACTION);
        assertThat(made.actionUrl()).isEqualTo("https://www.paypal.com/checkoutnow?token=ORDER1");
        assertThat(asked.actionUrl()).isEqualTo(made.actionUrl());
    }

    /** PayPal calls an order completed whatever became of its money. */
    @ParameterizedTest
    @CsvSource({
        "COMPLETED, SUCCEEDED, 10.50",
        "PARTIALLY_REFUNDED, PARTIALLY_REFUNDED, 10.50",
        "REFUNDED, REFUNDED, 10.50",
        "PENDING, PROCESSING, 0",
        "DECLINED, DECLINED, 0",
        "DENIED, DECLINED, 0",
        "FAILED, FAILED, 0",
        "A_WORD_OF_LATER, PROCESSING, 0"
    })
    void the_capture_decides_and_not_the_completed_order(String nativeStatus, PaymentStatus status, String captured) {
        GatewayPayment payment = read(
                        Operation.STATUS,
                        order("COMPLETED", "'captures': [" + capture("CAP1", nativeStatus, "10.50", true) + "]", ""))
                .payment();

        assertThat(payment.status()).isEqualTo(status);
        assertThat(payment.nativeStatus()).isEqualTo(nativeStatus);
        assertThat(payment.captured()).isEqualByComparingTo(captured);
        assertThat(payment.references().get("capture")).isEqualTo("CAP1");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED, AUTHORIZED, 10.50",
        "PARTIALLY_CAPTURED, AUTHORIZED, 10.50",
        "PENDING, PROCESSING, 0",
        "CAPTURED, PROCESSING, 0",
        "DENIED, DECLINED, 0",
        "DECLINED, DECLINED, 0",
        "VOIDED, CANCELED, 0",
        "A_WORD_OF_LATER, PROCESSING, 0"
    })
    void without_a_capture_the_authorization_decides(String nativeStatus, PaymentStatus status, String held) {
        GatewayPayment payment = read(
                        Operation.STATUS,
                        order("COMPLETED", "'authorizations': [" + authorization(nativeStatus) + "]", ""))
                .payment();

        assertThat(payment.status()).isEqualTo(status);
        assertThat(payment.authorized()).isEqualByComparingTo(held);
        assertThat(payment.references().get("authorization")).isEqualTo("AUTH1");
    }

    @Test
    void a_captured_part_leaves_the_rest_held_until_a_capture_is_the_last() {
        String part = capture("CAP1", "COMPLETED", "4.00", false);
        String last = capture("CAP2", "COMPLETED", "5.00", true);

        GatewayPayment held = read(
                        Operation.STATUS,
                        order(
                                "COMPLETED",
                                "'authorizations': [" + authorization("PARTIALLY_CAPTURED") + "], 'captures': [" + part
                                        + "]",
                                ""))
                .payment();
        GatewayPayment over = read(
                        Operation.STATUS,
                        order(
                                "COMPLETED",
                                "'authorizations': [" + authorization("PARTIALLY_CAPTURED") + "], 'captures': [" + part
                                        + ", " + last + "]",
                                ""))
                .payment();

        assertThat(held.status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(held.captured()).isEqualByComparingTo("4.00");
        assertThat(held.authorized()).isEqualByComparingTo("6.50");
        assertThat(over.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(over.captured()).isEqualByComparingTo("9.00");
        assertThat(over.authorized()).isZero();
        assertThat(over.references().get("capture")).isEqualTo("CAP2");
    }

    @Test
    void a_capture_that_waits_is_neither_taken_nor_held_any_more() {
        GatewayPayment payment = read(
                        Operation.STATUS,
                        order(
                                "COMPLETED",
                                "'authorizations': [" + authorization("PARTIALLY_CAPTURED") + "], 'captures': ["
                                        + capture("CAP1", "PENDING", "4.00", false) + "]",
                                ""))
                .payment();

        assertThat(payment.captured()).isZero();
        assertThat(payment.authorized()).isEqualByComparingTo("6.50");
    }

    @Test
    void a_later_capture_that_was_declined_takes_nothing_back() {
        GatewayPayment payment = read(
                        Operation.STATUS,
                        order(
                                "COMPLETED",
                                "'captures': [" + capture("CAP1", "COMPLETED", "10.50", true) + ", "
                                        + capture("CAP2", "DECLINED", "10.50", true) + "]",
                                ""))
                .payment();

        assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(payment.references().get("capture")).isEqualTo("CAP1");
    }

    @Test
    void refunds_are_summed_when_they_are_done_and_unknown_when_they_are_not_shown() {
        String capture = "'captures': [" + capture("CAP1", "PARTIALLY_REFUNDED", "10.50", true) + "]";
        String refunds = ", 'refunds': [" + refund("COMPLETED", "2.00") + ", " + refund("COMPLETED", "1.25") + ", "
                + refund("PENDING", "3.00") + "]";

        assertThat(read(Operation.STATUS, order("COMPLETED", capture + refunds, ""))
                        .payment()
                        .refunded())
                .isEqualByComparingTo("3.25");
        assertThat(read(Operation.STATUS, order("COMPLETED", capture, ""))
                        .payment()
                        .refunded())
                .isNull();
        assertThat(read(Operation.STATUS, order("COMPLETED", capture.replace("PARTIALLY_REFUNDED", "COMPLETED"), ""))
                        .payment()
                        .refunded())
                .isZero();
    }

    @Test
    void a_declined_capture_is_a_decline_with_the_processors_reason() {
        String capture = capture("CAP1", "DECLINED", "10.50", true)
                .replaceFirst("\\{", "{'processor_response': {'response_code': '5120', 'payment_advice_code': '21'}, ");

        GatewayAnswer answer = read(Operation.CHARGE, order("COMPLETED", "'captures': [" + capture + "]", ""));

        assertThat(answer.kind()).isEqualTo(Kind.DECLINED);
        assertThat(answer.code()).isEqualTo("5120");
        assertThat(answer.message()).contains("advice code 21");
        assertThat(answer.payment().status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(answer.payment().references().get("order")).isEqualTo("ORDER1");
    }

    @Test
    void an_authorization_that_was_denied_is_a_decline() {
        GatewayAnswer answer = read(
                Operation.AUTHORIZE, order("COMPLETED", "'authorizations': [" + authorization("DENIED") + "]", ""));

        assertThat(answer.kind()).isEqualTo(Kind.DECLINED);
        assertThat(answer.code()).isEqualTo("DENIED");
    }

    @Test
    void a_declined_payment_that_is_only_read_is_an_answer_to_the_question() {
        GatewayAnswer answer = read(
                Operation.STATUS,
                order("COMPLETED", "'captures': [" + capture("CAP1", "DECLINED", "10.50", true) + "]", ""));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.payment().status()).isEqualTo(PaymentStatus.DECLINED);
    }

    @Test
    void what_was_taken_is_shown_where_it_differs_from_the_order() {
        GatewayPayment payment = read(
                        Operation.CHARGE,
                        order("COMPLETED", "'captures': [" + capture("CAP1", "COMPLETED", "9.99", true) + "]", ""))
                .payment();

        assertThat(payment.amount()).isEqualTo(PayPalBed.money("9.99", "USD"));
    }

    @ParameterizedTest
    @CsvSource({"true, COMPLETED, AUTHORIZED", "false, COMPLETED, AUTHORIZED", "true, PENDING, PROCESSING"})
    void a_capture_shows_itself_only_and_no_sum(boolean whole, String nativeStatus, PaymentStatus status) {
        GatewayAnswer answer = gateway.read(
                PayPalBed.call(Operation.CAPTURE, whole),
                PayPalBed.reply(201, json(capture("CAP2", nativeStatus, "10.50", whole))));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.payment().status()).isEqualTo(status);
        assertThat(answer.payment().amount()).isNull();
        assertThat(answer.payment().captured()).isNull();
        assertThat(answer.payment().references().get("capture")).isEqualTo("CAP2");
        assertThat(answer.payment().references().get("order")).isEqualTo("ORDER1");
    }

    @Test
    void a_capture_of_another_amount_than_asked_for_is_shown() {
        GatewayAnswer answer = gateway.read(
                PayPalBed.call(Operation.CAPTURE),
                PayPalBed.reply(201, json(capture("CAP2", "COMPLETED", "11.00", true))));

        assertThat(answer.payment().amount()).isEqualTo(PayPalBed.money("11.00", "USD"));
    }

    @Test
    void a_capture_that_was_declined_is_a_decline() {
        GatewayAnswer answer = gateway.read(
                PayPalBed.call(Operation.CAPTURE),
                PayPalBed.reply(201, json(capture("CAP2", "DECLINED", "10.50", true))));

        assertThat(answer.kind()).isEqualTo(Kind.DECLINED);
    }

    @Test
    void a_voided_authorization_ends_the_payment_with_and_without_its_picture() {
        GatewayAnswer shown = read(Operation.VOID, json(authorization("VOIDED")));
        GatewayAnswer silent = gateway.read(PayPalBed.call(Operation.VOID), PayPalBed.reply(204, ""));

        assertThat(shown.payment().status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(silent.payment().status()).isEqualTo(PaymentStatus.CANCELED);
    }

    @ParameterizedTest
    @CsvSource({"CREATED, DONE", "PAYER_ACTION_REQUIRED, DONE", "APPROVED, DONE", "COMPLETED, REFUSED"})
    void an_order_without_authorization_is_over_unless_something_was_taken(String nativeStatus, Kind kind) {
        GatewayCall call = PayPalBed.call(
                Operation.VOID,
                PayPalBed.money("10.50", "USD"),
                true,
                null,
                null,
                References.of("order", "ORDER1"),
                null);

        GatewayAnswer answer = gateway.read(call, PayPalBed.reply(200, order(nativeStatus, "", "")));

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.payment().status() == PaymentStatus.CANCELED).isEqualTo(kind == Kind.DONE);
    }

    @Test
    void an_order_that_paypal_has_forgotten_need_not_be_voided() {
        GatewayCall call = PayPalBed.call(
                Operation.VOID,
                PayPalBed.money("10.50", "USD"),
                true,
                null,
                null,
                References.of("order", "ORDER1"),
                null);

        GatewayAnswer answer = gateway.read(
                call, PayPalBed.reply(404, PayPalBed.refusal("RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID")));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.payment().status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(answer.payment().nativeStatus()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, SUCCEEDED,",
        "PENDING, PENDING,",
        "FAILED, FAILED, FAILED",
        "CANCELLED, CANCELED,",
        "A_WORD_OF_LATER, PENDING,"
    })
    void a_refund_says_where_it_is(String nativeStatus, RefundStatus status, String code) {
        for (Operation operation : new Operation[] {Operation.REFUND, Operation.REFUND_STATUS}) {
            GatewayAnswer answer = read(operation, json(refund(nativeStatus, "10.50")));

            assertThat(answer.kind()).isEqualTo(Kind.DONE);
            assertThat(answer.refund().status()).isEqualTo(status);
            assertThat(answer.refund().reference()).isEqualTo("REF1");
            assertThat(answer.refund().amount()).isEqualTo(PayPalBed.money("10.50", "USD"));
            assertThat(answer.refund().code()).isEqualTo(code);
        }
    }

    @Test
    void a_capture_or_authorization_that_is_all_that_is_known_can_be_read_by_itself() {
        GatewayPayment capture = status("capture", "CAP1", capture("CAP1", "COMPLETED", "10.50", true));
        GatewayPayment authorization = status("authorization", "AUTH1", authorization("CREATED"));

        assertThat(capture.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(capture.captured()).isEqualByComparingTo("10.50");
        assertThat(capture.references().ids())
                .isEqualTo(Map.of("order", "ORDER1", "authorization", "AUTH1", "capture", "CAP1"));
        assertThat(authorization.status()).isEqualTo(PaymentStatus.AUTHORIZED);
    }

    private GatewayPayment status(String kind, String id, String resource) {
        return gateway.read(
                        GatewayCall.status(PayPalBed.PAYMENT, PayPalBed.money("10.50", "USD"), References.of(kind, id)),
                        PayPalBed.reply(200, json(resource)))
                .payment();
    }

    private GatewayAnswer read(Operation operation, String body) {
        return gateway.read(PayPalBed.call(operation), PayPalBed.reply(200, body));
    }

    private static String order(String status, String payments, String more) {
        return json("{'id': 'ORDER1', 'intent': 'CAPTURE', 'status': '" + status + "',"
                + " 'purchase_units': [{'reference_id': '" + PayPalBed.PAYMENT + "', 'custom_id': 'order-1',"
                + " 'amount': {'currency_code': 'USD', 'value': '10.50'}"
                + (payments.isEmpty() ? "" : ", 'payments': {" + payments + "}") + "}]" + more + "}");
    }

    private static String capture(String id, String status, String amount, boolean last) {
        return "{'id': '" + id + "', 'status': '" + status + "', 'final_capture': " + last
                + ", 'amount': {'currency_code': 'USD', 'value': '" + amount + "'}, 'supplementary_data':"
                + " {'related_ids': {'order_id': 'ORDER1', 'authorization_id': 'AUTH1'}}}";
    }

    private static String authorization(String status) {
        return "{'id': 'AUTH1', 'status': '" + status + "', 'amount': {'currency_code': 'USD', 'value': '10.50'}}";
    }

    private static String refund(String status, String amount) {
        return "{'id': 'REF1', 'status': '" + status + "', 'amount': {'currency_code': 'USD', 'value': '" + amount
                + "'}}";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
