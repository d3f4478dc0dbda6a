package io.dropshiphub.payments.stripe;

import static io.dropshiphub.payments.stripe.StripeBed.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.References;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that is made, against what Stripe publishes of it. */
class StripeRequestShapeTest {

    private final StripeShapes shapes = new StripeShapes();

    /** Each operation with all it can have and with as little as it can have. */
    static Stream<GatewayCall> calls() {
        List<GatewayCall> calls = new ArrayList<>();
        for (Operation operation : StripeBed.gateway().operations()) {
            if (operation == Operation.LIST) {
                calls.add(GatewayCall.list(StripeBed.page(false, null)));
                calls.add(GatewayCall.list(StripeBed.page(true, "re_1Before")));
            } else {
                calls.add(call(operation));
                calls.add(call(operation, null, null));
            }
        }
        return calls.stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void stripe_would_take_it(GatewayCall call) {
        assertThat(shapes.problems(StripeBed.gateway().request(call))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void it_says_its_version_and_what_writes_says_its_key_and_that_it_is_a_form(GatewayCall call) {
        ApiCall request = StripeBed.gateway().request(call);

        assertThat(request.headers()).containsEntry("Stripe-Version", "2026-10-28.endive");
        assertThat(request.headers()).doesNotContainKey("Authorization");
        assertThat(request.creates()).isEqualTo(call.operation().writes());
        if (call.operation().writes()) {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.query()).isNull();
            assertThat(request.headers())
                    .containsEntry("Idempotency-Key", StripeBed.KEY)
                    .containsEntry("Content-Type", "application/x-www-form-urlencoded");
        } else {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.body()).isNull();
            assertThat(request.headers()).containsOnlyKeys("Stripe-Version");
        }
    }

    @Test
    void a_charge_is_created_and_confirmed_in_one_request() {
        ApiCall request = StripeBed.gateway().request(call(Operation.CHARGE, null, null));

        assertThat(request.path()).isEqualTo("/v1/payment_intents");
        assertThat(StripeShapes.parameters(request))
                .containsOnly(
                        Map.entry("amount", "1050"),
                        Map.entry("currency", "usd"),
                        Map.entry("payment_method", "pm_card_visa"),
                        Map.entry("confirm", "true"),
                        Map.entry("capture_method", "automatic"),
                        Map.entry("automatic_payment_methods[enabled]", "true"),
                        Map.entry("automatic_payment_methods[allow_redirects]", "never"),
                        Map.entry("description", "머그컵 2개 & more"),
                        Map.entry("metadata[channel]", "smart store"),
                        Map.entry("metadata[order_id]", "O-1001"),
                        Map.entry("metadata[hub_payment_id]", StripeBed.PAYMENT.toString()),
                        Map.entry("expand[]", "latest_charge"));
    }

    @Test
    void a_payer_who_can_come_back_may_be_sent_elsewhere() {
        assertThat(StripeShapes.parameters(StripeBed.gateway().request(call(Operation.AUTHORIZE))))
                .containsEntry("return_url", "https://shop.example/back")
                .containsEntry("capture_method", "manual")
                .containsEntry("customer", "cus_42")
                .doesNotContainKey("automatic_payment_methods[allow_redirects]");
    }

    @Test
    void another_gateways_customer_is_not_told() {
        assertThat(StripeShapes.parameters(
                        StripeBed.gateway().request(call(Operation.CHARGE, null, "JDKYHBWT1D4F8MFH63DBMEN8Y4"))))
                .doesNotContainKey("customer");
    }

    @Test
    void a_refund_names_its_payment_and_itself() {
        assertThat(StripeShapes.parameters(StripeBed.gateway().request(call(Operation.REFUND))))
                .containsOnly(
                        Map.entry("payment_intent", StripeBed.INTENT),
                        Map.entry("amount", "1050"),
                        Map.entry("reason", "requested_by_customer"),
                        Map.entry("metadata[hub_payment_id]", StripeBed.PAYMENT.toString()),
                        Map.entry("metadata[hub_refund_id]", StripeBed.REFUND.toString()));
    }

    @Test
    void a_search_asks_for_the_hubs_own_id_and_a_list_for_whole_seconds() {
        assertThat(StripeShapes.parameters(StripeBed.gateway().request(call(Operation.FIND))))
                .containsEntry("query", "metadata['hub_payment_id']:'" + StripeBed.PAYMENT + "'");
        assertThat(StripeShapes.parameters(
                        StripeBed.gateway().request(GatewayCall.list(StripeBed.page(true, "re_1Before")))))
                .containsOnly(
                        Map.entry("created[gte]", "1795132800"),
                        // half a second into the second: the whole second is asked for
                        Map.entry("created[lt]", "1795219201"),
                        Map.entry("limit", "100"),
                        Map.entry("starting_after", "re_1Before"));
    }

    @Test
    void a_request_without_the_id_it_needs_is_not_made() {
        GatewayCall call = GatewayCall.status(StripeBed.PAYMENT, StripeBed.dollars("1"), References.NONE);

        assertThatThrownBy(() -> StripeBed.gateway().request(call)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_shapes_would_notice() {
        ApiCall charge = StripeBed.gateway().request(call(Operation.CHARGE));
        assertThat(shapes.problems(with(charge, "amount=10.50&payment_method_types%5B%5D=card")))
                .containsExactly(
                        "lacks currency",
                        "amount=10.50 is no integer",
                        "payment_method_types[]=card is no not a parameter of it");
        assertThat(shapes.problems(
                        with(StripeBed.gateway().request(call(Operation.REFUND)), "amount=100&reason=because")))
                .containsExactly(
                        "has not one of [charge, payment_intent]",
                        "reason=because is no enum:duplicate|fraudulent|requested_by_customer");
    }

    private static ApiCall with(ApiCall call, String body) {
        return new ApiCall(
                call.method(), call.path(), null, call.headers(), body.getBytes(StandardCharsets.UTF_8), true);
    }
}
