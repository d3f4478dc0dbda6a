package io.dropshiphub.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayRouteBed.Behaviour;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The call routes of Square and Toss: what leaves, what the hub's limit rejects, and when the circuit breaker opens. */
class SquareAndTossRoutesTest {

    private static final Behaviour DOWN = GatewayRouteBed.json(503, "<html>");

    private GatewayRouteBed bed;

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "square; /v2/payments; Bearer sandbox-square-token; {\"payment\":{\"id\":\"p1\",\"status\":\"COMPLETED\"}}",
                "toss; /v1/payments/confirm; Basic dGVzdF9za19zYW5kYm94dG9zc2tleTo=; "
                        + "{\"paymentKey\":\"p1\",\"status\":\"DONE\",\"currency\":\"KRW\",\"totalAmount\":1000}"
            })
    void the_request_leaves_as_it_is_stored_with_what_proves_who_calls(
            String gateway, String path, String authorization, String body) throws Exception {
        open(gateway, 100);
        bed.behave(GatewayRouteBed.json(200, body));
        GatewayCall call = call(gateway, Operation.CHARGE);

        GatewayAnswer answer = bed.send(call);

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(answer.payment().references().get(References.PAYMENT)).isEqualTo("p1");
        assertThat(bed.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.method() + " " + seen.path()).isEqualTo("POST " + path);
            assertThat(seen.headers())
                    .containsEntry("Authorization", authorization)
                    .containsEntry("Content-type", "application/json");
            assertThat(seen.body())
                    .isEqualTo(new String(gateway(gateway).request(call).body(), StandardCharsets.UTF_8));
        });
    }

    @ParameterizedTest
    @CsvSource({"square", "toss"})
    void a_question_has_no_body_and_a_void_of_squares_neither(String gateway) throws Exception {
        open(gateway, 100);
        bed.behave(GatewayRouteBed.json(404, absent(gateway)));

        assertThat(bed.send(call(gateway, Operation.STATUS)).kind()).isEqualTo(Kind.ABSENT);
        if (gateway.equals("square")) {
            assertThat(bed.send(call(gateway, Operation.VOID)).kind()).isEqualTo(Kind.INVALID);
        }

        assertThat(bed.seen()).isNotEmpty().allSatisfy(seen -> assertThat(seen.body())
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"square", "toss"})
    void declines_never_open_the_breaker_and_five_troubles_in_a_row_do(String gateway) throws Exception {
        open(gateway, 100);
        bed.behave(decline(gateway));
        assertThat(IntStream.range(0, 6).mapToObj(n -> charge(gateway).kind())).containsOnly(Kind.DECLINED);
        trouble(gateway, 4);
        bed.behave(decline(gateway));
        charge(gateway);
        trouble(gateway, 4);
        assertThat(bed.breaker()).isEqualTo("closed");

        trouble(gateway, 1);
        assertThat(bed.breaker()).isEqualTo("open");
        bed.seen();

        GatewayAnswer answer = charge(gateway);

        assertThat(answer.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(answer.code()).isEqualTo("HUB-PAY-002");
        assertThat(bed.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"square", "toss"})
    void an_answer_that_does_not_come_leaves_the_outcome_open(String gateway) throws Exception {
        open(gateway, 100);
        bed.behave(exchange -> {});

        GatewayAnswer answer = charge(gateway);

        assertThat(answer.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(answer.code()).isEqualTo("HUB-PAY-006");
        assertThat(bed.seen()).as("not sent again behind the hub's back").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"square", "toss"})
    void an_answer_that_breaks_off_leaves_the_outcome_open(String gateway) throws Exception {
        open(gateway, 100);
        bed.behave(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody()
                    .write("{\"paymentKey\":\"p1\",\"payment\":{\"id".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });

        assertThat(charge(gateway).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"square", "toss"})
    void the_hubs_own_limit_rejects_what_is_more_of_one_operation(String gateway) throws Exception {
        open(gateway, 3);
        bed.behave(GatewayRouteBed.json(404, absent(gateway)));
        for (int n = 0; n < 3; n++) {
            assertThat(bed.send(call(gateway, Operation.STATUS)).kind()).isEqualTo(Kind.ABSENT);
        }

        GatewayAnswer answer = bed.send(call(gateway, Operation.STATUS));

        assertThat(answer.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(answer.code()).isEqualTo("HUB-PAY-003");
        assertThat(bed.seen()).hasSize(3);
        assertThat(bed.send(call(gateway, Operation.REFUND_STATUS)).kind())
                .as("another operation has a limit of its own")
                .isEqualTo(Kind.ABSENT);
    }

    private void open(String gateway, int calls) throws Exception {
        String limits = "hub.payments." + gateway + ".limits.";
        bed = new GatewayRouteBed(gateway, Map.of(limits + "calls", calls, limits + "reads", calls));
    }

    private void trouble(String gateway, int times) {
        bed.behave(DOWN);
        for (int n = 0; n < times; n++) {
            assertThat(charge(gateway).kind()).isEqualTo(Kind.UNKNOWN);
        }
    }

    private GatewayAnswer charge(String gateway) {
        return bed.send(call(gateway, Operation.CHARGE));
    }

    private static Behaviour decline(String gateway) {
        return gateway.equals("toss")
                ? GatewayRouteBed.json(403, "{\"code\":\"REJECT_CARD_COMPANY\",\"message\":\"no\"}")
                : GatewayRouteBed.json(
                        400, "{\"errors\":[{\"category\":\"PAYMENT_METHOD_ERROR\",\"code\":\"GENERIC_DECLINE\"}]}");
    }

    private static String absent(String gateway) {
        return gateway.equals("toss")
                ? "{\"code\":\"NOT_FOUND_PAYMENT\",\"message\":\"no\"}"
                : "{\"errors\":[{\"category\":\"INVALID_REQUEST_ERROR\",\"code\":\"NOT_FOUND\"}]}";
    }

    private static Gateway gateway(String name) {
        return GatewayBed.all().stream()
                .filter(gateway -> gateway.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static GatewayCall call(String gateway, Operation operation) {
        return new GatewayCall(
                operation,
                UUID.randomUUID(),
                UUID.randomUUID().toString(),
                new Money(new BigDecimal("1000"), Currency.getInstance(gateway.equals("toss") ? "KRW" : "USD")),
                true,
                true,
                "cnon:x",
                "order-1",
                null,
                "둘",
                Map.of(),
                null,
                References.of(References.PAYMENT, "p1").and(References.REFUND, "r1"),
                null,
                null,
                null);
    }
}
