package io.dropshiphub.payments.square;

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

/** The adapter as a location in dollars has it, and what it is asked. */
final class SquareBed {

    static final String KEY = "6f2c1b7e-0d1a-4c58-9b1e-3f2d8a7c5e10";
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private SquareBed() {}

    static SquareProperties settings(String currency) {
        return new SquareProperties(
                "token",
                "L1",
                currency,
                "2025-08-20",
                "sq-sig-key",
                "https://hub.example.com/webhooks/square",
                Duration.ofHours(12),
                new GatewayLimits(1, 100, 600, Duration.ofSeconds(60), 5, Duration.ofSeconds(60)));
    }

    static SquareGateway gateway() {
        return gateway("USD");
    }

    static SquareGateway gateway(String currency) {
        return new SquareGateway(settings(currency), new ObjectMapper(), new SettableClock(NOW));
    }

    static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /** All that a call can be made of. */
    static GatewayCall call(Operation operation) {
        return call(operation, true, "not wanted");
    }

    static GatewayCall call(Operation operation, boolean whole, String reason) {
        return new GatewayCall(
                operation,
                UUID.fromString(KEY),
                operation.writes() ? KEY : null,
                money("10.50", "USD"),
                whole,
                true,
                "cnon:card-nonce-ok",
                "order-1",
                "CUSTOMER1",
                "two \"things\"\nand 하나",
                Map.of("a", "b"),
                null,
                References.of(References.PAYMENT, "pay/1").and(References.REFUND, "ref 1"),
                null,
                reason,
                operation == Operation.FIND
                        ? new GatewayCall.Page(false, NOW.minusSeconds(600), NOW.plusSeconds(600), null)
                        : null);
    }

    static PaymentRequest asked(
            String amount, String currency, String token, String orderId, String customer, String note) {
        return new PaymentRequest(
                1,
                "k",
                money(amount, currency),
                orderId,
                customer,
                token == null ? Map.of() : Map.of("square", token),
                null,
                true,
                note,
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
