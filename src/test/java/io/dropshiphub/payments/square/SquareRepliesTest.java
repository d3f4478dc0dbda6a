package io.dropshiphub.payments.square;

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
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquareRepliesTest {

    private static final String PAYMENT = "{\"payment\":{\"id\":\"p1\",\"status\":\"%s\",\"reference_id\":\"order-1\","
            + "\"amount_money\":{\"amount\":1050,\"currency\":\"USD\"}%s}}";

    private final SquareGateway gateway = SquareBed.gateway();

    @ParameterizedTest
    @CsvSource({
        "APPROVED, 0, AUTHORIZED, 10.50, 0, 0",
        "PENDING, 0, PROCESSING, 0, 0, 0",
        "COMPLETED, 0, SUCCEEDED, 0, 10.50, 0",
        "COMPLETED, 50, PARTIALLY_REFUNDED, 0, 10.50, 0.50",
        "COMPLETED, 1050, REFUNDED, 0, 10.50, 10.50",
        "CANCELED, 0, CANCELED, 0, 0, 0",
        "FAILED, 0, FAILED, 0, 0, 0",
        "NEWLY_INVENTED, 0, PROCESSING, 0, 0, 0"
    })
    void a_payment_is_read_in_the_hubs_words(
            String word, int refunded, PaymentStatus status, String authorized, String captured, String back) {
        String more = refunded == 0 ? "" : ",\"refunded_money\":{\"amount\":" + refunded + ",\"currency\":\"USD\"}";

        GatewayAnswer answer = read(Operation.STATUS, PAYMENT.formatted(word, more));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        GatewayPayment payment = answer.payment();
        assertThat(payment.status()).isEqualTo(status);
        assertThat(payment.nativeStatus()).isEqualTo(word);
        assertThat(payment.references().get(References.PAYMENT)).isEqualTo("p1");
        assertThat(payment.amount()).isEqualTo(SquareBed.money("10.50", "USD"));
        assertThat(payment.authorized()).isEqualByComparingTo(authorized);
        assertThat(payment.captured()).isEqualByComparingTo(captured);
        assertThat(payment.refunded()).isEqualByComparingTo(back);
    }

    @Test
    void a_failed_payment_with_a_refused_card_was_declined() {
        String body = PAYMENT.formatted(
                "FAILED",
                ",\"card_details\":{\"errors\":[{\"category\":\"PAYMENT_METHOD_ERROR\",\"code\":\"CVV_FAILURE\"}]}");

        assertThat(read(Operation.STATUS, body).payment().status()).isEqualTo(PaymentStatus.DECLINED);
    }

    @Test
    void a_decline_shows_the_payment_that_failed() {
        String body =
                "{\"errors\":[{\"category\":\"PAYMENT_METHOD_ERROR\",\"code\":\"GENERIC_DECLINE\",\"detail\":\"no\"}],"
                        + PAYMENT.formatted("FAILED", "").substring(1);

        GatewayAnswer answer = gateway.read(SquareBed.call(Operation.CHARGE), SquareBed.reply(400, body));

        assertThat(answer.kind()).isEqualTo(Kind.DECLINED);
        assertThat(answer.payment().references().get(References.PAYMENT)).isEqualTo("p1");
    }

    @Test
    void a_charge_that_comes_back_failed_is_no_success() {
        GatewayAnswer answer = read(Operation.CHARGE, PAYMENT.formatted("FAILED", ""));

        assertThat(answer.kind()).isEqualTo(Kind.DECLINED);
        assertThat(answer.payment().captured()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, PENDING,",
        "COMPLETED, SUCCEEDED,",
        "REJECTED, FAILED, REJECTED",
        "FAILED, FAILED, FAILED",
        "NEWLY_INVENTED, PENDING,"
    })
    void a_refund_is_read_in_the_hubs_words(String word, RefundStatus status, String code) {
        String body = "{\"refund\":{\"id\":\"r1\",\"status\":\"" + word
                + "\",\"payment_id\":\"p1\",\"amount_money\":{\"amount\":250,\"currency\":\"USD\"}}}";

        for (Operation operation : new Operation[] {Operation.REFUND, Operation.REFUND_STATUS}) {
            assertThat(read(operation, body).refund())
                    .isEqualTo(new GatewayRefund(status, word, "r1", SquareBed.money("2.50", "USD"), code));
        }
    }

    @Test
    void a_cancelled_key_shows_no_payment() {
        GatewayAnswer answer = read(Operation.CANCEL_BY_KEY, "{}");

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.payment()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"amount\":10.5,\"currency\":\"USD\"}",
                "{\"amount\":\"many\",\"currency\":\"USD\"}",
                "{\"amount\":1050,\"currency\":\"KRW\"}",
                "{\"amount\":1050}"
            })
    void an_amount_that_cannot_be_read_exactly_is_trouble(String money) {
        String body = "{\"payment\":{\"id\":\"p1\",\"status\":\"COMPLETED\",\"amount_money\":" + money + "}}";

        assertThatThrownBy(() -> read(Operation.CHARGE, body)).isInstanceOf(GatewayTrouble.class);
    }

    @Test
    void a_page_of_payments_names_the_next_one_and_leaves_out_what_is_later() {
        Page page = new Page(false, Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"), null);
        String body = "{\"payments\":[" + entry("p1", "COMPLETED", "2026-11-20T00:00:00Z") + ","
                + entry("p2", "FAILED", "2026-11-20T23:59:59.999Z") + ","
                + entry("p3", "COMPLETED", "2026-11-21T00:00:00Z") + "],\"cursor\":\"next\"}";

        GatewayAnswer answer = gateway.read(GatewayCall.list(page), SquareBed.reply(200, body));

        assertThat(answer.page().next()).isEqualTo("next");
        assertThat(answer.page().entries())
                .containsExactly(
                        new ListedEntry(
                                "p1",
                                SquareBed.money("10.50", "USD"),
                                true,
                                "COMPLETED",
                                "order-1",
                                Instant.parse("2026-11-20T00:00:00Z")),
                        new ListedEntry(
                                "p2",
                                SquareBed.money("10.50", "USD"),
                                false,
                                "FAILED",
                                "order-1",
                                Instant.parse("2026-11-20T23:59:59.999Z")));
    }

    @Test
    void the_last_page_names_no_next_one_and_may_be_empty() {
        Page page = new Page(true, Instant.EPOCH, Instant.parse("2026-11-21T00:00:00Z"), "c");

        assertThat(gateway.read(GatewayCall.list(page), SquareBed.reply(200, "{}"))
                        .page())
                .isEqualTo(new GatewayAnswer.Listed(java.util.List.of(), null));
    }

    @Test
    void a_payment_is_found_among_the_newest_of_its_amount_by_the_order() {
        String older = entry("p1", "FAILED", "2026-11-20T00:00:00Z");
        String paid = entry("p2", "COMPLETED", "2026-11-20T00:00:00Z");
        String others = entry("p3", "COMPLETED", "2026-11-20T00:00:00Z").replace("order-1", "order-2");

        GatewayAnswer found = read(Operation.FIND, "{\"payments\":[" + others + "," + older + "," + paid + "]}");

        assertThat(found.payment().references().get(References.PAYMENT)).isEqualTo("p2");
        assertThat(read(Operation.FIND, "{\"payments\":[" + older + "]}")
                        .payment()
                        .status())
                .isEqualTo(PaymentStatus.FAILED);
        assertThat(read(Operation.FIND, "{\"payments\":[" + others + "]}").kind())
                .isEqualTo(Kind.ABSENT);
        assertThat(read(Operation.FIND, "{}").kind()).isEqualTo(Kind.ABSENT);
    }

    private GatewayAnswer read(Operation operation, String body) {
        return gateway.read(SquareBed.call(operation), SquareBed.reply(200, body));
    }

    private static String entry(String id, String status, String createdAt) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"reference_id\":\"order-1\",\"created_at\":\""
                + createdAt + "\",\"amount_money\":{\"amount\":1050,\"currency\":\"USD\"}}";
    }
}
