package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Payments and refunds as they are answered. Amounts are texts, so that no reader makes a floating-point number of them. */
@Component
public class PaymentSheets {

    /** What the gateway gave as reason; both null when all is well. */
    public record GatewayResponse(String code, String message) {}

    /** A payment; {@code review} only while a person has to look at it; {@code captured} and {@code refunded} are amounts in its currency. */
    public record Sheet(
            UUID paymentId,
            String transactionId,
            PaymentStatus status,
            String amount,
            String currency,
            String orderId,
            String gateway,
            String nativeStatus,
            String authorized,
            String captured,
            String refunded,
            String customerId,
            String description,
            Map<String, String> metadata,
            @JsonInclude(JsonInclude.Include.NON_NULL) String actionUrl,
            GatewayResponse gatewayResponse,
            @JsonInclude(JsonInclude.Include.NON_NULL) Payment.Review review,
            Instant createdAt,
            Instant updatedAt) {}

    /** A refund. */
    public record RefundSheet(
            UUID refundId,
            UUID paymentId,
            String transactionId,
            RefundStatus status,
            String amount,
            String currency,
            String nativeStatus,
            String reason,
            GatewayResponse gatewayResponse,
            Instant createdAt,
            Instant updatedAt) {}

    /** An answer and its HTTP status. */
    public record Answered(int http, Object sheet) {}

    private static final Set<PaymentStatus> OPEN = Set.of(
            PaymentStatus.CREATED,
            PaymentStatus.REQUIRES_ACTION,
            PaymentStatus.APPROVED,
            PaymentStatus.PROCESSING,
            PaymentStatus.UNKNOWN);

    /** A payment that was asked for: 201 when it is settled, 202 while it is not. */
    public Answered made(@Body Payment payment) {
        if (payment.status() == PaymentStatus.DECLINED) {
            throw new PaymentProblem(
                    "HUB-PAY-104",
                    402,
                    "Payment " + payment.id() + " of order " + payment.orderId() + " was declined by "
                            + payment.gateway() + reason(payment.code(), payment.message())
                            + "; nothing was charged. Ask the payer for something else to pay with, and send it under a"
                            + " new Idempotency-Key.");
        }
        if (payment.status() == PaymentStatus.FAILED) {
            throw without("Payment " + payment.id(), payment.code(), payment.message());
        }
        return new Answered(OPEN.contains(payment.status()) ? 202 : 201, sheet(payment));
    }

    /** A payment that was captured or voided: 200, or 202 while that is under way. */
    public Answered changed(@Body Payment payment) {
        return new Answered(OPEN.contains(payment.status()) ? 202 : 200, sheet(payment));
    }

    /** A refund that was asked for: 201 when it is settled, 202 while it is not. */
    public Answered refunded(@Body Refund refund) {
        return switch (refund.status()) {
            case SUCCEEDED -> new Answered(201, sheet(refund));
            case PENDING, UNKNOWN -> new Answered(202, sheet(refund));
            case FAILED, CANCELED -> throw without("Refund " + refund.id(), refund.code(), refund.message());
        };
    }

    /** A payment. */
    public Sheet sheet(@Body Payment payment) {
        return new Sheet(
                payment.id(),
                payment.transactionId(),
                payment.status(),
                text(payment.amount().amount()),
                payment.amount().currency().getCurrencyCode(),
                payment.orderId(),
                payment.gateway(),
                payment.nativeStatus(),
                text(payment.authorized()),
                text(payment.captured()),
                text(payment.refunded()),
                payment.customerId(),
                payment.description(),
                payment.metadata(),
                payment.actionUrl(),
                new GatewayResponse(payment.code(), payment.message()),
                payment.review(),
                payment.createdAt(),
                payment.updatedAt());
    }

    /** A refund. */
    RefundSheet sheet(Refund refund) {
        return new RefundSheet(
                refund.id(),
                refund.paymentId(),
                refund.reference(),
                refund.status(),
                text(refund.amount().amount()),
                refund.amount().currency().getCurrencyCode(),
                refund.nativeStatus(),
                refund.reason(),
                new GatewayResponse(refund.code(), refund.message()),
                refund.createdAt(),
                refund.updatedAt());
    }

    private static PaymentProblem without(String what, String code, String message) {
        return new PaymentProblem(
                "HUB-PAY-105",
                422,
                what + " ended without effect" + reason(code, message)
                        + "; no money was moved. Mend what is named, and ask again under a new Idempotency-Key.");
    }

    private static String reason(String code, String message) {
        return code == null && message == null
                ? ""
                : " (" + (code == null ? "" : code + (message == null ? "" : ": ")) + (message == null ? "" : message)
                        + ")";
    }

    private static String text(BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }
}
