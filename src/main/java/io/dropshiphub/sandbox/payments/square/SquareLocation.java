package io.dropshiphub.sandbox.payments.square;

import java.math.BigDecimal;
import java.util.Set;

/** The one place of business of the simulated merchant, which takes one currency. */
final class SquareLocation {

    static final String ID = "LSANDBOX0000001";
    static final String MERCHANT = "MLSANDBOX0001";

    private static final String CURRENCY = "USD";
    private static final int DECIMALS = 2;

    /** The base units that the documents name (developer.squareup.com, monetary amounts). */
    private static final Set<String> KNOWN = Set.of("AUD", "CAD", "EUR", "GBP", "JPY", "USD");

    /** That a location takes its own currency only is general knowledge; under which code it says so is not published. */
    private static final String OTHER_CURRENCY = "INVALID_VALUE";

    private SquareLocation() {}

    /** The currency, when it can be taken. */
    static String checked(String currency, String field) {
        if (!KNOWN.contains(currency)) {
            throw SquareRefusal.invalid(
                    "UNSUPPORTED_CURRENCY", field, "The currency " + currency + " is not supported.");
        }
        if (!currency.equals(CURRENCY)) {
            throw SquareRefusal.invalid(
                    OTHER_CURRENCY,
                    field,
                    "This merchant can only process payments in " + CURRENCY + ", but the amount was provided in "
                            + currency + ".");
        }
        return currency;
    }

    /** The location of a request, when it is this one. */
    static void check(String location) {
        if (location != null && !location.equals(ID)) {
            throw SquareRefusal.notFound("location", location);
        }
    }

    /** In whole units. */
    static BigDecimal major(long amount) {
        return BigDecimal.valueOf(amount, DECIMALS);
    }

    /** The other way round; an amount that has no such unit comes to an {@link ArithmeticException}. */
    static long minor(BigDecimal amount) {
        return amount.movePointRight(DECIMALS).longValueExact();
    }
}
