package io.dropshiphub.payments.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import io.dropshiphub.product.Scope;
import io.dropshiphub.testing.HubTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The payment routes from end to end against a simulated Stripe, whose books are compared with the ledger. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "SQUARE_ACCESS_TOKEN=",
            "hub.routes.include=_shared/*.camel.yaml,payments/pay.camel.yaml,payments/change.camel.yaml,"
                    + "payments/round.camel.yaml,payments/send.camel.yaml,payments/stripe.camel.yaml",
            "hub.payments.retry.first-delay=1ms",
            "hub.payments.resolve.every=50ms",
            "hub.payments.resolve.delays=100ms",
            "hub.payments.resolve.lease=1s",
            "hub.payments.look.delays=200ms",
            "hub.payments.look.fresh=0s",
            "hub.payments.stripe.limits.calls=10000",
            "hub.payments.stripe.limits.failures=1000"
        })
class PaymentStepTest {

    private static final StripeWorld STRIPE = new StripeWorld();
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ProducerTemplate routes;

    @Autowired
    private PaymentLedger ledger;

    @Autowired
    private PaymentOpenings openings;

    @Autowired
    private PaymentChanges changes;

    @Autowired
    private JdbcClient jdbc;

    private final String order = "O-" + UUID.randomUUID();

    @DynamicPropertySource
    static void stripe(DynamicPropertyRegistry settings) {
        settings.add("hub.payments.stripe.base-url", STRIPE::url);
    }

    @AfterEach
    void no_trouble() {
        STRIPE.noTrouble();
    }

