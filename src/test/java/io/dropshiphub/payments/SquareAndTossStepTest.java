package io.dropshiphub.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.product.Money;
import io.dropshiphub.product.Scope;
import io.dropshiphub.testing.HubTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The payment routes from end to end against the simulated Square and Toss. Square's keys count as forgotten at once, so that
 * every doubt there is ended by looking for the payment and, when none is there, by cancelling the key.
 */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml,payments/pay.camel.yaml,payments/change.camel.yaml,"
                    + "payments/round.camel.yaml,payments/send.camel.yaml,payments/square.camel.yaml,payments/toss.camel.yaml",
            "hub.payments.retry.first-delay=1ms",
            "hub.payments.resolve.every=50ms",
            "hub.payments.resolve.delays=100ms",
            "hub.payments.resolve.lease=1s",
            "hub.payments.square.key-life=1ms",
            "hub.payments.square.limits.failures=1000",
            "hub.payments.toss.limits.failures=1000"
        })
class SquareAndTossStepTest {

    private static final GatewaySandbox SANDBOX = new GatewaySandbox();
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ProducerTemplate routes;

    @Autowired
    private PaymentLedger ledger;

    @Autowired
    private JdbcClient jdbc;

    private final String order = "O-" + UUID.randomUUID();

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        settings.add("hub.payments.square.base-url", () -> SANDBOX.url("square"));
        settings.add("hub.payments.toss.base-url", () -> SANDBOX.url("toss"));
    }

    @AfterEach
    void noTrouble() {
        SANDBOX.noTrouble();
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-reply-after-acting", "server-error-after-acting", "truncated-body", "html-body"})
    void a_lost_answer_of_squares_is_found_and_nothing_is_charged_twice(String trouble) {
        SANDBOX.trouble("square", trouble, 1);

        Payment paid = settled(charge("square", "cnon:card-nonce-ok", "12.34"));

        assertThat(paid.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(paid.captured()).isEqualByComparingTo("12.34");
        assertThat(SANDBOX.taken("square", order)).isEqualByComparingTo("12.34");
    }

    @Test
    void a_charge_that_square_never_made_is_made_sure_of_and_ends_without_money() {
        SANDBOX.trouble("square", "server-error-before-acting", 1);

        Payment ended = settled(charge("square", "cnon:card-nonce-ok", "12.34"));

        assertThat(ended.status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(ended.captured()).isZero();
        assertThat(SANDBOX.taken("square", order)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop-reply-after-acting",
                "server-error-before-acting",
                "server-error-after-acting",
                "truncated-body",
                "outage"
            })
    void a_lost_answer_of_tosss_comes_again_with_the_same_key(String trouble) {
        String key = SANDBOX.agreed(order, "");
        SANDBOX.trouble("toss", trouble, 2);

        Payment paid = settled(charge("toss", key, "5000"));

        assertThat(paid.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(paid.transactionId()).isEqualTo(key);
        assertThat(SANDBOX.taken("toss", order)).isEqualByComparingTo("5000");
    }

    @Test
    void a_refund_goes_back_once_also_when_its_answers_are_lost() {
        Payment paid = charge("toss", SANDBOX.agreed(order, ""), "5000");
        SANDBOX.trouble("toss", "drop-reply-after-acting", 2);

        routes.requestBody(
                "direct:payment-refund", new PaymentChange(paid.id(), "r", new BigDecimal("2000"), null), Refund.class);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(ledger.refunds(paid.id())).singleElement().satisfies(refund -> assertThat(refund.status())
                    .isEqualTo(RefundStatus.SUCCEEDED));
            assertThat(now(paid).status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
            assertThat(now(paid).refunded()).isEqualByComparingTo("2000");
        });
    }

    @Test
    void a_refund_of_what_was_given_back_on_tosss_own_pages_fails_at_once_and_the_payment_shows_it() {
        Payment paid = charge("toss", SANDBOX.agreed(order, ""), "5000");
        SANDBOX.givesBack("toss", paid.transactionId());

        Refund refund = routes.requestBody(
                "direct:payment-refund", new PaymentChange(paid.id(), "r", null, null), Refund.class);

        assertThat(refund.status()).isEqualTo(RefundStatus.FAILED);
        assertThat(refund.code()).isEqualTo("ALREADY_CANCELED_PAYMENT");
        await().atMost(SOON).until(() -> now(paid).status() == PaymentStatus.REFUNDED);
        assertThat(now(paid).refunded()).isEqualByComparingTo("5000");
    }

    @Test
    void a_refund_in_doubt_of_which_everything_is_back_meanwhile_is_settled() {
        Payment paid = charge("toss", SANDBOX.agreed(order, ""), "5000");
        SANDBOX.trouble("toss", "outage", 1000);
        Refund unknown = routes.requestBody(
                "direct:payment-refund", new PaymentChange(paid.id(), "r", null, null), Refund.class);
        assertThat(unknown.status()).isEqualTo(RefundStatus.UNKNOWN);

        SANDBOX.givesBack("toss", paid.transactionId());
        SANDBOX.noTrouble();

        await().atMost(SOON).until(() -> ledger.refunds(paid.id()).get(0).status() == RefundStatus.SUCCEEDED);
        assertThat(now(paid).status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(now(paid).refunded()).isEqualByComparingTo("5000");
    }

    @Test
    void held_money_that_squares_list_no_longer_shows_is_let_go_by_its_key() {
        Payment held = lost("direct:payment-authorize", "77.01");

        Payment ended = settled(held);

        assertThat(ended.status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(ended.code()).isEqualTo("HUB-PAY-028");
        assertThat(SANDBOX.book("square", order).path("status").asText()).isEqualTo("CANCELED");
        assertThat(SANDBOX.taken("square", order)).isZero();
    }

    @Test
    void taken_money_that_squares_list_no_longer_shows_is_not_called_cancelled() {
        Payment taken = lost("direct:payment-charge", "77.02");

        await().atMost(SOON).until(() -> "HUB-PAY-024".equals(review(taken)));

        assertThat(now(taken).status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(SANDBOX.taken("square", order)).isEqualByComparingTo("77.02");

        // whoever looks it up tells the hub its id
        ledger.learn(
                taken.id(),
                "square",
                References.of(
                        References.PAYMENT,
                        SANDBOX.book("square", order).path("id").asText()));
        routes.requestBody("direct:payment-status", taken.id(), Payment.class);

        assertThat(now(taken).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(now(taken).captured()).isEqualByComparingTo("77.02");
        assertThat(review(taken)).isNull();
    }

    @Test
    void square_captures_the_whole_of_what_it_holds_or_nothing() {
        Payment held = routes.requestBody(
                "direct:payment-authorize", request("square", "cnon:card-nonce-ok", "10"), Payment.class);
        assertThat(held.status()).isEqualTo(PaymentStatus.AUTHORIZED);

        assertThatThrownBy(() -> capture(held, "part", "4"))
                .cause()
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo("HUB-PAY-431"));
        assertThat(SANDBOX.taken("square", order)).isZero();
        assertThat(capture(held, "whole", null).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(SANDBOX.taken("square", order)).isEqualByComparingTo("10");
    }

    @Test
    void a_payment_key_that_paid_for_something_pays_for_nothing_else() {
        String key = SANDBOX.agreed(order, "");
        assertThat(charge("toss", key, "5000").status()).isEqualTo(PaymentStatus.SUCCEEDED);

        Payment second = routes.requestBody(
                "direct:payment-charge", request("toss", key, "5000", "another " + order), Payment.class);

        assertThat(second.status()).isNotEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(second.captured()).isZero();
        assertThat(SANDBOX.taken("toss", order)).isEqualByComparingTo("5000");
    }

    private Payment capture(Payment payment, String key, String amount) {
        return routes.requestBody(
                "direct:payment-capture",
                new PaymentChange(payment.id(), key, amount == null ? null : new BigDecimal(amount), null),
                Payment.class);
    }

    private Payment charge(String gateway, String token, String amount) {
        return routes.requestBody("direct:payment-charge", request(gateway, token, amount), Payment.class);
    }

    /** Asked for at Square, which carries it out without an answer, and has a hundred newer payments of that amount afterwards. */
    private Payment lost(String route, String amount) {
        SANDBOX.trouble("square", "create", "drop-reply-after-acting", 1);
        SANDBOX.trouble("square", "list", "server-error-before-acting", 1000);
        Payment unknown = routes.requestBody(route, request("square", "cnon:card-nonce-ok", amount), Payment.class);
        assertThat(unknown.status()).isEqualTo(PaymentStatus.UNKNOWN);
        SANDBOX.crowd(100, new BigDecimal(amount));
        SANDBOX.noTrouble();
        return unknown;
    }

    private String review(Payment payment) {
        return jdbc.sql("select review_code from payment where id = ?")
                .param(payment.id())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private Payment settled(Payment payment) {
        await().atMost(SOON).until(() -> now(payment).status() != PaymentStatus.UNKNOWN);
        return now(payment);
    }

    private Payment now(Payment payment) {
        return ledger.find(Scope.ALL, payment.id()).orElseThrow();
    }

    private PaymentRequest request(String gateway, String token, String amount) {
        return request(gateway, token, amount, order);
    }

    private PaymentRequest request(String gateway, String token, String amount, String key) {
        return new PaymentRequest(
                1,
                key,
                new Money(new BigDecimal(amount), Currency.getInstance(gateway.equals("toss") ? "KRW" : "USD")),
                order,
                null,
                Map.of(gateway, token),
                null,
                true,
                null,
                Map.of(),
                null);
    }
}
