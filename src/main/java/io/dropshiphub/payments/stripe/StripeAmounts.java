package io.dropshiphub.payments.stripe;

import io.dropshiphub.payments.DecimalTable;
import io.dropshiphub.payments.DecimalTable.Unit;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How Stripe writes amounts (docs.stripe.com/currencies): cents, unless the currency is one of these. */
final class StripeAmounts {

    private static final Set<String> NO_DECIMALS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");

    /**
     * Whole units, written as hundredths: 5 are 500. UGX stands among the currencies without decimals as well; its special case on
     * the same page says how it is sent.
     */
    private static final Set<String> WHOLE_IN_HUNDREDTHS = Set.of("ISK", "UGX");

    /** Written as thousandths whose last digit is zero. */
    private static final Set<String> TENTHS_OF_CENTS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    /** "up to eight digits" (API reference, amount of a payment intent). */
    private static final int DIGITS = 8;

    /** The least amounts that are documented; the least of others follows from the account's own currency, and Stripe tells. */
    private static final Map<String, BigDecimal> LEAST = Map.of(
            "USD", new BigDecimal("0.50"),
            "GBP", new BigDecimal("0.30"),
            "HKD", new BigDecimal("4.00"),
            "HUF", new BigDecimal("175.00"));

    /** The table. */
    static final DecimalTable TABLE = new DecimalTable(StripeGateway.NAME, DIGITS, units());

    private StripeAmounts() {}

    /** Why Stripe does not take this amount, or empty. */
    static Optional<String> refusal(Money amount) {
        BigDecimal least = LEAST.get(amount.currency().getCurrencyCode());
        if (least != null && amount.amount().compareTo(least) < 0) {
            return Optional.of("The least amount in " + amount.currency() + " is " + least + ".");
        }
        return TABLE.refusal(amount);
    }

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new TreeMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            String code = currency.getCurrencyCode();
            if (NO_DECIMALS.contains(code)) {
                units.put(code, Unit.minor(0));
            } else if (WHOLE_IN_HUNDREDTHS.contains(code)) {
                units.put(code, new Unit(2, 0));
            } else if (TENTHS_OF_CENTS.contains(code)) {
                units.put(code, new Unit(3, 2));
            } else if (currency.getDefaultFractionDigits() == 2) {
                units.put(code, Unit.minor(2));
            }
            // left out: gold, test codes and what ISO gives 0, 3 or 4 decimals without Stripe saying how it is written
        }
        return units;
    }
}