    @Test
    void a_charge_is_made_once_however_often_it_is_asked_for() {
        Payment paid = charge(request("pm_card_visa", "10.50", true));
        assertThat(paid.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(paid.captured()).isEqualByComparingTo("10.50");
        assertThat(paid.transactionId()).startsWith("pi_");
        assertThat(charge(request("pm_card_visa", "10.50", true))).isEqualTo(paid);
        assertThat(STRIPE.charges(order)).isOne();
        assertThat(jdbc.sql("select request from payment_attempt where payment_id = ?")
                        .param(paid.id())
                        .query(String.class)
                        .list())
                .as("what could be used to pay is forgotten")
                .containsExactly((String) null);
        assertThatThrownBy(() -> charge(request("pm_card_visa", "10.51", true))).satisfies(coded("HUB-PAY-016", 409));
    }

    @Test
    void many_who_ask_at_once_get_one_charge() {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Payment>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> charge(request("pm_card_visa", "3", true)), callers));
            }
            assertThat(answers.stream()
                            .map(CompletableFuture::join)
                            .map(Payment::id)
                            .distinct())
                    .hasSize(1);
        } finally {
            callers.shutdown();
        }
        assertThat(STRIPE.charges(order)).isOne();
    }

    @Test
    void a_decline_is_final_and_says_why() {
        Payment declined = charge(request("pm_card_visa_chargeDeclinedInsufficientFunds", "20", true));
        assertThat(declined.status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(declined.code()).isEqualTo("insufficient_funds");
        assertThat(declined.captured()).isZero();
        assertThat(STRIPE.charges(order)).isZero();
    }

    @Test
    void a_lost_reply_is_asked_for_again_with_the_same_key() {
        STRIPE.trouble("drop-reply-after-acting", 1);
        assertThat(charge(request("pm_card_visa", "7", true)).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(STRIPE.charges(order)).isOne();
        assertThat(STRIPE.books(order)).hasSize(1);
    }

    @Test
    void what_stays_unknown_is_found_out_behind_the_callers_back() {
        STRIPE.trouble("drop-reply-after-acting", 5);
        Payment unknown = charge(request("pm_card_visa", "7", true));
        assertThat(unknown.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(unknown.code()).isEqualTo("HUB-PAY-006");
        assertThatThrownBy(() -> routes.requestBody("direct:payment-void", change(unknown, "v", null)))
                .satisfies(coded("HUB-PAY-017", 409));
        await().atMost(SOON).until(() -> now(unknown).status() == PaymentStatus.SUCCEEDED);
        assertThat(now(unknown).code()).isNull();
        assertThat(STRIPE.charges(order)).isOne();
    }

    @Test
    void a_try_that_a_dead_hub_has_left_is_sent_again_with_its_key() {
        Round left = openings.charge(request("pm_card_visa", "9", true));
        await().atMost(SOON)
                .until(() ->
                        ledger.find(Scope.ALL, left.paymentId()).orElseThrow().status() == PaymentStatus.SUCCEEDED);
        assertThat(STRIPE.charges(order)).isOne();
        assertThat(STRIPE.books(order).get(0).path("idempotency_key").asText())
                .isEqualTo(left.attempt().key());
    }

    @Test
    void held_money_is_captured_in_part_and_given_back_in_parts() {
        Payment held = charge(request("pm_card_visa", "100", false));
        assertThat(held.status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(held.authorized()).isEqualByComparingTo("100");
        assertThatThrownBy(() -> refund(held, "r0", null)).satisfies(coded("HUB-PAY-021", 409));
        assertThatThrownBy(() -> routes.requestBody("direct:payment-capture", change(held, "c0", "100.01")))
                .satisfies(coded("HUB-PAY-019", 422));

        Payment taken = capture(held, "c1", "60");
        assertThat(taken.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(taken.captured()).isEqualByComparingTo("60");
        assertThat(capture(held, "c1", "60")).isEqualTo(taken);
        assertThatThrownBy(() -> capture(held, "c1", "61")).satisfies(coded("HUB-PAY-030", 409));
        assertThatThrownBy(() -> routes.requestBody("direct:payment-void", change(held, "v1", null)))
                .satisfies(coded("HUB-PAY-020", 409));

        Refund first = refund(held, "r1", "20");
        assertThat(first.status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(refund(held, "r1", "20")).isEqualTo(first);
        assertThat(now(held).status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThatThrownBy(() -> refund(held, "r2", "40.01")).satisfies(coded("HUB-PAY-022", 422));
        refund(held, "r3", null);
        assertThat(now(held).status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(now(held).refunded()).isEqualByComparingTo("60");
        assertThatThrownBy(() -> refund(held, "r4", null)).satisfies(coded("HUB-PAY-022", 422));
        assertThat(new BigDecimal(STRIPE.books(order).get(0).path("refunded").asText()))
                .isEqualByComparingTo("60");
        assertThat(ledger.refunds(held.id())).hasSize(2);
    }

    @Test
    void held_money_is_let_go() {
        // held, although the request does not say so
        Payment held =
                routes.requestBody("direct:payment-authorize", request("pm_card_visa", "5", true), Payment.class);
        assertThat(held.status()).isEqualTo(PaymentStatus.AUTHORIZED);
        Payment gone = routes.requestBody("direct:payment-void", change(held, "v", null), Payment.class);
        assertThat(gone.status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(gone.authorized()).isZero();
    }

    @Test
    void a_refund_whose_reply_is_lost_is_made_once() {
        Payment paid = charge(request("pm_card_visa", "30", true));
        STRIPE.trouble("drop-reply-after-acting", 4);
        Refund unknown = refund(paid, "r", "10");
        assertThat(unknown.status()).isEqualTo(RefundStatus.UNKNOWN);
        assertThat(now(paid).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(now(paid).refunded()).as("under way").isEqualByComparingTo("10");
        await().atMost(SOON).until(() -> ledger.refunds(paid.id()).get(0).status() == RefundStatus.SUCCEEDED);
        assertThat(new BigDecimal(STRIPE.books(order).get(0).path("refunded").asText()))
                .isEqualByComparingTo("10");
        assertThat(now(paid).status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
    }

    @Test
    void a_refund_that_a_dead_hub_has_left_is_made_once() {
        Payment paid = charge(request("pm_card_visa", "30", true));
        changes.refund(change(paid, "r", "10"));
        await().atMost(SOON).until(() -> ledger.refunds(paid.id()).get(0).status() == RefundStatus.SUCCEEDED);
        assertThat(new BigDecimal(STRIPE.books(order).get(0).path("refunded").asText()))
                .isEqualByComparingTo("10");
    }

    @Test
    void what_the_payer_does_later_is_seen_by_itself() {
        Payment waiting = charge(request("pm_card_authenticationRequired", "15", true));
        assertThat(waiting.status()).isEqualTo(PaymentStatus.REQUIRES_ACTION);
        STRIPE.happens(waiting.transactionId(), "approve");
        await().atMost(SOON).until(() -> now(waiting).status() == PaymentStatus.SUCCEEDED);
        assertThat(now(waiting).actionUrl()).isNull();
    }

    @Test
    void what_is_done_on_the_gateways_own_pages_is_seen_when_the_payment_is_read() {
        Payment paid = charge(request("pm_card_visa", "15", true));
        STRIPE.happens(paid.transactionId(), "refund");
        Payment read = routes.requestBody("direct:payment-status", paid.id(), Payment.class);
        assertThat(read.status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(read.refunded()).isEqualByComparingTo("15");
    }

    @Test
    void json_will_do_and_is_read_strictly() {
        String json = """
                {"amount": "12.50", "currency": "USD", "order_id": "%s", "payment_method": "pm_card_visa", "gateway": "stripe",
                 "idempotency_key": "%s", "metadata": {"channel": "blog"}}""".formatted(order, order);
        Payment paid = routes.requestBody("direct:payment-charge", json, Payment.class);
        assertThat(paid.status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(paid.metadata()).containsEntry("channel", "blog");
        assertThatThrownBy(() -> routes.requestBody("direct:payment-charge", json.replace("order_id", "orderid")))
                .satisfies(coded("HUB-PAY-031", 400));
        assertThatThrownBy(() -> routes.requestBody("direct:payment-charge", Map.of("amount", 1.1)))
                .satisfies(coded("HUB-PAY-032", 422));
    }

    @Test
    void without_a_gateway_that_can_take_it_nothing_is_sent_and_every_reason_is_told() {
        PaymentRequest nowhere = new PaymentRequest(
                1,
                order,
                new Money(BigDecimal.ONE, Currency.getInstance("USD")),
                order,
                null,
                Map.of("square", "cnon:card-nonce-ok"),
                null,
                true,
                null,
                Map.of(),
                null);
        assertThatThrownBy(() -> charge(nowhere)).satisfies(coded("HUB-PAY-014", 422));
        assertThat(ledger.find(1, order)).isEmpty();
    }

    private Payment charge(PaymentRequest request) {
        return routes.requestBody("direct:payment-charge", request, Payment.class);
    }

    private Payment capture(Payment payment, String key, String amount) {
        return routes.requestBody("direct:payment-capture", change(payment, key, amount), Payment.class);
    }

    private Refund refund(Payment payment, String key, String amount) {
        return routes.requestBody("direct:payment-refund", change(payment, key, amount), Refund.class);
    }

    private Payment now(Payment payment) {
        return ledger.find(Scope.ALL, payment.id()).orElseThrow();
    }

    private static PaymentChange change(Payment payment, String key, String amount) {
        return new PaymentChange(payment.id(), key, amount == null ? null : new BigDecimal(amount), null);
    }

    private PaymentRequest request(String token, String amount, boolean captures) {
        return new PaymentRequest(
                1,
                order,
                new Money(new BigDecimal(amount), Currency.getInstance("USD")),
                order,
                null,
                Map.of("stripe", token),
                null,
                captures,
                null,
                Map.of(),
                "https://shop.example/back");
    }

    private static Consumer<Throwable> coded(String code, int status) {
        return thrown -> {
            Throwable cause = thrown instanceof CamelExecutionException camel ? camel.getCause() : thrown;
            assertThat(cause).isInstanceOfSatisfying(PaymentProblem.class, problem -> {
                assertThat(problem.code()).isEqualTo(code);
                assertThat(problem.status()).isEqualTo(status);
            });
        };
    }
}
