package io.dropshiphub.payments.stripe;

import static io.dropshiphub.payments.stripe.StripeBed.call;
import static io.dropshiphub.payments.stripe.StripeBed.intent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayRouteBed;
import io.dropshiphub.payments.GatewayRouteBed.Behaviour;
import io.dropshiphub.payments.GatewayRouteBed.Seen;
import io.dropshiphub.payments.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stripe's routes, with a server at the other end that does what servers do. */
class StripeRoutesTest {

    private static final Behaviour CHARGED =
            GatewayRouteBed.json(200, intent("succeeded", "\"amount_received\": 1050"));
    private static final Behaviour DECLINED = GatewayRouteBed.json(
            402, "{\"error\": {\"type\": \"card_error\", \"code\": \"expired_card\", \"message\": \"Expired.\"}}");
    private static final Behaviour DOWN = GatewayRouteBed.json(503, "<html>");

    private GatewayRouteBed bed;

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void a_charge_goes_out_as_written_and_with_the_key_and_nothing_else_of_the_hubs() throws Exception {
        open(Map.of());
        bed.behave(CHARGED);

        GatewayAnswer answer = bed.send(call(Operation.CHARGE));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.payment().captured()).isEqualByComparingTo("10.50");
        assertThat(bed.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.method() + " " + seen.path()).isEqualTo("POST /v1/payment_intents");
            assertThat(seen.headers())
                    .containsEntry("Authorization", "Bearer sk_test_sandbox0stripe0key")
                    .containsEntry("Content-type", "application/x-www-form-urlencoded")
                    .containsEntry("Stripe-version", "2026-10-28.endive")
                    .containsEntry("Idempotency-key", StripeBed.KEY);
            assertThat(seen.headers().keySet())
                    .isSubsetOf(
                            "Authorization",
                            "Content-type",
                            "Stripe-version",
                            "Idempotency-key",
                            "Host",
                            "Connection",
                            "User-agent",
                            "Content-length",
                            "Accept-encoding");
            assertThat(seen.body())
                    .isEqualTo(new String(
                            StripeBed.gateway().request(call(Operation.CHARGE)).body(), StandardCharsets.US_ASCII));
        });
    }

    @Test
    void a_question_keeps_its_brackets_on_the_way() throws Exception {
        open(Map.of());
        bed.behave(CHARGED);

        bed.send(call(Operation.STATUS));

        assertThat(bed.seen())
                .extracting(Seen::method, Seen::path, Seen::query)
                .containsExactly(tuple("GET", "/v1/payment_intents/" + StripeBed.INTENT, "expand%5B%5D=latest_charge"));
    }

    @Test
    void what_is_over_the_limit_of_its_operation_is_not_sent() throws Exception {
        open(Map.of("hub.payments.stripe.limits.calls", "3"));
        bed.behave(CHARGED);
        for (int i = 0; i < 3; i++) {
            assertThat(bed.send(call(Operation.CHARGE)).kind()).isEqualTo(Kind.DONE);
        }

        GatewayAnswer fourth = bed.send(call(Operation.CHARGE));

        assertThat(fourth.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(fourth.code()).isEqualTo("HUB-PAY-003");
        assertThat(bed.seen()).hasSize(3);
        assertThat(bed.send(call(Operation.STATUS)).kind())
                .as("another operation has a limit of its own")
                .isEqualTo(Kind.DONE);
        assertThat(bed.breaker()).as("it says nothing against Stripe").isEqualTo("closed");
    }

    @Test
    void five_technical_failures_in_a_row_open_the_breaker_and_nothing_is_sent_any_more() throws Exception {
        open(Map.of());
        bed.behave(DOWN);
        for (int i = 0; i < 5; i++) {
            assertThat(bed.breaker()).isEqualTo("closed");
            assertThat(bed.send(call(Operation.CHARGE)).kind()).isEqualTo(Kind.UNKNOWN);
        }

        GatewayAnswer sixth = bed.send(call(Operation.CHARGE));

        assertThat(bed.breaker()).isEqualTo("open");
        assertThat(sixth.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(sixth.code()).isEqualTo("HUB-PAY-002");
        assertThat(bed.seen()).hasSize(5);
    }

    @Test
    void declines_refusals_and_too_many_calls_never_open_it() throws Exception {
        open(Map.of());
        for (Behaviour answer : new Behaviour[] {
            DECLINED,
            GatewayRouteBed.json(400, "{\"error\": {\"type\": \"invalid_request_error\"}}"),
            GatewayRouteBed.json(401, "{\"error\": {\"type\": \"invalid_request_error\"}}"),
            GatewayRouteBed.json(429, "{\"error\": {\"type\": \"rate_limit_error\"}}")
        }) {
            bed.behave(answer);
            for (int i = 0; i < 8; i++) {
                bed.send(call(Operation.CHARGE));
            }
        }

        assertThat(bed.seen()).hasSize(32);
        assertThat(bed.breaker()).isEqualTo("closed");
    }

    @Test
    void one_answer_in_between_begins_the_count_anew() throws Exception {
        open(Map.of());
        for (int i = 0; i < 20; i++) {
            bed.behave(i % 5 == 4 ? DECLINED : DOWN);
            bed.send(call(Operation.CHARGE));
        }

        assertThat(bed.breaker()).isEqualTo("closed");
        assertThat(bed.seen()).hasSize(20);
    }

    @Test
    void after_a_while_one_call_tries_whether_it_works_again() throws Exception {
        open(Map.of("hub.payments.stripe.limits.open", "300ms"));
        bed.behave(DOWN);
        for (int i = 0; i < 5; i++) {
            bed.send(call(Operation.CHARGE));
        }
        bed.behave(CHARGED);
        await().until(() -> bed.breaker().equals("half_open"));

        assertThat(bed.send(call(Operation.STATUS)).kind()).isEqualTo(Kind.DONE);
        assertThat(bed.breaker()).isEqualTo("closed");
    }

    @Test
    void an_answer_that_breaks_off_or_stays_away_leaves_the_outcome_open() throws Exception {
        open(Map.of("hub.calls.response-timeout", "300ms"));
        bed.behave(exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody()
                    .write("{\"object\": \"payment_intent\", \"id\"".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(bed.send(call(Operation.CHARGE)).kind()).isEqualTo(Kind.UNKNOWN);

        CountDownLatch over = new CountDownLatch(1);
        bed.behave(exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        GatewayAnswer late = bed.send(call(Operation.CHARGE));
        over.countDown();

        assertThat(late.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(late.code()).isEqualTo("HUB-PAY-006");
        assertThat(bed.seen()).as("the client repeats nothing by itself").hasSize(2);
    }

    @Test
    void where_nobody_listens_nothing_was_sent() throws Exception {
        // port 1: reserved, and nobody's here
        open(Map.of("hub.payments.stripe.base-url", "http://127.0.0.1:1"));

        GatewayAnswer answer = bed.send(call(Operation.CHARGE));

        assertThat(answer.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(answer.code()).isEqualTo("HUB-PAY-004");
    }

    @Test
    void without_a_key_nothing_is_sent() throws Exception {
        open(Map.of("hub.payments.stripe.secret-key", ""));

        GatewayAnswer answer = bed.send(call(Operation.STATUS));

        assertThat(answer.kind()).isEqualTo(Kind.CONFIG);
        assertThat(answer.code()).isEqualTo("HUB-PAY-412");
        assertThat(bed.seen()).isEmpty();
    }

    private void open(Map<String, Object> settings) throws Exception {
        bed = new GatewayRouteBed("stripe", settings);
    }
}
