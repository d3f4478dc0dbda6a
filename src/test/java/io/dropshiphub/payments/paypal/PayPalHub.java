package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.product.Money;
import io.dropshiphub.product.Scope;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxSettings;
import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A hub with its real payment routes and a simulated PayPal, whose books are compared with the ledger after every test. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml,admin/answer.camel.yaml,payments/*.camel.yaml",
            "hub.payments.retry.first-delay=1ms",
            "hub.payments.resolve.every=50ms",
            "hub.payments.resolve.delays=100ms",
            "hub.payments.resolve.lease=1s",
            "hub.payments.look.delays=400ms",
            "hub.payments.look.fresh=0s",
            "hub.payments.webhooks.every=100ms",
            "hub.payments.webhooks.delays=100ms,200ms,500ms,1s,1s,1s",
            "hub.payments.reconciliation.every=50ms",
            "hub.payments.reconciliation.wait-for=200ms",
            "hub.payments.reconciliation.daily=false",
            "hub.payments.paypal.limits.calls=100000",
            "hub.payments.paypal.limits.failures=1000"
        })
@Import(PayPalHub.Time.class)
abstract class PayPalHub {

    static final Duration SOON = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Lives as long as the hub that all these tests share. */
    private static final Sandbox SANDBOX =
            Sandbox.start(SandboxSettings.defaults().onPort(0).withoutQuota().withDownloadImages(false));

    @Autowired
    ProducerTemplate routes;

    @Autowired
    PaymentLedger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AheadClock clock;

    @LocalServerPort
    private int port;

    final String order = "O-" + UUID.randomUUID();

    /** A clock that runs, and can be put forward. */
    static final class AheadClock extends Clock {

        private final Clock real = Clock.systemUTC();
        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return real.instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return real.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @TestConfiguration
    static class Time {

        @Bean
        AheadClock clock() {
            return new AheadClock();
        }
    }

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry settings) {
        settings.add("hub.payments.paypal.base-url", () -> "http://127.0.0.1:" + SANDBOX.port() + "/paypal");
        // the authority of its webhooks' certificates
        settings.add("HUB_SANDBOX_PORT", SANDBOX::port);
    }

    @AfterEach
    void the_ledger_and_paypals_books_are_the_same_and_nobody_was_charged_twice() {
        sandbox("DELETE", "/faults", "");
        quiet();
        assertThat(sandbox("GET", "/payments/summary", "")
                        .path("double_charges")
                        .asInt())
                .isZero();
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode booked = booked(order);
            assertThat(sum(booked, "captured")).as("captured").isEqualByComparingTo(inLedger(Payment::captured));
            assertThat(sum(booked, "refunded")).as("given back").isEqualByComparingTo(inLedger(Payment::refunded));
            assertThat(sum(booked, "authorized")).as("held").isEqualByComparingTo(inLedger(Payment::authorized));
        });
    }

    private BigDecimal inLedger(Function<Payment, BigDecimal> what) {
        return jdbc.sql("select id from payment where order_id = ?").param(order).query(UUID.class).list().stream()
                .map(id -> what.apply(ledger.find(Scope.ALL, id).orElseThrow()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** From now on PayPal tells this hub what happens, in this manner. */
    void tell(String manner) {
        sandbox("POST", "/payments/webhooks", "{\"on\": true, \"target\": \"" + door() + "\"" + manner + "}");
    }

    /** From now on PayPal tells nothing. */
    void quiet() {
        sandbox(
                "POST",
                "/payments/webhooks",
                "{\"on\": false, \"duplicate\": false, \"reverse\": false, \"forged\": false, \"delay_millis\": 0}");
    }

    String door() {
        return "http://127.0.0.1:" + port + "/api/v1/webhooks";
    }

    /** So many of PayPal's next calls of that operation meet with this. */
    void trouble(String operation, String kind, int times) {
        sandbox(
                "POST",
                "/faults",
                "{\"service\": \"paypal\", \"kind\": \"%s\", \"operations\": [\"%s\"], \"times\": %d}"
                        .formatted(kind, operation, times));
    }

    /** The payer, PayPal's staff or the merchant in PayPal's pages does this. */
    void happens(String id, String what, String details) {
        sandbox("POST", "/payments/paypal/" + id + "/" + what, details);
    }

    static JsonNode sandbox(String method, String path, String body) {
        return ask(HttpRequest.newBuilder(URI.create(origin() + "/sandbox" + path)), method, body);
    }

    static JsonNode ask(HttpRequest.Builder request, String method, String body) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    request.method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(method + " " + answer.uri() + ": " + answer.body())
                    .isLessThan(300);
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String origin() {
        return "http://127.0.0.1:" + SANDBOX.port();
    }

    /** Payments of one order number in PayPal's own books. */
    static JsonNode booked(String orderId) {
        return sandbox("GET", "/payments?service=paypal&order_id=" + orderId, "");
    }

    static BigDecimal sum(JsonNode rows, String what) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            sum = sum.add(new BigDecimal(row.path(what).asText()));
        }
        return sum;
    }

    Payment charge(String token, String amount) {
        return routes.requestBody("direct:payment-charge", request(token, amount, true, order), Payment.class);
    }

    Payment authorize(String token, String amount) {
        return authorize(token, amount, order);
    }

    Payment authorize(String token, String amount, String orderId) {
        return routes.requestBody("direct:payment-authorize", request(token, amount, false, orderId), Payment.class);
    }

    /** @param amount null for all there is */
    Payment capture(Payment payment, String amount) {
        return routes.requestBody("direct:payment-capture", change(payment, amount), Payment.class);
    }

    Payment release(Payment payment) {
        return routes.requestBody("direct:payment-void", change(payment, null), Payment.class);
    }

    /** @param amount null for all there is */
    Refund refund(Payment payment, String amount) {
        return routes.requestBody("direct:payment-refund", change(payment, amount), Refund.class);
    }

    Payment now(Payment payment) {
        return ledger.find(Scope.ALL, payment.id()).orElseThrow();
    }

    Payment becomes(Payment payment, PaymentStatus status) {
        return await().atMost(SOON).until(() -> now(payment), seen -> seen.status() == status);
    }

    /** Whose attempts have all ended. */
    Payment settled(Payment payment) {
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from payment_attempt where payment_id = ? and state = 'open'")
                                .param(payment.id())
                                .query(Long.class)
                                .single()
                        == 0);
        return now(payment);
    }

    private static PaymentChange change(Payment payment, String amount) {
        return new PaymentChange(
                payment.id(), UUID.randomUUID().toString(), amount == null ? null : new BigDecimal(amount), null);
    }

    private static PaymentRequest request(String token, String amount, boolean captures, String orderId) {
        return new PaymentRequest(
                1,
                orderId,
                new Money(new BigDecimal(amount), Currency.getInstance("USD")),
                orderId,
                null,
                Map.of("paypal", token),
                null,
                captures,
                null,
                Map.of(),
                "https://shop.example.com/back");
    }
}
