package io.dropshiphub.payments.toss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.RequestShapes;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every request as Toss's published reference wants it, and what is refused before. */
class TossRequestShapeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestShapes shapes = new RequestShapes("/payments/toss-shapes.json");
    private final TossGateway gateway = TossBed.gateway();

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"CHARGE", "REFUND", "STATUS", "REFUND_STATUS", "FIND"})
    void every_request_has_its_shape(Operation operation) {
        GatewayCall asked = TossBed.call(operation);
        ApiCall call = gateway.request(operation == Operation.FIND ? TossBed.withoutToken(asked) : asked);

        assertThat(shapes.faults(operation.name(), call)).isEmpty();
        assertThat(call.creates()).isEqualTo(operation.writes());
        assertThat(gateway.operations()).contains(operation);
    }

    @ParameterizedTest
    @CsvSource({"false,", "true,", "false, txrd_a01"})
    void lists_have_their_shape_and_korean_time(boolean refunds, String cursor) {
        // a day in Korea
        Page page =
                new Page(refunds, Instant.parse("2026-11-19T15:00:00Z"), Instant.parse("2026-11-20T15:00:00Z"), cursor);

        ApiCall call = gateway.request(GatewayCall.list(page));

        assertThat(shapes.faults(refunds ? "LIST_REFUNDS" : "LIST_PAYMENTS", call))
                .isEmpty();
        assertThat(call.query())
                .startsWith("startDate=2026-11-20T00%3A00%3A00.000&endDate=2026-11-20T23%3A59%3A59.999&limit=2");
        assertThat(call.query().contains("startingAfter=")).isEqualTo(cursor != null);
    }

    @Test
    void a_confirmation_says_what_the_payer_agreed_to() throws IOException {
        assertThat(body(gateway.request(TossBed.call(Operation.CHARGE))))
                .isEqualTo(JSON.readTree(
                        "{\"paymentKey\":\"" + TossBed.PAYMENT_KEY + "\",\"orderId\":\"order-1\",\"amount\":15000}"));
    }

    @Test
    void a_payment_is_looked_for_by_its_key_or_by_the_order() {
        GatewayCall find = TossBed.call(Operation.FIND);

        assertThat(gateway.request(find).path()).isEqualTo("/v1/payments/" + TossBed.PAYMENT_KEY);
        assertThat(gateway.request(TossBed.withoutToken(find)).path()).isEqualTo("/v1/payments/orders/order-1");
    }

    @Test
    void a_refund_says_its_amount_also_when_it_is_all_and_always_a_reason() throws IOException {
        assertThat(body(gateway.request(TossBed.call(Operation.REFUND))))
                .isEqualTo(JSON.readTree("{\"cancelReason\":\"not wanted\",\"cancelAmount\":15000}"));
        assertThat(body(gateway.request(TossBed.call(Operation.REFUND, null)))
                        .path("cancelReason")
                        .asText())
                .isEqualTo("Refund");
        assertThatThrownBy(() -> gateway.request(TossBed.call(Operation.REFUND, "r".repeat(201))))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo("HUB-PAY-440"));
    }

    @Test
    void the_secret_key_is_a_user_without_password_and_no_part_of_what_is_stored() {
        ApiCall stored = gateway.request(TossBed.call(Operation.CHARGE));
        ApiCall sent = gateway.authorize(new GatewayTask("toss", TossBed.call(Operation.CHARGE), stored));

        assertThat(stored.headers()).doesNotContainKey("Authorization").containsEntry("Idempotency-Key", TossBed.KEY);
        assertThat(sent.headers()).containsEntry("Authorization", "Basic dGVzdF9za194Og==");
        assertThat(TossBed.settings().toString()).doesNotContain("test_sk_x", "toss-sec");
    }

    @Test
    void what_toss_takes_is_not_refused() {
        assertThat(gateway.refusal(TossBed.asked("100", "KRW", TossBed.PAYMENT_KEY, "order-1", true)))
                .isEmpty();
        assertThat(gateway.refusal(TossBed.asked("15000.00", "KRW", TossBed.PAYMENT_KEY, "A=b_c-123", true)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "99, KRW, key, order-1, true, least amount",
        "100.5, KRW, key, order-1, true, decimals",
        "10, USD, key, order-1, true, not taken",
        "1000, KRW, , order-1, true, paymentKey",
        "1000, KRW, 'a key', order-1, true, paymentKey",
        "1000, KRW, key, short, true, 6 to 64",
        "1000, KRW, key, 'order 1', true, 6 to 64",
        "1000, KRW, key, order-1, false, held"
    })
    void what_toss_does_not_take_is_refused_with_the_reason(
            String amount, String currency, String token, String orderId, boolean captures, String why) {
        assertThat(gateway.refusal(TossBed.asked(amount, currency, token, orderId, captures)))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains(why).endsWith("."));
    }

    private static JsonNode body(ApiCall call) throws IOException {
        return JSON.readTree(call.body());
    }
}
