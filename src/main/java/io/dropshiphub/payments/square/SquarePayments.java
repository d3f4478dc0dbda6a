package io.dropshiphub.payments.square;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayRefund;
import io.dropshiphub.payments.ListedEntry;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.Instant;

/** Square's payment and refund objects in the hub's words. */
final class SquarePayments {

    private final GatewayAmounts amounts;

    SquarePayments(GatewayAmounts amounts) {
        this.amounts = amounts;
    }

    /** @throws io.dropshiphub.payments.GatewayTrouble when an amount cannot be read */
    GatewayPayment payment(JsonNode payment) {
        String word = payment.path("status").asText();
        Money amount = money(payment.path("amount_money"));
        BigDecimal refunded = amount(payment.path("refunded_money"));
        return new GatewayPayment(
                status(word, payment, amount, refunded),
                word,
                References.of(References.PAYMENT, payment.path("id").asText()),
                amount,
                word.equals("APPROVED") ? of(amount) : BigDecimal.ZERO,
                word.equals("COMPLETED") ? of(amount) : BigDecimal.ZERO,
                refunded,
                null);
    }

    /** @throws io.dropshiphub.payments.GatewayTrouble when its amount cannot be read */
    GatewayRefund refund(JsonNode refund) {
        String word = refund.path("status").asText();
        RefundStatus status =
                switch (word) {
                    case "COMPLETED" -> RefundStatus.SUCCEEDED;
                    case "REJECTED", "FAILED" -> RefundStatus.FAILED;
                    default -> RefundStatus.PENDING;
                };
        return new GatewayRefund(
                status,
                word,
                refund.path("id").asText(),
                money(refund.path("amount_money")),
                status == RefundStatus.FAILED ? word : null);
    }

    /** An entry of a list; a refund's order is not shown. */
    ListedEntry entry(JsonNode object) {
        String word = object.path("status").asText();
        return new ListedEntry(
                object.path("id").asText(),
                money(object.path("amount_money")),
                word.equals("COMPLETED"),
                word,
                object.path("reference_id").asText(null),
                Instant.parse(object.path("created_at").asText()));
    }

    private static PaymentStatus status(String word, JsonNode payment, Money amount, BigDecimal refunded) {
        return switch (word) {
            case "APPROVED" -> PaymentStatus.AUTHORIZED;
            case "COMPLETED" ->
                refunded.signum() == 0
                        ? PaymentStatus.SUCCEEDED
                        : refunded.compareTo(of(amount)) < 0
                                ? PaymentStatus.PARTIALLY_REFUNDED
                                : PaymentStatus.REFUNDED;
            case "CANCELED" -> PaymentStatus.CANCELED;
            case "FAILED" -> refusedCard(payment) ? PaymentStatus.DECLINED : PaymentStatus.FAILED;
            // PENDING, and whatever is new
            default -> PaymentStatus.PROCESSING;
        };
    }

    private static boolean refusedCard(JsonNode payment) {
        for (JsonNode error : payment.path("card_details").path("errors")) {
            Kind kind = SquareCodes.kind(
                    Operation.STATUS,
                    error.path("code").asText(),
                    error.path("category").asText(),
                    400);
            if (kind == Kind.DECLINED) {
                return true;
            }
        }
        return false;
    }

    private Money money(JsonNode money) {
        return money.isObject()
                ? amounts.read(
                        money.path("amount").asText(), money.path("currency").asText())
                : null;
    }

    private BigDecimal amount(JsonNode money) {
        return of(money(money));
    }

    private static BigDecimal of(Money money) {
        return money == null ? BigDecimal.ZERO : money.amount();
    }
}
