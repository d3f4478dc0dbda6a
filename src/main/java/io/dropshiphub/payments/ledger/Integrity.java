package io.dropshiphub.payments.ledger;

import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.util.Optional;

/** Compares what a gateway shows with what was asked of it. What does not fit is never taken for the payment's state. */
public final class Integrity {

    private Integrity() {}

    /** What does not fit, as the middle of a sentence; empty when all does. */
    public static Optional<String> complaint(Money asked, GatewayPayment shown) {
        if (shown.amount() != null && !same(asked, shown.amount())) {
            return Optional.of("shows " + text(shown.amount()) + " instead of " + text(asked));
        }
        BigDecimal captured = orZero(shown.captured());
        if (captured.add(orZero(shown.authorized())).compareTo(asked.amount()) > 0) {
            return Optional.of("has taken or holds more than " + text(asked));
        }
        if (shown.captured() != null && orZero(shown.refunded()).compareTo(captured) > 0) {
            return Optional.of("has given back more than it has taken");
        }
        return Optional.empty();
    }

    private static boolean same(Money one, Money other) {
        return one.currency().equals(other.currency()) && one.amount().compareTo(other.amount()) == 0;
    }

    private static String text(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }

    private static BigDecimal orZero(BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
