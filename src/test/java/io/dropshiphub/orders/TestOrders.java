package io.dropshiphub.orders;

import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Orders and payments for tests. */
final class TestOrders {

    static final OrdersProperties SETTINGS = new OrdersProperties(
            Duration.ofSeconds(1),
            4,
            Duration.ofMinutes(2),
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(1)),
            3,
            Duration.ofHours(1),
            Duration.ofHours(6));

    private TestOrders() {}

    /** A payment of 1000 won as the ledger would show it: held as a whole when it is authorized. */
    static Payment payment(UUID id, PaymentStatus status, long captured, long refunded) {
        return payment(id, status, status == PaymentStatus.AUTHORIZED ? 1000 : 0, captured, refunded);
    }

    /** A payment of 1000 won whose capture the gateway has still to decide about. */
    static Payment capturing(UUID id) {
        return payment(id, PaymentStatus.AUTHORIZED, 0, 0, 0);
    }

    private static Payment payment(UUID id, PaymentStatus status, long held, long captured, long refunded) {
        return new Payment(
                id,
                1,
                Money.won(1000),
                "A-1",
                null,
                null,
                Map.of(),
                true,
                status,
                null,
                "stripe",
                null,
                References.NONE,
                BigDecimal.valueOf(held),
                BigDecimal.valueOf(captured),
                BigDecimal.valueOf(refunded),
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
