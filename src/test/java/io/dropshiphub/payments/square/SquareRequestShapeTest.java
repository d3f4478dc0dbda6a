package io.dropshiphub.payments.square;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.RequestShapes;
import io.dropshiphub.product.Money;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every request as Square's published description of its API wants it. */
class SquareRequestShapeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestShapes shapes = new RequestShapes("/payments/square-shapes.json");
    private final SquareGateway gateway = SquareBed.gateway();

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONFIRM", "LIST"})
    void every_request_has_its_shape(Operation operation) {
        ApiCall call = gateway.request(SquareBed.call(operation));

        String shape =
                switch (operation) {
                    case AUTHORIZE -> "CHARGE";
                    case FIND -> "LIST_PAYMENTS";
                    default -> operation.name();
                };
        assertThat(shapes.faults(shape, call)).isEmpty();
        assertThat(call.creates()).isEqualTo(operation.writes());
    }

    @ParameterizedTest
    @CsvSource({"false,", "true,", "false, a+b/c=", "true, c"})
    void lists_have_their_shape(boolean refunds, String cursor) {
        Page page = new Page(
                refunds, Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00.5Z"), cursor);

        ApiCall call = gateway.request(GatewayCall.list(page));

        assertThat(shapes.faults(refunds ? "LIST_REFUNDS" : "LIST_PAYMENTS", call))
                .isEmpty();
        assertThat(call.query()).contains("location_id=L1", "begin_time=2026-11-20T00%3A00%3A00Z");
        assertThat(call.query().contains("cursor=")).isEqualTo(cursor != null);
    }

    @Test
    void a_payment_is_looked_for_by_its_amount_around_the_time_of_its_tries() {
        ApiCall call = gateway.request(SquareBed.call(Operation.FIND));

        assertThat(call.query().split("&"))
                .contains(
                        "total=1050",
                        "sort_order=DESC",
                        "begin_time=" + encoded(SquareBed.NOW.minusSeconds(600)),
                        "end_time=" + encoded(SquareBed.NOW.plusSeconds(600)));
    }

    private static String encoded(Instant time) {
        return URLEncoder.encode(time.toString(), StandardCharsets.UTF_8);
    }

    @Test
    void a_charge_says_all_that_was_asked() throws IOException {
        JsonNode body = body(Operation.CHARGE);

        assertThat(body).isEqualTo(JSON.readTree("""
                {"source_id": "cnon:card-nonce-ok", "idempotency_key": "6f2c1b7e-0d1a-4c58-9b1e-3f2d8a7c5e10",
                 "amount_money": {"amount": 1050, "currency": "USD"}, "autocomplete": true, "location_id": "L1",
                 "reference_id": "order-1", "customer_id": "CUSTOMER1", "note": "two \\"things\\"\\nand 하나"}"""));
        assertThat(body(Operation.AUTHORIZE).path("autocomplete").asBoolean(true))
                .isFalse();
    }

    @Test
    void a_cancelled_try_is_named_by_its_own_key() throws IOException {
        assertThat(body(Operation.CANCEL_BY_KEY))
                .isEqualTo(JSON.readTree("{\"idempotency_key\": \"" + SquareBed.KEY + "\"}"));
    }

    @Test
    void a_refund_says_its_amount_also_when_it_is_all() throws IOException {
        assertThat(body(Operation.REFUND)).isEqualTo(JSON.readTree("""
                {"idempotency_key": "6f2c1b7e-0d1a-4c58-9b1e-3f2d8a7c5e10", "payment_id": "pay/1",
                 "amount_money": {"amount": 1050, "currency": "USD"}, "reason": "not wanted"}"""));
    }

    @Test
    void what_nobody_said_is_left_out() throws IOException {
        GatewayCall full = SquareBed.call(Operation.CHARGE);
        GatewayCall bare = new GatewayCall(
                Operation.CHARGE,
                full.paymentId(),
                full.key(),
                full.amount(),
                true,
                true,
                full.token(),
                null,
                null,
                null,
                Map.of(),
                null,
                full.references(),
                null,
                null,
                null);

        ApiCall call = gateway.request(bare);

        assertThat(shapes.faults("CHARGE", call)).isEmpty();
        assertThat(JSON.readTree(call.body()).has("note")).isFalse();
    }

    @Test
    void ids_cannot_leave_their_place_in_the_path() {
        assertThat(gateway.request(SquareBed.call(Operation.STATUS)).path()).isEqualTo("/v2/payments/pay%2F1");
        assertThat(gateway.request(SquareBed.call(Operation.REFUND_STATUS)).path())
                .isEqualTo("/v2/refunds/ref%201");
    }

    @Test
    void the_token_that_proves_who_calls_is_no_part_of_what_is_stored() {
        ApiCall stored = gateway.request(SquareBed.call(Operation.CHARGE));
        ApiCall sent = gateway.authorize(new GatewayTask("square", SquareBed.call(Operation.CHARGE), stored));

        assertThat(stored.headers()).doesNotContainKey("Authorization");
        assertThat(sent.headers()).containsEntry("Authorization", "Bearer token");
        assertThat(sent.body()).isEqualTo(stored.body());
    }

    /** The shapes themselves can tell right from wrong. */
    @Test
    void a_wrong_request_is_noticed() throws IOException {
        ApiCall right = gateway.request(SquareBed.call(Operation.CHARGE));
        String body = new String(right.body(), StandardCharsets.UTF_8);

        assertThat(shapes.faults("CHARGE", with(right, body.replace("1050", "10.5"))))
                .isNotEmpty();
        assertThat(shapes.faults("CHARGE", with(right, body.replace("1050", "\"1050\""))))
                .isNotEmpty();
        assertThat(shapes.faults("CHARGE", with(right, body.replace("source_id", "source"))))
                .hasSize(2);
        assertThat(shapes.faults("CHARGE", with(right, body.replace(SquareBed.KEY, "k".repeat(46)))))
                .hasSize(1);
        assertThat(shapes.faults("REFUND", right)).isNotEmpty();
    }

    private static ApiCall with(ApiCall call, String body) {
        return new ApiCall(
                call.method(), call.path(), call.query(), call.headers(), body.getBytes(StandardCharsets.UTF_8), true);
    }

    private JsonNode body(Operation operation) throws IOException {
        return JSON.readTree(gateway.request(SquareBed.call(operation)).body());
    }

    @ParameterizedTest
    @CsvSource({"USD, 10.5, 1050", "EUR, 0.01, 1", "JPY, 1000, 1000", "GBP, 12345678901234.56, 1234567890123456"})
    void amounts_are_whole_numbers_of_the_smallest_unit(String currency, String amount, String written) {
        Money money = SquareBed.money(amount, currency);

        assertThat(SquareAmounts.of(currency).write(money)).isEqualTo(written);
        assertThat(SquareAmounts.of(currency).read(written, currency).amount()).isEqualByComparingTo(money.amount());
    }
}
