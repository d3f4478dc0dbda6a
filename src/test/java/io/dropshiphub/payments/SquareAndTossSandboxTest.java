package io.dropshiphub.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Square's and Toss's routes against the simulators, which share no code with them. */
class SquareAndTossSandboxTest {

    private static final GatewayCall.Page EVER =
            new GatewayCall.Page(false, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), null);

    private static GatewaySandbox sandbox;
    private static GatewayRouteBed square;
    private static GatewayRouteBed toss;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new GatewaySandbox();
        square = new GatewayRouteBed("square", Map.of("hub.payments.square.base-url", sandbox.url("square")));
        toss = new GatewayRouteBed(
                "toss", Map.of("hub.payments.toss.base-url", sandbox.url("toss"), "hub.payments.toss.list-page", "2"));
    }

    @AfterAll
    static void stop() {
        square.close();
        toss.close();
        sandbox.close();
    }

    @Test
    void square_charges_once_however_often_the_same_try_is_sent() {
        GatewayCall charge = paying("square", Operation.CHARGE, "cnon:card-nonce-ok", "10.50", "once-1");

        GatewayPayment first = square.send(charge).payment();
        GatewayPayment second = square.send(charge).payment();

        assertThat(first.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(first.amount()).isEqualTo(charge.amount());
        assertThat(first.captured()).isEqualByComparingTo("10.50");
        assertThat(second.references()).isEqualTo(first.references());
        GatewayPayment found = square.send(about(Operation.FIND, charge, References.NONE, "10.50", null))
                .payment();
        assertThat(found.references()).isEqualTo(first.references());
    }

    @Test
    void square_holds_and_then_captures_or_lets_go() {
        GatewayCall hold = paying("square", Operation.AUTHORIZE, "cnon:card-nonce-ok", "7", "hold-1");
        GatewayPayment held = square.send(hold).payment();
        assertThat(held.status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(held.authorized()).isEqualByComparingTo("7");

        GatewayCall capture = about(Operation.CAPTURE, hold, held.references(), "7", null);
        assertThat(square.send(capture).payment().status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(square.send(capture).kind()).isEqualTo(Kind.ALREADY_DONE);

        GatewayCall other = paying("square", Operation.AUTHORIZE, "cnon:card-nonce-ok", "8", "hold-2");
        GatewayCall release =
                about(Operation.VOID, other, square.send(other).payment().references(), "8", null);
        assertThat(square.send(release).payment().status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(square.send(release).kind()).isEqualTo(Kind.ALREADY_DONE);
    }

    @Test
    void square_cancels_a_try_by_its_key_whether_it_was_made_or_not() {
        GatewayCall hold = paying("square", Operation.AUTHORIZE, "cnon:card-nonce-ok", "9", "key-1");
        References held = square.send(hold).payment().references();

        assertThat(square.send(keyed(Operation.CANCEL_BY_KEY, hold, hold.key())).kind())
                .isEqualTo(Kind.DONE);
        assertThat(square.send(about(Operation.STATUS, hold, held, "9", null))
                        .payment()
                        .status())
                .isEqualTo(PaymentStatus.CANCELED);
        assertThat(square.send(keyed(
                                Operation.CANCEL_BY_KEY, hold, UUID.randomUUID().toString()))
                        .kind())
                .isEqualTo(Kind.DONE);
    }

    @ParameterizedTest
    @CsvSource({
        "cnon:card-nonce-declined, DECLINED, GENERIC_DECLINE",
        "cnon:card-nonce-rejected-cvv, DECLINED, CVV_FAILURE",
        "cnon:card-nonce-rejected-postalcode, DECLINED, ADDRESS_VERIFICATION_FAILURE",
        "cnon:card-nonce-rejected-expiration, DECLINED, INVALID_EXPIRATION",
        "wnon:afterpay-or-clearpay-declined, DECLINED, GENERIC_DECLINE",
        "cnon:sandbox-verification, DECLINED, CARD_DECLINED_VERIFICATION_REQUIRED",
        "cnon:sandbox-expired, REFUSED, CARD_TOKEN_EXPIRED"
    })
    void square_declines_what_its_test_tokens_say(String token, Kind kind, String code) {
        GatewayAnswer answer = square.send(paying("square", Operation.CHARGE, token, "3", "declined-1"));

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void square_asks_for_a_repeat_with_the_same_key_and_then_charges() {
        GatewayCall charge = paying("square", Operation.CHARGE, "cnon:sandbox-temporary", "4", "temporary-1");

        assertThat(square.send(charge).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(square.send(charge).payment().status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void square_gives_back_parts_and_no_more_than_there_was_and_lists_it_all() {
        GatewayCall charge = paying("square", Operation.CHARGE, "cnon:card-nonce-ok", "20", "refunds-1");
        References paid = square.send(charge).payment().references();

        GatewayRefund refund = refunded(square, about(Operation.REFUND, charge, paid, "12.50", "broken"));
        GatewayAnswer status = square.send(
                about(Operation.REFUND_STATUS, charge, paid.and(References.REFUND, refund.reference()), "20", null));

        assertThat(refund.amount().amount()).isEqualByComparingTo("12.50");
        assertThat(status.refund().reference()).isEqualTo(refund.reference());
        assertThat(square.send(about(Operation.REFUND, charge, paid, "7.51", null))
                        .kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(listed(square, false)).anySatisfy(entry -> {
            assertThat(entry.reference()).isEqualTo(paid.get(References.PAYMENT));
            assertThat(entry.orderId()).isEqualTo("refunds-1");
            assertThat(entry.succeeded()).isTrue();
        });
        assertThat(listed(square, true)).anySatisfy(entry -> {
            assertThat(entry.reference()).isEqualTo(refund.reference());
            assertThat(entry.amount().amount()).isEqualByComparingTo("12.50");
        });
    }

    @Test
    void toss_confirms_once_and_knows_it_afterwards() {
        GatewayCall charge = begun("toss-once-1", "");
        assertThat(toss.send(looking(charge)).kind()).as("not confirmed yet").isEqualTo(Kind.ABSENT);

        GatewayPayment first = toss.send(charge).payment();
        GatewayPayment second = toss.send(charge).payment();

        assertThat(first.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(first.amount()).isEqualTo(Money.won(5000));
        assertThat(first.references()).isEqualTo(References.of(References.PAYMENT, charge.token()));
        assertThat(second).isEqualTo(first);
        assertThat(toss.send(keyed(Operation.CHARGE, charge, UUID.randomUUID().toString()))
                        .kind())
                .isEqualTo(Kind.ALREADY_DONE);
        assertThat(toss.send(looking(charge)).payment().status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void toss_tells_a_passing_error_although_the_payer_has_paid() {
        GatewayCall charge = begun("toss-provider-1", ",\"outcome\":\"PROVIDER_ERROR_AFTER_ACTING\"");

        GatewayAnswer answer = toss.send(charge);

        assertThat(answer.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(answer.code()).isEqualTo("PROVIDER_ERROR");
        assertThat(toss.send(looking(charge)).payment().status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @ParameterizedTest
    @CsvSource({"REJECT_CARD_PAYMENT", "REJECT_CARD_COMPANY", "INVALID_STOPPED_CARD", "EXCEED_MAX_AUTH_COUNT"})
    void toss_declines_what_the_payers_bank_refuses(String code) {
        GatewayAnswer answer = toss.send(begun("toss-" + code, ",\"outcome\":\"" + code + "\""));

        assertThat(answer.kind()).isEqualTo(Kind.DECLINED);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void toss_gives_back_parts_and_no_more_than_there_was_and_lists_it_all() {
        GatewayCall charge = begun("toss-refunds-1", "");
        References paid = toss.send(charge).payment().references();

        GatewayRefund first = refunded(toss, about(Operation.REFUND, charge, paid, "2000", "broken"));
        GatewayRefund second = refunded(toss, about(Operation.REFUND, charge, paid, "1000", null));

        assertThat(first.reference()).isNotEqualTo(second.reference());
        GatewayRefund read = toss.send(about(
                        Operation.REFUND_STATUS, charge, paid.and(References.REFUND, first.reference()), "5000", null))
                .refund();
        assertThat(read).isEqualTo(first);
        GatewayPayment payment =
                toss.send(about(Operation.STATUS, charge, paid, "5000", null)).payment();
        assertThat(payment.status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(payment.refunded()).isEqualByComparingTo("3000");
        assertThat(toss.send(about(Operation.REFUND, charge, paid, "2001", null))
                        .kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(listed(toss, false))
                .anySatisfy(entry -> assertThat(entry.reference()).isEqualTo(charge.token()));
        assertThat(listed(toss, true))
                .extracting(ListedEntry::reference)
                .contains(first.reference(), second.reference());
    }

    private static GatewayRefund refunded(GatewayRouteBed bed, GatewayCall call) {
        GatewayAnswer answer = bed.send(call);
        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.refund().status()).isNotEqualTo(RefundStatus.FAILED);
        assertThat(bed.send(call).refund().reference())
                .as("the same try again")
                .isEqualTo(answer.refund().reference());
        return answer.refund();
    }

    /** All pages of the day. */
    private static List<ListedEntry> listed(GatewayRouteBed bed, boolean refunds) {
        List<ListedEntry> all = new ArrayList<>();
        Instant now = Instant.now();
        String cursor = null;
        do {
            Page page = new Page(refunds, now.minus(Duration.ofHours(12)), now.plus(Duration.ofHours(12)), cursor);
            GatewayAnswer answer = bed.send(GatewayCall.list(page));
            all.addAll(answer.page().entries());
            cursor = answer.page().next();
        } while (cursor != null);
        assertThat(all).extracting(ListedEntry::reference).doesNotHaveDuplicates();
        return all;
    }

    private static GatewayCall begun(String orderId, String more) {
        return paying("toss", Operation.CHARGE, sandbox.agreed(orderId, more), "5000", orderId);
    }

    private static GatewayCall paying(
            String gateway, Operation operation, String token, String amount, String orderId) {
        Currency currency = Currency.getInstance(gateway.equals("toss") ? "KRW" : "USD");
        return call(
                operation,
                UUID.randomUUID().toString(),
                new Money(new BigDecimal(amount), currency),
                token,
                orderId,
                References.NONE,
                null);
    }

    private static GatewayCall about(
            Operation operation, GatewayCall payment, References references, String amount, String reason) {
        Money money = new Money(new BigDecimal(amount), payment.amount().currency());
        return call(operation, UUID.randomUUID().toString(), money, null, payment.orderId(), references, reason);
    }

    private static GatewayCall keyed(Operation operation, GatewayCall payment, String key) {
        return call(operation, key, payment.amount(), payment.token(), payment.orderId(), payment.references(), null);
    }

    private static GatewayCall looking(GatewayCall payment) {
        return keyed(Operation.FIND, payment, null);
    }

    private static GatewayCall call(
            Operation operation,
            String key,
            Money amount,
            String token,
            String orderId,
            References references,
            String reason) {
        return new GatewayCall(
                operation,
                UUID.randomUUID(),
                key,
                amount,
                true,
                true,
                token,
                orderId,
                null,
                "두 개",
                Map.of(),
                null,
                references,
                null,
                reason,
                operation == Operation.FIND ? EVER : null);
    }
}
