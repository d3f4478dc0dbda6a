package io.dropshiphub.payments.toss;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayRefund;
import io.dropshiphub.payments.ListedEntry;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;

/** Toss's payment and transaction objects in the hub's words. */
final class TossPayments {

    /** Where a time without a zone is meant. */
    static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

    /** Statuses of a transaction that gives money back. */
    private static final Set<String> REFUNDS = Set.of("CANCELED", "PARTIAL_CANCELED");

    private final GatewayAmounts amounts;

    TossPayments(GatewayAmounts amounts) {
        this.amounts = amounts;
    }

    /** @throws io.dropshiphub.payments.GatewayTrouble when an amount cannot be read */
    GatewayPayment payment(JsonNode payment) {
        String word = payment.path("status").asText();
        String currency = payment.path("currency").asText();
        Money total = amounts.read(payment.path("totalAmount").asText(), currency);
        boolean paid = isPaid(payment);
        BigDecimal captured = paid ? total.amount() : BigDecimal.ZERO;
        BigDecimal left = paid && payment.hasNonNull("balanceAmount")
                ? amounts.read(payment.path("balanceAmount").asText(), currency).amount()
                : captured;
        return new GatewayPayment(
                status(word, payment, paid),
                word,
                References.of(References.PAYMENT, payment.path("paymentKey").asText()),
                total,
                BigDecimal.ZERO,
                captured,
                captured.subtract(left),
                null);
    }

    /** One entry of {@code cancels[]}. */
    GatewayRefund refund(JsonNode cancel, String currency) {
        String word = cancel.path("cancelStatus").asText();
        RefundStatus status =
                switch (word) {
                    case "DONE" -> RefundStatus.SUCCEEDED;
                    case "ABORTED" -> RefundStatus.FAILED;
                    default -> RefundStatus.PENDING;
                };
        return new GatewayRefund(
                status,
                word,
                cancel.path("transactionKey").asText(),
                amounts.read(cancel.path("cancelAmount").asText(), currency),
                status == RefundStatus.FAILED ? word : null);
    }

    static boolean isRefund(JsonNode transaction) {
        return REFUNDS.contains(transaction.path("status").asText());
    }

    /**
     * An entry of the list of transactions: a payment by its {@code paymentKey}, a refund by its {@code transactionKey}. Whether a
     * refund's amount has a minus sign is not documented.
     */
    ListedEntry entry(JsonNode transaction) {
        String word = transaction.path("status").asText();
        Money amount = amounts.read(
                transaction.path("amount").asText(),
                transaction.path("currency").asText());
        boolean refund = isRefund(transaction);
        return new ListedEntry(
                transaction.path(refund ? "transactionKey" : "paymentKey").asText(),
                new Money(amount.amount().abs(), amount.currency()),
                refund || word.equals("DONE"),
                word,
                transaction.path("orderId").asText(null),
                OffsetDateTime.parse(transaction.path("transactionAt").asText()).toInstant());
    }

    private static PaymentStatus status(String word, JsonNode payment, boolean paid) {
        return switch (word) {
            case "READY" -> PaymentStatus.CREATED;
            case "IN_PROGRESS" -> PaymentStatus.APPROVED;
            case "WAITING_FOR_DEPOSIT" -> PaymentStatus.REQUIRES_ACTION;
            case "DONE" -> PaymentStatus.SUCCEEDED;
            case "PARTIAL_CANCELED" -> PaymentStatus.PARTIALLY_REFUNDED;
            case "CANCELED" -> paid ? PaymentStatus.REFUNDED : PaymentStatus.CANCELED;
            case "ABORTED" ->
                TossCodes.isDecline(payment.path("failure").path("code").asText())
                        ? PaymentStatus.DECLINED
                        : PaymentStatus.FAILED;
            case "EXPIRED" -> PaymentStatus.EXPIRED;
            default -> PaymentStatus.PROCESSING;
        };
    }

    /** A payment that was cancelled after it had been paid has both: the time of its approval, and the cancellation. */
    private static boolean isPaid(JsonNode payment) {
        return switch (payment.path("status").asText()) {
            case "DONE", "PARTIAL_CANCELED" -> true;
            case "CANCELED" -> payment.hasNonNull("approvedAt");
            default -> false;
        };
    }
}
