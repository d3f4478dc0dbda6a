package io.dropshiphub.payments.paypal;

import io.dropshiphub.payments.DecimalTable;
import io.dropshiphub.payments.DecimalTable.Unit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The currencies of PayPal's page of currency codes: decimal texts of the main unit, two decimals but for three currencies that
 * take none. There is no KRW.
 */
final class PayPalAmounts {

    /** Without decimals; ISO 4217 gives two of them some. */
    private static final List<String> WHOLE = List.of("HUF", "JPY", "TWD");

    private static final List<String> CENTS = List.of(
            "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "ILS", "MXN", "NOK", "NZD", "PHP", "PLN", "SEK",
            "SGD", "THB", "USD");

    /** Only inside the country whose currency it is, so only for an account that says so. */
    private static final List<String> IN_COUNTRY = List.of("BRL", "CNY", "MYR");

    /** The schema of orders takes 15 digits in front of the dot; that many in all is less and needs no second limit. */
    private static final int DIGITS = 15;

    private PayPalAmounts() {}

    /** @param inCountry which of the currencies that stay inside a country are this account's own */
    static DecimalTable table(Set<String> inCountry) {
        Map<String, Unit> units = new TreeMap<>();
        WHOLE.forEach(currency -> units.put(currency, Unit.main(0)));
        CENTS.forEach(currency -> units.put(currency, Unit.main(2)));
        IN_COUNTRY.stream().filter(inCountry::contains).forEach(currency -> units.put(currency, Unit.main(2)));
        return new DecimalTable("paypal", DIGITS, units);
    }
}
