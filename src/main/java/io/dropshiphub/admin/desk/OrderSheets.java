package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dropshiphub.orders.Order;
import io.dropshiphub.orders.OrderItem;
import io.dropshiphub.orders.OrderState;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.product.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Orders as they are answered. Amounts are texts, so that no reader makes a floating-point number of them. */
@Component
class OrderSheets {

    /** An order; {@code steps} only of a single one, {@code next_at} while something is still to be done. */
    public record Sheet(
            UUID orderId,
            String orderNumber,
            OrderState status,
            String total,
            String currency,
            List<ItemSheet> items,
            String mode,
            String customerId,
            Map<String, String> customer,
            @JsonInclude(JsonInclude.Include.NON_NULL) PaymentSheet payment,
            String code,
            String message,
            String cancelReason,
            boolean needsReview,
            Instant nextAt,
            Instant createdAt,
            Instant updatedAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Order.Step> steps) {}

    /** A line of an order. */
    public record ItemSheet(String sellerSku, String option, int quantity, String unitPrice) {}

    /** The payment of an order; {@code action_url} is where the payer has to go. */
    public record PaymentSheet(
            UUID paymentId,
            PaymentStatus status,
            String gateway,
            String captured,
            String refunded,
            @JsonInclude(JsonInclude.Include.NON_NULL) String actionUrl) {}

    private final PaymentLedger payments;

    OrderSheets(PaymentLedger payments) {
        this.payments = payments;
    }

    Sheet of(Order order) {
        return new Sheet(
                order.id(),
                order.orderNumber(),
                order.state(),
                text(order.total().amount()),
                order.total().currency().getCurrencyCode(),
                order.items().stream().map(OrderSheets::item).toList(),
                order.captures() ? "charge" : "authorize",
                order.customerId(),
                order.customer(),
                order.paymentId() == null
                        ? null
                        : payments.find(Scope.ALL, order.paymentId())
                                .map(OrderSheets::payment)
                                .orElse(null),
                order.code(),
                order.message(),
                order.cancelReason(),
                order.needsReview(),
                order.nextAt(),
                order.createdAt(),
                order.updatedAt(),
                order.steps());
    }

    private static ItemSheet item(OrderItem item) {
        return new ItemSheet(item.sellerSku(), item.option(), item.quantity(), text(item.unitPrice()));
    }

    private static PaymentSheet payment(Payment payment) {
        return new PaymentSheet(
                payment.id(),
                payment.status(),
                payment.gateway(),
                text(payment.captured()),
                text(payment.refunded()),
                payment.actionUrl());
    }

    private static String text(BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }
}
