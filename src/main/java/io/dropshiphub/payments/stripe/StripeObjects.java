package io.dropshiphub.payments.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayRefund;
import io.dropshiphub.payments.ListedEntry;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.Instant;

/** Stripe's payment intents and refunds in the hub's words. */
final class StripeObjects {

    private StripeObjects() {}

    /**
     * A payment intent.
     *
     * @throws io.dropshiphub.payments.GatewayTrouble when its amounts cannot be read
     */
    static GatewayPayment payment(JsonNode intent) {
        JsonNode charge = intent.path("latest_charge");
        BigDecimal refunded =
                charge.isObject() && intent.path("status").asText().equals("succeeded")
                        ? refunded(charge, intent)
                        : null;
        BigDecimal captured = intent.has("amount_received") ? amount(intent, "amount_received") : null;
        return new GatewayPayment(
                status(intent, captured, refunded),
                intent.path("status").asText(),
                References.of(References.PAYMENT, intent.path("id").asText()),
                money(intent, "amount", intent),
                intent.has("amount_capturable") ? amount(intent, "amount_capturable") : null,
                captured,
                refunded,
                actionUrl(intent));
    }

    /** A refund. */
    static GatewayRefund refund(JsonNode refund) {
        String failure = refund.path("failure_reason").asText(null);
        return new GatewayRefund(
                refundStatus(refund.path("status").asText()),
                refund.path("status").asText(),
                refund.path("id").asText(),
                money(refund, "amount", refund),
                failure);
    }

    /** A payment intent of a list. */
    static ListedEntry listedPayment(JsonNode intent) {
        boolean succeeded = intent.path("status").asText().equals("succeeded");
        return new ListedEntry(
                intent.path("id").asText(),
                money(intent, succeeded && intent.has("amount_received") ? "amount_received" : "amount", intent),
                succeeded,
                intent.path("status").asText(),
                intent.path("metadata").path(StripeRequests.ORDER_ID).asText(null),
                created(intent));
    }

    /** A refund of a list. */
    static ListedEntry listedRefund(JsonNode refund) {
        return new ListedEntry(
                refund.path("id").asText(),
                money(refund, "amount", refund),
                refund.path("status").asText().equals("succeeded"),
                refund.path("status").asText(),
                null,
                created(refund));
    }

    /**
     * Whether a refund of a list only let go what had been held and was not captured: Stripe lists that as a refund, but no money
     * moved, so it has no balance transaction. Seen in public issues of Stripe's users; the reference does not say it.
     */
    static boolean isRelease(JsonNode refund) {
        return refund.path("status").asText().equals("succeeded")
                && refund.path("balance_transaction").isNull();
    }

    /** Why the last try of a payment intent failed: the issuer's code before Stripe's own; null when it did not. */
    static String lastFailure(JsonNode intent) {
        return code(intent.path("last_payment_error"));
    }

    /** The code of an error; null when it has none. */
    static String code(JsonNode error) {
        return error.path("decline_code").asText(error.path("code").asText(null));
    }

    private static PaymentStatus status(JsonNode intent, BigDecimal captured, BigDecimal refunded) {
        return switch (intent.path("status").asText()) {
            case "requires_payment_method" ->
                intent.path("last_payment_error").isObject() ? PaymentStatus.DECLINED : PaymentStatus.CREATED;
            case "requires_confirmation" -> PaymentStatus.CREATED;
            case "requires_action" -> PaymentStatus.REQUIRES_ACTION;
            case "requires_capture" -> PaymentStatus.AUTHORIZED;
            case "succeeded" -> succeeded(captured, refunded);
            case "canceled" ->
                switch (intent.path("cancellation_reason").asText()) {
                    case "automatic", "expired" -> PaymentStatus.EXPIRED;
                    default -> PaymentStatus.CANCELED;
                };
            // "processing", and whatever Stripe comes up with
            default -> PaymentStatus.PROCESSING;
        };
    }

    private static PaymentStatus succeeded(BigDecimal captured, BigDecimal refunded) {
        if (refunded == null || refunded.signum() == 0) {
            return PaymentStatus.SUCCEEDED;
        }
        return captured != null && refunded.compareTo(captured) < 0
                ? PaymentStatus.PARTIALLY_REFUNDED
                : PaymentStatus.REFUNDED;
    }

    /**
     * What went back of a captured charge. When only a part was captured, Stripe counts the rest as refunded, too; seen in public
     * issues of Stripe's users, the reference does not say it. A figure below that rest does not count it.
     */
    private static BigDecimal refunded(JsonNode charge, JsonNode intent) {
        BigDecimal refunded = amount(charge, "amount_refunded", intent);
        BigDecimal captured = amount(charge, charge.has("amount_captured") ? "amount_captured" : "amount", intent);
        BigDecimal released = amount(charge, "amount", intent).subtract(captured);
        return refunded.compareTo(released) < 0 ? refunded : refunded.subtract(released);
    }

    private static RefundStatus refundStatus(String status) {
        return switch (status) {
            case "succeeded" -> RefundStatus.SUCCEEDED;
            case "failed" -> RefundStatus.FAILED;
            case "canceled" -> RefundStatus.CANCELED;
            // "pending", "requires_action", and whatever Stripe comes up with
            default -> RefundStatus.PENDING;
        };
    }

    private static String actionUrl(JsonNode intent) {
        return intent.path("next_action").path("redirect_to_url").path("url").asText(null);
    }

    private static Instant created(JsonNode node) {
        return Instant.ofEpochSecond(node.path("created").asLong());
    }

    private static BigDecimal amount(JsonNode node, String field) {
        return amount(node, field, node);
    }

    private static BigDecimal amount(JsonNode node, String field, JsonNode inCurrencyOf) {
        return money(node, field, inCurrencyOf).amount();
    }

    private static Money money(JsonNode node, String field, JsonNode inCurrencyOf) {
        return StripeAmounts.TABLE.read(
                node.path(field).asText(), inCurrencyOf.path("currency").asText());
    }
}
