package io.dropshiphub.payments.toss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayRefund;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.ListedEntry;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TossRepliesTest {

    private final TossGateway gateway = TossBed.gateway();

    @ParameterizedTest
    @CsvSource({
        "READY, false, 15000, CREATED, 0, 0",
        "IN_PROGRESS, false, 15000, APPROVED, 0, 0",
        "WAITING_FOR_DEPOSIT, false, 15000, REQUIRES_ACTION, 0, 0",
        "DONE, true, 15000, SUCCEEDED, 15000, 0",
        "PARTIAL_CANCELED, true, 9000, PARTIALLY_REFUNDED, 15000, 6000",
        // cancelled after it was paid, and before
        "CANCELED, true, 0, REFUNDED, 15000, 15000",
        "CANCELED, false, 0, CANCELED, 0, 0",
        "ABORTED, false, 15000, FAILED, 0, 0",
        "EXPIRED, false, 15000, EXPIRED, 0, 0",
        "NEWLY_INVENTED, false, 15000, PROCESSING, 0, 0"
    })
    void a_payment_is_read_in_the_hubs_words(
            String word, boolean approved, int left, PaymentStatus status, String captured, String refunded) {
        GatewayAnswer answer = read(Operation.STATUS, payment(word, approved, left, ""));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        GatewayPayment payment = answer.payment();
        assertThat(payment.status()).isEqualTo(status);
        assertThat(payment.nativeStatus()).isEqualTo(word);
        assertThat(payment.references()).isEqualTo(References.of(References.PAYMENT, TossBed.PAYMENT_KEY));
        assertThat(payment.amount()).isEqualTo(Money.won(15000));
        assertThat(payment.authorized()).isZero();
        assertThat(payment.captured()).isEqualByComparingTo(captured);
        assertThat(payment.refunded()).isEqualByComparingTo(refunded);
    }

    @Test
    void an_aborted_payment_that_a_bank_refused_was_declined() {
        String body =
                payment("ABORTED", false, 15000, ",\"failure\":{\"code\":\"REJECT_CARD_COMPANY\",\"message\":\"no\"}");

        assertThat(read(Operation.STATUS, body).payment().status()).isEqualTo(PaymentStatus.DECLINED);
        GatewayAnswer charged = read(Operation.CHARGE, body);
        assertThat(charged.kind()).isEqualTo(Kind.DECLINED);
        assertThat(charged.code()).isEqualTo("REJECT_CARD_COMPANY");
        assertThat(charged.message()).isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"many\"", "null"})
    void an_amount_that_is_no_number_is_trouble(String amount) {
        String body = payment("DONE", true, 15000, "").replace("\"totalAmount\":15000", "\"totalAmount\":" + amount);

        assertThatThrownBy(() -> read(Operation.CHARGE, body)).isInstanceOf(GatewayTrouble.class);
    }

    @Test
    void a_found_payment_of_the_order_is_this_one_or_none() {
        String other = payment("DONE", true, 15000, "").replace(TossBed.PAYMENT_KEY, "another_key");

        assertThat(read(Operation.FIND, payment("DONE", true, 15000, "")).kind())
                .isEqualTo(Kind.DONE);
        assertThat(read(Operation.FIND, other).kind()).isEqualTo(Kind.ABSENT);
        // begun in the browser and not confirmed: nothing of the hub's doing
        assertThat(read(Operation.FIND, payment("IN_PROGRESS", false, 15000, ""))
                        .kind())
                .isEqualTo(Kind.ABSENT);
        assertThat(read(Operation.FIND, payment("ABORTED", false, 15000, "")).kind())
                .isEqualTo(Kind.DONE);
    }

    @ParameterizedTest
    @CsvSource({"DONE, SUCCEEDED,", "IN_PROGRESS, PENDING,", "ABORTED, FAILED, ABORTED", "NEWLY_INVENTED, PENDING,"})
    void a_refund_is_the_last_cancellation_or_the_one_asked_for(String word, RefundStatus status, String code) {
        String body = payment(
                "PARTIAL_CANCELED",
                true,
                9000,
                ",\"lastTransactionKey\":\"c2\",\"cancels\":[" + cancel("c1", 5000, "DONE") + ","
                        + cancel("c2", 1000, word) + "]");

        for (Operation operation : new Operation[] {Operation.REFUND, Operation.REFUND_STATUS}) {
            assertThat(read(operation, body).refund())
                    .isEqualTo(new GatewayRefund(status, word, "c2", Money.won(1000), code));
        }
        assertThat(read(Operation.REFUND, body).payment().refunded()).isEqualByComparingTo("6000");
    }

    @Test
    void a_refund_without_its_cancellation_is_trouble_and_an_unknown_one_is_absent() {
        String body = payment("DONE", true, 15000, ",\"lastTransactionKey\":\"c2\",\"cancels\":null");

        assertThatThrownBy(() -> read(Operation.REFUND, body)).isInstanceOf(GatewayTrouble.class);
        assertThat(read(Operation.REFUND_STATUS, body).kind()).isEqualTo(Kind.ABSENT);
    }

    @Test
    void a_full_page_of_transactions_names_the_next_one_and_shows_what_was_asked_for() {
        String body = "[" + transaction("t1", "k1", "DONE", 15000) + ","
                + transaction("t2", "k1", "PARTIAL_CANCELED", -1000) + "]";

        GatewayAnswer payments = gateway.read(list(false), TossBed.reply(200, body));
        GatewayAnswer refunds = gateway.read(list(true), TossBed.reply(200, body));

        Instant at = Instant.parse("2026-11-20T15:11:34Z");
        assertThat(payments.page())
                .isEqualTo(new GatewayAnswer.Listed(
                        List.of(new ListedEntry("k1", Money.won(15000), true, "DONE", "order-1", at)), "t2"));
        assertThat(refunds.page())
                .isEqualTo(new GatewayAnswer.Listed(
                        List.of(new ListedEntry("t2", Money.won(1000), true, "PARTIAL_CANCELED", "order-1", at)),
                        "t2"));
    }

    @Test
    void a_page_that_is_not_full_is_the_last_one() {
        GatewayAnswer answer = gateway.read(
                list(false), TossBed.reply(200, "[" + transaction("t1", "k1", "WAITING_FOR_DEPOSIT", 15000) + "]"));

        assertThat(answer.page().next()).isNull();
        assertThat(answer.page().entries()).hasSize(1).allMatch(entry -> !entry.succeeded());
        assertThatThrownBy(() -> gateway.read(list(false), TossBed.reply(200, "{}")))
                .isInstanceOf(GatewayTrouble.class);
    }

    private static GatewayCall list(boolean refunds) {
        return GatewayCall.list(new Page(refunds, Instant.EPOCH, TossBed.NOW, null));
    }

    private GatewayAnswer read(Operation operation, String body) {
        return gateway.read(TossBed.call(operation), TossBed.reply(200, body));
    }

    private static String payment(String status, boolean approved, int left, String more) {
        return "{\"mId\":\"m\",\"paymentKey\":\"" + TossBed.PAYMENT_KEY + "\",\"orderId\":\"order-1\",\"status\":\""
                + status
                + "\",\"approvedAt\":" + (approved ? "\"2026-11-21T12:00:00+09:00\"" : "null")
                + ",\"currency\":\"KRW\",\"totalAmount\":15000,\"balanceAmount\":" + left + more + "}";
    }

    private static String cancel(String key, int amount, String status) {
        return "{\"transactionKey\":\"" + key + "\",\"cancelAmount\":" + amount + ",\"cancelStatus\":\"" + status
                + "\"}";
    }

    private static String transaction(String key, String paymentKey, String status, int amount) {
        return "{\"transactionKey\":\"" + key + "\",\"paymentKey\":\"" + paymentKey
                + "\",\"orderId\":\"order-1\",\"status\":\""
                + status + "\",\"currency\":\"KRW\",\"amount\":" + amount
                + ",\"transactionAt\":\"2026-11-21T00:11:34+09:00\"}";
    }
}
