package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayBed;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayRouteBed;
import io.dropshiphub.payments.GatewayRouteBed.Behaviour;
import io.dropshiphub.payments.GatewayRouteBed.Seen;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PayPal's routes, with a server at the other end that does what servers do. */
class PayPalRoutesTest {

    private static final String TOKEN = "/v1/oauth2/token";
    private static final GatewayCall CHARGE = PayPalBed.pay(Operation.CHARGE, "vault:w-1", null);
    private static final GatewayCall READ = PayPalBed.call(Operation.STATUS);

    private static final Behaviour CHARGED = GatewayRouteBed.json(201, """
            {"id": "ORDER1", "status": "COMPLETED", "purchase_units": [{"amount": {"currency_code": "USD", "value": "10.50"},
             "payments": {"captures": [{"id": "CAP1", "status": "COMPLETED", "final_capture": true,
             "amount": {"currency_code": "USD", "value": "10.50"}}]}}]}""");
    private static final Behaviour DECLINED =
            GatewayRouteBed.json(422, PayPalBed.refusal("UNPROCESSABLE_ENTITY", "INSTRUMENT_DECLINED"));
    private static final Behaviour EXPIRED = GatewayRouteBed.json(401, "{\"name\": \"AUTHENTICATION_FAILURE\"}");
    private static final Behaviour DOWN = GatewayRouteBed.json(503, "<html>");

    private final AtomicInteger tokens = new AtomicInteger();
    private GatewayRouteBed bed;

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void a_charge_goes_out_with_a_token_and_its_key_and_nothing_else_of_the_hubs() throws Exception {
        open(Map.of());
        behave(CHARGED);

        GatewayAnswer answer = bed.send(CHARGE);

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.payment().status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(answer.payment().references().get("capture")).isEqualTo("CAP1");
        List<Seen> seen = bed.seen();
        assertThat(seen).extracting(Seen::path).containsExactly(TOKEN, "/v2/checkout/orders");
        assertThat(seen.get(0).headers())
                .containsEntry("Authorization", "Basic c2FuZGJveC1wYXlwYWwtY2xpZW50OnNhbmRib3gtcGF5cGFsLXNlY3JldA==");
        assertThat(seen.get(0).body()).isEqualTo("grant_type=client_credentials");
        assertThat(seen.get(1).headers())
                .containsEntry("Authorization", "Bearer token-1")
                .containsEntry("Content-type", "application/json")
                .containsEntry("Paypal-request-id", PayPalBed.KEY)
                .containsEntry("Prefer", "return=representation");
        assertThat(seen.get(1).headers().keySet())
                .isSubsetOf(
                        "Accept",
                        "Authorization",
                        "Content-type",
                        "Paypal-request-id",
                        "Prefer",
                        "Host",
                        "Connection",
                        "User-agent",
                        "Content-length",
                        "Accept-encoding");
        assertThat(seen.get(1).body())
                .isEqualTo(new String(PayPalBed.gateway().request(CHARGE).body(), StandardCharsets.UTF_8));
    }

