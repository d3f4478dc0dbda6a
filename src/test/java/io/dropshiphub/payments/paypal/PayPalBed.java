package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayLimits;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.References;
import io.dropshiphub.product.Money;
import io.dropshiphub.testing.SettableClock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The adapter with invented credentials, and what it is asked. */
final class PayPalBed {

    static final String KEY = "6f2c1b7e-0d1a-4c58-9b1e-3f2d8a7c5e10";
    static final UUID PAYMENT = UUID.fromString("0a4f7d52-6c1e-4f0b-9a58-1d2c3b4a5f60");
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private PayPalBed() {}

    static PayPalProperties properties() {
        return properties(new PayPalProperties.Webhook(
                "1JE4291016473214C", List.of(".paypal.com"), "", Duration.ofHours(74), Duration.ofMinutes(5)));
    }

    static PayPalProperties properties(PayPalProperties.Webhook webhook) {
        return new PayPalProperties(
                "client-1",
                "secret-1",
                Set.of(),
                webhook,
                new GatewayLimits(1, 100, 600, Duration.ofSeconds(60), 5, Duration.ofSeconds(60)));
    }

    static PayPalGateway gateway() {
        return new PayPalGateway(properties(), new ObjectMapper(), new SettableClock(NOW));
    }

    static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /** A call with nothing at PayPal yet. */
    static GatewayCall pay(Operation operation, String token, String returnUrl) {
        return call(operation, money("10.5", "USD"), true, token, returnUrl, References.NONE, null);
    }

    /** A call about what exists at PayPal: an order, its authorization, its capture and a refund. */
    static GatewayCall call(Operation operation) {
        return call(operation, true);
    }

    /** @param whole whether the amount is all there is */
    static GatewayCall call(Operation operation, boolean whole) {
        return call(operation, money("10.50", "USD"), whole, null, null, known(), "Too late\nfor the feast");
    }

    static References known() {
        return new References(Map.of("order", "ORDER1", "authorization", "AUTH1", "capture", "CAP1", "refund", "REF1"));
    }

    static GatewayCall call(
            Operation operation,
            Money amount,
            boolean whole,
            String token,
            String returnUrl,
            References references,
            String reason) {
        return new GatewayCall(
                operation,
                PAYMENT,
                operation.writes() ? KEY : null,
                amount,
                whole,
                true,
                token,
                "order-1",
                null,
                "two \"things\" and 하나",
                Map.of("a", "b"),
                returnUrl,
                references,
                null,
                reason,
                null);
    }

    static ApiReply reply(int status, String body) {
        return reply(status, body, Map.of());
    }

    static ApiReply reply(int status, String body, Map<String, String> headers) {
        return new ApiReply(status, headers, body.getBytes(StandardCharsets.UTF_8), null);
    }

    /** An answer as PayPal writes refusals, single quotes for double ones. */
    static String refusal(String name, String issue) {
        return """
                {'name': '%s', 'message': 'The requested action could not be performed.', 'debug_id': '90957fca61718',
                 'details': [{'field': '/payment_source/card/vault_id', 'value': '8kk8451t', 'location': 'body',
                              'issue': '%s', 'description': 'Words about it.'}]}""".formatted(name, issue).replace('\'', '"');
    }
}
