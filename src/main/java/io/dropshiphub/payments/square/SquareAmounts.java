package io.dropshiphub.payments.square;

import io.dropshiphub.payments.DecimalTable;
import io.dropshiphub.payments.DecimalTable.Unit;
import io.dropshiphub.product.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Square's currencies, written as whole numbers of the smallest unit: 100 JPY is 100 yen, 100 USD a dollar. */
final class SquareAmounts {

    /** An int64 holds every number of so many digits. */
    private static final int DIGITS = 18;

    private static final Map<String, Unit> UNITS = Map.of(
            "AUD", Unit.minor(2),
            "CAD", Unit.minor(2),
            "EUR", Unit.minor(2),
            "GBP", Unit.minor(2),
            "JPY", Unit.minor(0),
            "USD", Unit.minor(2));

    /**
     * The least payment in the smallest unit, 1 where nothing stands. Quoted by Square's staff from an older page: uncertain, and
     * harmless, because a smaller one that gets through is refused there.
     */
    private static final Map<String, Long> LEAST = Map.of("AUD", 100L, "GBP", 100L, "JPY", 100L);

    private SquareAmounts() {}

    static boolean knows(String currency) {
        return UNITS.containsKey(currency);
    }

    /** What the location with this currency takes; nothing when it is none of Square's. */
    static DecimalTable of(String currency) {
        Map<String, Unit> one = new HashMap<>(UNITS);
        one.keySet().retainAll(Set.of(currency));
        return new DecimalTable(SquareGateway.NAME, DIGITS, one);
    }

    /** Why this amount is too small, if it is; its currency is one of Square's. */
    static Optional<String> tooSmall(long smallestUnits, Money amount) {
        long least = LEAST.getOrDefault(amount.currency().getCurrencyCode(), 1L);
        return smallestUnits >= least
                ? Optional.empty()
                : Optional.of("The least amount in " + amount.currency() + " is " + least
                        + " of the smallest unit there; nothing was charged.");
    }
}