    @Test
    void however_many_calls_there_are_one_token_is_asked_for() throws Exception {
        open(Map.of());
        behave(CHARGED);
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try {
            List<Future<GatewayAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                answers.add(pool.submit(() -> bed.send(CHARGE)));
            }
            for (Future<GatewayAnswer> answer : answers) {
                assertThat(answer.get().kind()).isEqualTo(Kind.DONE);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(bed.seen()).filteredOn(seen -> seen.path().equals(TOKEN)).hasSize(1);
    }

    @Test
    void after_a_refused_token_the_same_request_goes_out_once_more_with_another_one() throws Exception {
        open(Map.of());
        behave(CHARGED);
        bed.send(READ);
        bed.seen();
        GatewayBed.CLOCK.advance(Duration.ofHours(1));
        bed.behave(exchange -> {
            if (exchange.getRequestURI().getPath().equals(TOKEN)) {
                token().answer(exchange);
            } else if (exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer token-1")) {
                EXPIRED.answer(exchange);
            } else {
                CHARGED.answer(exchange);
            }
        });

        GatewayAnswer answer = bed.send(CHARGE);

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        List<Seen> seen = bed.seen();
        assertThat(seen).extracting(Seen::path).containsExactly("/v2/checkout/orders", TOKEN, "/v2/checkout/orders");
        assertThat(seen.get(2).headers())
                .containsEntry("Authorization", "Bearer token-2")
                .containsEntry("Paypal-request-id", seen.get(0).headers().get("Paypal-request-id"));
        assertThat(seen.get(2).body()).isEqualTo(seen.get(0).body());
    }

    @Test
    void a_token_that_is_refused_for_another_reason_than_its_age_ends_the_call() throws Exception {
        open(Map.of());
        behave(EXPIRED);

        for (int i = 0; i < 8; i++) {
            assertThat(bed.send(CHARGE).kind()).isEqualTo(Kind.CONFIG);
        }

        assertThat(tokens).hasValue(1);
        assertThat(bed.seen()).hasSize(9);
        assertThat(bed.breaker()).isEqualTo("closed");
    }

    @Test
    void credentials_that_paypal_refuses_are_an_answer_and_say_nothing_against_paypal() throws Exception {
        open(Map.of());
        bed.behave(GatewayRouteBed.json(401, "{\"error\": \"invalid_client\"}"));

        for (int i = 0; i < 8; i++) {
            GatewayAnswer answer = bed.send(CHARGE);
            assertThat(answer.kind()).isEqualTo(Kind.CONFIG);
            assertThat(answer.code()).isEqualTo("HUB-PAY-421");
        }

        assertThat(bed.breaker()).isEqualTo("closed");
    }

    @Test
    void without_credentials_nothing_is_sent() throws Exception {
        open(Map.of("hub.payments.paypal.client-secret", ""));

        assertThat(bed.send(READ).code()).isEqualTo("HUB-PAY-421");
        assertThat(bed.seen()).isEmpty();
    }

    @Test
    void without_a_token_a_charge_is_surely_not_sent_and_the_breaker_counts_it() throws Exception {
        open(Map.of("hub.calls.response-timeout", "300ms"));
        CountDownLatch over = new CountDownLatch(1);
        bed.behave(exchange -> {
            try {
                over.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });

        GatewayAnswer slow = bed.send(CHARGE);
        over.countDown();
        bed.behave(DOWN);
        for (int i = 0; i < 4; i++) {
            assertThat(bed.send(CHARGE).code()).isEqualTo("HUB-PAY-423");
        }

        assertThat(slow.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(slow.code()).isEqualTo("HUB-PAY-423");
        assertThat(bed.breaker()).isEqualTo("open");
    }

    @Test
    void what_is_over_the_limit_of_its_operation_is_not_sent() throws Exception {
        open(Map.of("hub.payments.paypal.limits.calls", "3"));
        behave(CHARGED);
        for (int i = 0; i < 3; i++) {
            assertThat(bed.send(CHARGE).kind()).isEqualTo(Kind.DONE);
        }

        GatewayAnswer fourth = bed.send(CHARGE);

        assertThat(fourth.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(fourth.code()).isEqualTo("HUB-PAY-003");
        assertThat(bed.send(READ).kind())
                .as("another operation has a limit of its own")
                .isEqualTo(Kind.DONE);
        assertThat(bed.seen()).hasSize(5);
    }

    @Test
    void five_technical_failures_in_a_row_open_the_breaker_and_nothing_is_sent_any_more() throws Exception {
        open(Map.of());
        behave(DOWN);
        for (int i = 0; i < 5; i++) {
            assertThat(bed.breaker()).isEqualTo("closed");
            assertThat(bed.send(CHARGE).kind()).isEqualTo(Kind.UNKNOWN);
        }

        GatewayAnswer sixth = bed.send(CHARGE);

        assertThat(bed.breaker()).isEqualTo("open");
        assertThat(sixth.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(sixth.code()).isEqualTo("HUB-PAY-002");
        assertThat(bed.seen()).hasSize(6);
    }

    @Test
    void declines_refusals_and_too_many_calls_never_open_it() throws Exception {
        open(Map.of());
        for (Behaviour answer : List.of(
                DECLINED,
                GatewayRouteBed.json(400, "{\"name\": \"INVALID_REQUEST\"}"),
                GatewayRouteBed.json(429, "{\"name\": \"RATE_LIMIT_REACHED\"}"))) {
            behave(answer);
            for (int i = 0; i < 8; i++) {
                bed.send(CHARGE);
            }
        }

        assertThat(bed.seen()).hasSize(25);
        assertThat(bed.breaker()).isEqualTo("closed");
    }

    @Test
    void after_a_while_one_call_tries_whether_it_works_again() throws Exception {
        open(Map.of("hub.payments.paypal.limits.open", "300ms"));
        behave(DOWN);
        for (int i = 0; i < 5; i++) {
            bed.send(CHARGE);
        }
        behave(CHARGED);
        await().until(() -> bed.breaker().equals("half_open"));

        assertThat(bed.send(READ).kind()).isEqualTo(Kind.DONE);
        assertThat(bed.breaker()).isEqualTo("closed");
    }

    @Test
    void an_answer_that_breaks_off_or_stays_away_leaves_the_outcome_open() throws Exception {
        open(Map.of("hub.calls.response-timeout", "300ms"));
        behave(exchange -> {
            exchange.sendResponseHeaders(201, 500);
            exchange.getResponseBody().write("{\"id\": \"ORDER1\"".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(bed.send(CHARGE).kind()).isEqualTo(Kind.UNKNOWN);

        CountDownLatch over = new CountDownLatch(1);
        behave(exchange -> {
            try {
                over.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        GatewayAnswer late = bed.send(CHARGE);
        over.countDown();

        assertThat(late.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(late.code()).isEqualTo("HUB-PAY-006");
        assertThat(bed.seen()).as("the client repeats nothing by itself").hasSize(3);
    }

    @Test
    void where_nobody_listens_nothing_was_sent() throws Exception {
        // port 1: reserved, and nobody's here
        open(Map.of("hub.payments.paypal.base-url", "http://127.0.0.1:1"));

        GatewayAnswer answer = bed.send(CHARGE);

        assertThat(answer.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(answer.code()).isEqualTo("HUB-PAY-004");
    }

    /** Gives tokens, and this to everything else. */
    private void behave(Behaviour other) {
        bed.behave(exchange -> {
            if (exchange.getRequestURI().getPath().equals(TOKEN)) {
                token().answer(exchange);
            } else {
                other.answer(exchange);
            }
        });
    }

    private Behaviour token() {
        return GatewayRouteBed.json(
                200,
                "{\"access_token\": \"token-" + tokens.incrementAndGet()
                        + "\", \"token_type\": \"Bearer\", \"expires_in\": 32400}");
    }

    private void open(Map<String, Object> settings) throws Exception {
        bed = new GatewayRouteBed("paypal", settings);
    }
}
