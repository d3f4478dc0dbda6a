package io.dropshiphub.payments.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentReviews;
import io.dropshiphub.payments.PaymentReviews.Shown;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import io.dropshiphub.product.Scope;
import io.dropshiphub.testing.HubTest;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person's word makes of payments that nothing else tells about. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            // no gateways: the test gives their answers
            "hub.routes.include=_shared/*.camel.yaml"
        })
class ReviewedPaymentsTest {

    @Autowired
    private PaymentOpenings openings;

    @Autowired
    private PaymentChanges changes;

    @Autowired
    private PaymentAnswers answers;

    @Autowired
    private PaymentReviews reviews;

    @Autowired
    private PaymentLedger ledger;

    @Autowired
    private JdbcClient jdbc;

    private String intent;

    private final Map<UUID, Round> first = new HashMap<>();

    @Test
    void a_stuck_charge_ends_with_what_was_captured() {
        UUID id = stuck(true);

        reviews.settle(id, captured("12.50"));

        Payment settled = payment(id);
        assertThat(settled.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(settled.captured()).isEqualByComparingTo("12.50");
        assertThat(settled.review()).isNull();
        assertThat(settled.code()).isNull();
        assertNothingIsLeftToPayWith(id);
        assertRefused(() -> reviews.settle(id, captured("12.50")), 409, "HUB-PAY-107");
    }

    @Test
    void a_stuck_charge_that_was_not_made_has_failed_and_a_later_capture_overrules_it() {
        UUID id = stuck(true);

        reviews.settle(id, captured("0"));

        assertThat(payment(id).status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(payment(id).code()).isEqualTo("HUB-PAY-039");
        assertNothingIsLeftToPayWith(id);

        shows(id, "12.50");
        assertThat(payment(id).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(payment(id).review().code()).isEqualTo("HUB-PAY-025");
    }

    @Test
    void a_stuck_try_is_not_only_acknowledged() {
        UUID id = stuck(true);

        assertRefused(() -> reviews.acknowledge(id), 409, "HUB-PAY-109");

        assertThat(payment(id).review()).isNotNull();
        assertThat(payment(id).status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void without_a_stuck_try_the_flag_goes_and_nothing_else_changes() {
        UUID id = paid();
        shows(id, "12.51");
        Payment flagged = payment(id);
        assertThat(flagged.review().code()).isEqualTo("HUB-PAY-013");

        reviews.acknowledge(id);

        assertThat(payment(id).review()).isNull();
        assertThat(payment(id))
                .usingRecursiveComparison()
                .ignoringFields("review", "code", "message")
                .isEqualTo(flagged);
        assertRefused(() -> reviews.acknowledge(id), 409, "HUB-PAY-107");
    }

    @Test
    void a_try_that_is_being_sent_is_not_settled_meanwhile() {
        UUID id = stuck(true);
        jdbc.sql("update payment_attempt set leased = true, due_at = now() where payment_id = ?")
                .param(id)
                .update();

        assertRefused(() -> reviews.settle(id, captured("0")), 409, "HUB-PAY-017");
        assertThat(payment(id).status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void books_only_move_forward() {
        UUID charge = stuck(true);
        assertRefused(() -> reviews.settle(charge, captured("12.51")), 422, "HUB-PAY-110");
        assertRefused(() -> reviews.settle(charge, captured("12.505")), 422, "HUB-PAY-402");
        assertRefused(() -> reviews.settle(charge, refunded("1")), 422, "HUB-PAY-110");

        UUID paid = paid();
        flag(paid);
        assertRefused(() -> reviews.settle(paid, captured("0")), 422, "HUB-PAY-110");
        assertRefused(() -> reviews.settle(paid, captured("12.49")), 422, "HUB-PAY-110");
        assertRefused(() -> reviews.settle(paid, refunded("12.51")), 422, "HUB-PAY-110");
        assertThat(payment(paid).review()).isNotNull();
        assertRefused(() -> reviews.settle(UUID.randomUUID(), captured("0")), 404, "HUB-PAY-011");
    }

    @Test
    void a_capture_that_was_not_made_leaves_the_money_held_and_one_of_a_part_is_taken_over() {
        UUID none = held();
        stuck(changes.capture(change(none, null)));
        reviews.settle(none, captured("0"));
        assertThat(payment(none).status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(payment(none).authorized()).isEqualByComparingTo("12.50");

        UUID part = held();
        stuck(changes.capture(change(part, "10")));
        reviews.settle(part, captured("10"));
        assertThat(payment(part).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(payment(part).captured()).isEqualByComparingTo("10");
    }

    @Test
    void a_void_after_which_nothing_is_held_is_canceled() {
        UUID id = held();
        stuck(changes.release(change(id, null)));

        reviews.settle(id, captured("0"));

        assertThat(payment(id).status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(payment(id).authorized()).isZero();
    }

    @Test
    void a_stuck_refund_has_succeeded_when_its_amount_went_back_and_failed_when_another_did() {
        UUID all = paid();
        stuck(changes.refund(change(all, "5")));
        assertRefused(() -> reviews.settle(all, captured("12.50")), 422, "HUB-PAY-110");
        reviews.settle(all, refunded("5"));
        assertThat(refund(all).status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(payment(all).status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);

        UUID none = paid();
        stuck(changes.refund(change(none, "5")));
        reviews.settle(none, refunded("0"));
        assertThat(refund(none).status()).isEqualTo(RefundStatus.FAILED);
        assertThat(payment(none).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(payment(none).refunded()).isZero();

        UUID less = paid();
        stuck(changes.refund(change(less, "5")));
        reviews.settle(less, refunded("3"));
        assertThat(refund(less).status()).isEqualTo(RefundStatus.FAILED);
        assertThat(refund(less).message()).contains("3 USD went back");
        assertThat(payment(less).refunded()).isEqualByComparingTo("3");
    }

    private UUID paid() {
        Round round = opened(true);
        answers.record(done(PaymentStatus.SUCCEEDED, "12.50"), round);
        return round.paymentId();
    }

    private UUID held() {
        Round round = opened(false);
        answers.record(GatewayAnswer.done(shown(PaymentStatus.AUTHORIZED, "12.50", "12.50", "0")), round);
        assertThat(payment(round.paymentId()).status()).isEqualTo(PaymentStatus.AUTHORIZED);
        return round.paymentId();
    }

    private Round opened(boolean captures) {
        Round round = captures ? openings.charge(request(true)) : openings.authorize(request(false));
        intent = "pi_" + UUID.randomUUID().toString().replace("-", "");
        first.put(round.paymentId(), round);
        return round;
    }

    /** A charge or authorization of which nothing tells what became of it. */
    private UUID stuck(boolean captures) {
        Round round = opened(captures);
        stuck(round);
        assertThat(payment(round.paymentId()).status()).isEqualTo(PaymentStatus.UNKNOWN);
        return round.paymentId();
    }

    private void stuck(Round round) {
        Round open = round;
        for (int i = 0; i < 4 && open.task() != null; i++) {
            open = answers.record(GatewayAnswer.of(Kind.UNKNOWN, "HUB-PAY-006", "lost"), open);
        }
        jdbc.sql("update payment_attempt set leased = false, due_at = null where payment_id = ? and state = 'open'")
                .param(round.paymentId())
                .update();
        flag(round.paymentId());
    }

    private void flag(UUID id) {
        jdbc.sql("update payment set review_code = 'HUB-PAY-024', review_message = 'Nothing tells' where id = ?")
                .param(id)
                .update();
    }

    /** An answer that comes too late to decide anything; what it shows counts. */
    private void shows(UUID id, String amount) {
        answers.record(done(PaymentStatus.SUCCEEDED, amount), first.get(id));
    }

    private Payment payment(UUID id) {
        return ledger.find(Scope.ALL, id).orElseThrow();
    }

    private Refund refund(UUID paymentId) {
        return ledger.refunds(paymentId).get(0);
    }

    private void assertNothingIsLeftToPayWith(UUID id) {
        assertThat(jdbc.sql(
                                "select count(*) from payment_attempt where payment_id = ? and (state = 'open' or request is not null)")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static void assertRefused(ThrowingCallable deed, int status, String code) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(PaymentProblem.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.status()).isEqualTo(status);
        });
    }

    private static Shown captured(String amount) {
        return new Shown(new BigDecimal(amount), null);
    }

    private static Shown refunded(String amount) {
        return new Shown(null, new BigDecimal(amount));
    }

    private static PaymentChange change(UUID id, String amount) {
        return new PaymentChange(
                id, UUID.randomUUID().toString(), amount == null ? null : new BigDecimal(amount), null);
    }

    private GatewayAnswer done(PaymentStatus status, String amount) {
        return GatewayAnswer.done(shown(status, amount, "0", amount));
    }

    private GatewayPayment shown(PaymentStatus status, String amount, String authorized, String captured) {
        return new GatewayPayment(
                status,
                status.name(),
                References.of(References.PAYMENT, intent),
                new Money(new BigDecimal(amount), Currency.getInstance("USD")),
                new BigDecimal(authorized),
                new BigDecimal(captured),
                null,
                null);
    }

    private static PaymentRequest request(boolean captures) {
        String key = UUID.randomUUID().toString();
        Money amount = new Money(new BigDecimal("12.50"), Currency.getInstance("USD"));
        return new PaymentRequest(
                1, key, amount, key, null, Map.of("stripe", "pm_card_visa"), null, captures, null, Map.of(), null);
    }
}
