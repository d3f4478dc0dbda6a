package io.dropshiphub.payments.stripe;

import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.payments.GatewayBed;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.References;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/** Stripe's gateway with the sandbox's keys, calls to ask it for and answers to read. */
final class StripeBed {

    static final UUID PAYMENT = UUID.fromString("0b0b4f0e-8f7c-4f4e-9a55-3d1a0d2f1c11");
    static final UUID REFUND = UUID.fromString("7c1d2c54-5b1e-47b4-8f0f-6f2a7d0f9b22");
    static final String KEY = "5a9f0d8a-3c1d-4f57-a1b6-0f3f6f5f7d33";
    static final String INTENT = "pi_3PqSandbox0001";

    private StripeBed() {}

    static StripeGateway gateway() {
        return GatewayBed.get(StripeGateway.class);
    }

    static Money dollars(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("USD"));
    }

    /** A call of this kind with all that it could have. */
    static GatewayCall call(Operation operation) {
        return call(operation, "https://shop.example/back", "cus_42");
    }

    static GatewayCall call(Operation operation, String returnUrl, String customer) {
        return new GatewayCall(
                operation,
                operation == Operation.LIST ? null : PAYMENT,
                operation.writes() ? KEY : null,
                dollars("10.50"),
                true,
                true,
                operation == Operation.CHARGE || operation == Operation.AUTHORIZE ? "pm_card_visa" : null,
                "O-1001",
                customer,
                "머그컵 2개 & more",
                Map.of("channel", "smart store"),
                returnUrl,
                References.of(References.PAYMENT, INTENT).and(References.REFUND, "re_1Sandbox"),
                REFUND,
                "requested_by_customer",
                operation == Operation.LIST ? page(false, null) : null);
    }

    static Page page(boolean refunds, String cursor) {
        return new Page(
                refunds, Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00.5Z"), cursor);
    }

    static PaymentRequest request(String token, Money amount) {
        return new PaymentRequest(
                1, KEY, amount, "O-1001", null, Map.of("stripe", token), null, true, null, Map.of(), null);
    }

    static ApiReply reply(int status, String body, Map<String, String> headers) {
        return new ApiReply(status, headers, body.getBytes(StandardCharsets.UTF_8), null);
    }

    static ApiReply reply(int status, String body) {
        return reply(status, body, Map.of());
    }

    /** A payment intent's JSON with these fields more. */
    static String intent(String status, String more) {
        return """
                {"object": "payment_intent", "id": "%s", "amount": 1050, "amount_capturable": 0, "amount_received": 0,
                 "currency": "usd", "created": 1795219200, "metadata": {"order_id": "O-1001"}, "status": "%s"%s}
                """.formatted(INTENT, status, more.isEmpty() ? "" : ", " + more);
    }
}
