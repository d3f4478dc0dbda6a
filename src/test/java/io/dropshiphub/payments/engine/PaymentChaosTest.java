package io.dropshiphub.payments.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;
import io.dropshiphub.payments.PaymentFilter;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import io.dropshiphub.product.Scope;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Many payments while a good part of the calls goes wrong in every way; in the end the ledger equals the gateway's books. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml,payments/pay.camel.yaml,payments/change.camel.yaml,"
                    + "payments/round.camel.yaml,payments/send.camel.yaml,payments/stripe.camel.yaml",
            "hub.payments.retry.first-delay=1ms",
            "hub.payments.resolve.every=50ms",
            "hub.payments.resolve.delays=50ms,200ms",
            "hub.payments.resolve.lease=2s",
            "hub.payments.look.delays=200ms",
            "hub.payments.stripe.limits.calls=100000",
            "hub.payments.stripe.limits.open=100ms"
        })
class PaymentChaosTest {

    private static final int PAYMENTS = 200;
    private static final StripeWorld STRIPE = new StripeWorld();

    @Autowired
    private ProducerTemplate routes;

    @Autowired
    private PaymentOpenings openings;

    @Autowired
    private PaymentLedger ledger;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @DynamicPropertySource
    static void stripe(DynamicPropertyRegistry settings) {
        settings.add("hub.payments.stripe.base-url", STRIPE::url);
    }

    @Test
    void nobody_is_charged_twice_and_no_outcome_is_lost() {
        TestDatabase.clear(database);
        STRIPE.often("drop-reply-after-acting", 0.10);
        STRIPE.often("server-error-after-acting", 0.05);
        STRIPE.often("server-error-before-acting", 0.05);
        STRIPE.often("truncated-body", 0.05);
        STRIPE.often("rate-limit", 0.05);
        STRIPE.often("outage", 0.05);
        ExecutorService callers = Executors.newFixedThreadPool(12);
        try {
            CompletableFuture<?>[] all = IntStream.range(0, PAYMENTS)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> live(i), callers))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).join();
        } finally {
            callers.shutdown();
        }
        STRIPE.noTrouble();
        await("every try has an end").atMost(Duration.ofSeconds(60)).until(() -> open() == 0);
        compare();
    }

    /** A charge, asked for twice by every third caller; some are left by a dying hub; a third of the paid ones is given back. */
    private void live(int i) {
        PaymentRequest request = request(i);
        if (i % 10 == 0) {
            patiently(() -> openings.charge(request));
            return;
        }
        Payment paid = patiently(() -> routes.requestBody("direct:payment-charge", request, Payment.class));
        if (i % 3 == 0) {
            assertThat(routes.requestBody("direct:payment-charge", request, Payment.class)
                            .id())
                    .isEqualTo(paid.id());
        }
        if (i % 3 == 1 && paid.status() == PaymentStatus.SUCCEEDED) {
            routes.requestBody(
                    "direct:payment-refund",
                    new PaymentChange(paid.id(), "r" + i, i % 2 == 0 ? null : BigDecimal.ONE, null));
        }
    }

    /** As a caller who is told that no gateway can take the payment now: asks again with the same key. */
    private static <T> T patiently(Callable<T> call) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(call, answer -> true);
    }

    private void compare() {
        List<String> differences = new ArrayList<>();
        int captured = 0;
        for (Payment payment :
                ledger.list(Scope.ALL, new PaymentFilter(null, null, null, null, null, null, PAYMENTS * 2, 0))) {
            JsonNode there = STRIPE.books(payment.orderId());
            BigDecimal taken = BigDecimal.ZERO;
            BigDecimal back = BigDecimal.ZERO;
            for (JsonNode row : there) {
                taken = taken.add(new BigDecimal(row.path("captured").asText()));
                back = back.add(new BigDecimal(row.path("refunded").asText()));
            }
            captured += taken.signum();
            if (taken.compareTo(payment.captured()) != 0
                    || back.compareTo(payment.refunded()) != 0
                    || STRIPE.charges(payment.orderId()) > 1
                    || (taken.signum() == 0) != (payment.status() == PaymentStatus.FAILED)) {
                differences.add(payment + " there: " + there);
            }
            ledger.refunds(payment.id()).forEach(refund -> {
                if (refund.status() != RefundStatus.SUCCEEDED && refund.status() != RefundStatus.FAILED) {
                    differences.add(refund.toString());
                }
            });
        }
        assertThat(differences).isEmpty();
        assertThat(captured).as("payments that were taken").isGreaterThan(PAYMENTS / 2);
        assertThat(jdbc.sql("select count(*) from payment where review_code is not null")
                        .query(Integer.class)
                        .single())
                .as("payments that a person has to look at")
                .isZero();
    }

    private int open() {
        return jdbc.sql("select (select count(*) from payment_attempt where state = 'open')"
                        + " + (select count(*) from payment where status in ('UNKNOWN', 'PROCESSING', 'CREATED'))")
                .query(Integer.class)
                .single();
    }

    private static PaymentRequest request(int i) {
        return new PaymentRequest(
                1,
                "chaos-" + i,
                new Money(new BigDecimal("10.00").add(BigDecimal.valueOf(i, 2)), Currency.getInstance("USD")),
                "chaos-" + i,
                null,
                Map.of("stripe", "pm_card_visa"),
                null,
                true,
                null,
                Map.of(),
                null);
    }
}
