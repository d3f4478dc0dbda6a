package io.dropshiphub.payments.toss;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayLimits;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.References;
import io.dropshiphub.product.Money;
import io.dropshiphub.testing.SettableClock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/** The adapter as a shop has it, and what it is asked. */
final class TossBed {

    static final String KEY = "6f2c1b7e-0d1a-4c58-9b1e-3f2d8a7c5e10";
    static final String PAYMENT_KEY = "tgen_20261121120000ABcd1";
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private TossBed() {}

    static TossProperties settings() {
        return new TossProperties(
                "test_sk_x",
                "toss-sec",
                Duration.ofDays(4),
                100,
                "Refund",
                2,
                new GatewayLimits(1, 100, 600, Duration.ofSeconds(60), 5, Duration.ofSeconds(60)));
    }

    static TossGateway gateway() {
        return new TossGateway(settings(), new ObjectMapper(), new SettableClock(NOW));
    }

    static GatewayCall call(Operation operation) {
        return call(operation, "not wanted");
    }

    static GatewayCall call(Operation operation, String reason) {
        return new GatewayCall(
                operation,
                UUID.fromString(KEY),
                operation.writes() ? KEY : null,
                Money.won(15000),
                true,
                true,
                operation == Operation.CHARGE || operation == Operation.FIND ? PAYMENT_KEY : null,
                "order-1",
                null,
                "two things",
                Map.of("a", "b"),
                null,
                References.of(References.PAYMENT, PAYMENT_KEY).and(References.REFUND, "c2"),
                null,
                reason,
                null);
    }

    static GatewayCall withoutToken(GatewayCall call) {
        return new GatewayCall(
                call.operation(),
                call.paymentId(),
                call.key(),
                call.amount(),
                call.whole(),
                call.captures(),
                null,
                call.orderId(),
                call.customerId(),
                call.description(),
                call.metadata(),
                call.returnUrl(),
                call.references(),
                call.refundId(),
                call.reason(),
                call.page());
    }

    static PaymentRequest asked(String amount, String currency, String token, String orderId, boolean captures) {
        return new PaymentRequest(
                1,
                "k",
                new Money(new BigDecimal(amount), Currency.getInstance(currency)),
                orderId,
                null,
                token == null ? Map.of() : Map.of("toss", token),
                null,
                captures,
                null,
                Map.of(),
                null);
    }

    static ApiReply reply(int status, String body, Map<String, String> headers) {
        return new ApiReply(status, headers, body.getBytes(StandardCharsets.UTF_8), null);
    }

    static ApiReply reply(int status, String body) {
        return reply(status, body, Map.of());
    }
}
