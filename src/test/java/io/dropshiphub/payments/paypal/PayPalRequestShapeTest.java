package io.dropshiphub.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.RequestShapes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every request as PayPal's published description of its API wants it. */
class PayPalRequestShapeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BACK = "https://shop.example/back?order=1";

    private final RequestShapes shapes = new RequestShapes("/payments/paypal-shapes.json");
    private final PayPalGateway gateway = PayPalBed.gateway();

    @ParameterizedTest
    @CsvSource({
        "CHARGE, vault:w-1, , CREATE",
        "CHARGE, vault:w-1, " + BACK + ", CREATE",
        "CHARGE, card:8kk8451t, , CREATE",
        "CHARGE, card:8kk8451t, " + BACK + ", CREATE",
        "CHARGE, approve, " + BACK + ", CREATE",
        "CHARGE, order:5O190127TN364715T, , SETTLE",
        "AUTHORIZE, vault:w-1, , CREATE",
        "AUTHORIZE, card:8kk8451t, , CREATE",
        "AUTHORIZE, approve, " + BACK + ", CREATE",
        "AUTHORIZE, order:5O190127TN364715T, , SETTLE"
    })
    void whatever_is_paid_with_has_its_shape(Operation operation, String token, String returnUrl, String shape) {
        ApiCall call = gateway.request(PayPalBed.pay(operation, token, returnUrl));

        assertThat(shapes.faults(shape, call)).isEmpty();
        assertThat(call.creates()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIRM, SETTLE",
        "CAPTURE, CAPTURE",
        "VOID, VOID",
        "REFUND, REFUND",
        "STATUS, READ",
        "REFUND_STATUS, READ"
    })
    void whatever_is_done_with_a_payment_has_its_shape(Operation operation, String shape) {
        ApiCall call = gateway.request(PayPalBed.call(operation));

        assertThat(shapes.faults(shape, call)).isEmpty();
        assertThat(call.creates()).isEqualTo(operation.writes());
    }

    @ParameterizedTest
    @CsvSource({
        "false, , 2026-11-20T00:00:00Z, 2026-11-20T23:59:59.999Z, 1",
        "true, 2026-11-20T12:30:00.000500Z~7, 2026-11-20T12:30:00.000500Z, 2026-11-20T23:59:59.999Z, 7"
    })
    void lists_have_their_shape(boolean refunds, String cursor, String start, String end, String page) {
        ApiCall call = gateway.request(GatewayCall.list(new Page(
                refunds, Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"), cursor)));

        assertThat(shapes.faults("LIST", call)).isEmpty();
        assertThat(call.query()).contains("start_date=" + start + "&", "end_date=" + end + "&", "&page=" + page);
    }

    @Test
    void an_order_carries_the_hubs_ids_and_the_exact_amount() throws IOException {
        ApiCall call = gateway.request(PayPalBed.pay(Operation.CHARGE, "vault:w-1", null));
        JsonNode body = JSON.readTree(call.body());

        JsonNode unit = body.path("purchase_units").path(0);
        assertThat(call.headers()).containsEntry("PayPal-Request-Id", PayPalBed.KEY);
        assertThat(body.path("intent").asText()).isEqualTo("CAPTURE");
        assertThat(unit.path("reference_id").asText()).isEqualTo(PayPalBed.PAYMENT.toString());
        assertThat(unit.path("custom_id").asText()).isEqualTo("order-1");
        assertThat(unit.path("amount").toString()).isEqualTo("{\"currency_code\":\"USD\",\"value\":\"10.50\"}");
        assertThat(body.path("payment_source").toString()).isEqualTo("{\"paypal\":{\"vault_id\":\"w-1\"}}");
    }

    @Test
    void who_approves_is_sent_back_to_the_shop() throws IOException {
        JsonNode body = body(PayPalBed.pay(Operation.AUTHORIZE, "approve", BACK));

        assertThat(body.path("intent").asText()).isEqualTo("AUTHORIZE");
        assertThat(body.at("/payment_source/paypal/experience_context/return_url")
                        .asText())
                .isEqualTo(BACK);
        assertThat(body.at("/payment_source/paypal").has("vault_id")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, /capture", "false, /authorize"})
    void what_was_approved_is_captured_or_held_as_it_was_asked_for(boolean captures, String end) {
        GatewayCall asked = PayPalBed.call(Operation.CONFIRM);
        GatewayCall confirm = new GatewayCall(
                asked.operation(),
                asked.paymentId(),
                asked.key(),
                asked.amount(),
                true,
                captures,
                null,
                asked.orderId(),
                null,
                null,
                asked.metadata(),
                null,
                asked.references(),
                null,
                null,
                null);

        assertThat(gateway.request(confirm).path()).isEqualTo("/v2/checkout/orders/ORDER1" + end);
    }

    @Test
    void only_the_capture_of_all_that_is_left_ends_the_authorization() throws IOException {
        assertThat(body(PayPalBed.call(Operation.CAPTURE, true))
                        .path("final_capture")
                        .asBoolean())
                .isTrue();
        assertThat(body(PayPalBed.call(Operation.CAPTURE, false))
                        .path("final_capture")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_refund_is_of_the_capture_and_says_its_amount_and_reason() throws IOException {
        GatewayCall refund = PayPalBed.call(Operation.REFUND);

        assertThat(gateway.request(refund).path()).isEqualTo("/v2/payments/captures/CAP1/refund");
        assertThat(body(refund).toString())
                .isEqualTo("{\"amount\":{\"currency_code\":\"USD\",\"value\":\"10.50\"},\"custom_id\":\"order-1\","
                        + "\"note_to_payer\":\"Too late for the feast\"}");
    }

    @Test
    void a_reason_that_is_too_long_is_refused_before_anything_is_sent() {
        GatewayCall refund = PayPalBed.call(
                Operation.REFUND, PayPalBed.money("1", "USD"), true, null, null, PayPalBed.known(), "x".repeat(256));

        assertThatThrownBy(() -> gateway.request(refund))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                        .isEqualTo("HUB-PAY-427"));
    }

    @ParameterizedTest
    @CsvSource({
        "order, /v2/checkout/orders/ORDER1",
        "capture, /v2/payments/captures/CAP1",
        "authorization, /v2/payments/authorizations/AUTH1"
    })
    void a_payment_is_read_by_what_is_known_of_it(String kind, String path) {
        assertThat(gateway.request(status(References.of(kind, PayPalBed.known().get(kind))))
                        .path())
                .isEqualTo(path);
    }

    @Test
    void the_order_shows_most_and_is_read_where_several_ids_are_known() {
        assertThat(gateway.request(status(PayPalBed.known())).path()).isEqualTo("/v2/checkout/orders/ORDER1");
    }

    @Test
    void an_order_that_holds_no_money_is_only_read_to_void_it() {
        GatewayCall call = PayPalBed.call(
                Operation.VOID,
                PayPalBed.money("10.50", "USD"),
                true,
                null,
                null,
                References.of(References.ORDER, "ORDER1"),
                null);

        assertThat(shapes.faults("READ", gateway.request(call))).isEmpty();
        assertThat(gateway.request(call).path()).isEqualTo("/v2/checkout/orders/ORDER1");
    }

    @ParameterizedTest
    @CsvSource({"CAPTURE, order", "REFUND, authorization", "VOID, capture", "STATUS, refund", "CONFIRM, capture"})
    void what_paypal_does_not_have_cannot_be_asked_for(Operation operation, String kind) {
        GatewayCall call = PayPalBed.call(
                operation, PayPalBed.money("1", "USD"), true, null, null, References.of(kind, "X1"), null);

        assertThatThrownBy(() -> gateway.request(call)).isInstanceOfSatisfying(PaymentProblem.class, problem -> {
            assertThat(problem.code()).isEqualTo("HUB-PAY-420");
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.detail()).contains(PayPalBed.PAYMENT.toString(), "nothing was sent");
        });
    }

    /** The shapes themselves can tell right from wrong. */
    @Test
    void a_wrong_request_is_noticed() {
        ApiCall right = gateway.request(PayPalBed.pay(Operation.CHARGE, "vault:w-1", null));
        String body = new String(right.body(), StandardCharsets.UTF_8);

        assertThat(shapes.faults("CREATE", with(right, body.replace("\"10.50\"", "10.50"))))
                .hasSize(1);
        assertThat(shapes.faults("CREATE", with(right, body.replace("CAPTURE", "SALE"))))
                .hasSize(1);
        assertThat(shapes.faults("CREATE", with(right, body.replace("vault_id", "vault"))))
                .hasSize(1);
        assertThat(shapes.faults("CREATE", with(right, body.replaceAll("\\[.*]", "[]"))))
                .hasSize(1);
        assertThat(shapes.faults("SETTLE", right)).isNotEmpty();
    }

    private static GatewayCall status(References references) {
        return GatewayCall.status(PayPalBed.PAYMENT, PayPalBed.money("10.50", "USD"), references);
    }

    private JsonNode body(GatewayCall call) throws IOException {
        return JSON.readTree(gateway.request(call).body());
    }

    private static ApiCall with(ApiCall call, String body) {
        return new ApiCall(
                call.method(), call.path(), call.query(), call.headers(), body.getBytes(StandardCharsets.UTF_8), true);
    }
}
