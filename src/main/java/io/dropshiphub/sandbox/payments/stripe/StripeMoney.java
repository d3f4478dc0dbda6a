package io.dropshiphub.sandbox.payments.stripe;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How Stripe counts money (docs.stripe.com/currencies): in the smallest unit, which is not always what ISO 4217 says. */
final class StripeMoney {

    private static final long MOST = 99_999_999;

    private static final Set<String> ZERO_DECIMAL = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");

    private static final Set<String> THREE_DECIMAL = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    /**
     * Counted in hundredths of which there are none. UGX stands also in the page's list of currencies without decimals; it is
     * taken here as the paragraph on special cases says, which is the more exact one.
     */
    private static final Set<String> WHOLE_HUNDREDS = Set.of("ISK", "UGX");

    /** The announced minimums. For other currencies Stripe converts into the currency of the account; 1 is taken. */
    private static final Map<String, Long> LEAST =
            Map.of("USD", 50L, "EUR", 50L, "GBP", 30L, "HUF", 17_500L, "HKD", 400L, "JPY", 50L);

    private static final Set<String> TWO_DECIMAL = Set.of(
            "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD", "BND", "BOB",
            "BRL", "BSD", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY", "COP", "CRC", "CVE", "CZK", "DKK", "DOP",
            "DZD", "EGP", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG",
            "HUF", "IDR", "ILS", "INR", "JMD", "KES", "KGS", "KHR", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL",
            "MAD", "MDL", "MKD", "MMK", "MNT", "MOP", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO",
            "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "SAR", "SBD", "SCR",
            "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SZL", "THB", "TJS", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH",
            "USD", "UYU", "UZS", "WST", "XCD", "YER", "ZAR", "ZMW");

    /** All that can be charged. */
    static final Set<String> KNOWN = Stream.of(TWO_DECIMAL, ZERO_DECIMAL, THREE_DECIMAL, WHOLE_HUNDREDS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private StripeMoney() {}

    /** The currency of a request in capital letters. */
    static String currency(StripeParameters parameters) {
        String given = parameters.required("currency");
        String currency = given.toUpperCase(Locale.ROOT);
        // the documents ask for lower case, so nothing else is taken
        if (!KNOWN.contains(currency) || given.equals(currency)) {
            throw StripeRefusal.invalid(
                    null,
                    "currency",
                    "Invalid currency: " + given + ". Three lower-case letters of a supported currency.");
        }
        return currency;
    }

    /** The amount of a request, checked against the currency's rules. */
    static long amount(StripeParameters parameters, String currency) {
        parameters.required("amount");
        long amount = parameters.integer("amount", 1, Long.MAX_VALUE, 0);
        if (amount > MOST) {
            throw StripeRefusal.invalid(
                    "amount_too_large", "amount", "Amount must be no more than " + major(currency, MOST) + ".");
        }
        if (amount < LEAST.getOrDefault(currency, 1L)) {
            throw StripeRefusal.invalid(
                    "amount_too_small",
                    "amount",
                    "Amount must be at least " + major(currency, LEAST.get(currency)) + " " + currency + ".");
        }
        checkUnits(amount, currency, "amount");
        return amount;
    }

    /** Some currencies have smaller units in the count than in the purse. */
    static void checkUnits(long amount, String currency, String param) {
        int step = WHOLE_HUNDREDS.contains(currency) ? 100 : THREE_DECIMAL.contains(currency) ? 10 : 1;
        if (amount % step != 0) {
            throw StripeRefusal.invalid(
                    "parameter_invalid_integer",
                    param,
                    "Invalid amount: " + amount + " " + currency + " must be divisible by " + step + ".");
        }
    }

    /** In whole units of the currency. */
    static BigDecimal major(String currency, long amount) {
        int decimals = ZERO_DECIMAL.contains(currency) ? 0 : THREE_DECIMAL.contains(currency) ? 3 : 2;
        return BigDecimal.valueOf(amount, decimals);
    }

    /** The other way round; an amount that has no such unit comes to an {@link ArithmeticException}. */
    static long minor(String currency, BigDecimal amount) {
        return amount.divide(major(currency, 1)).longValueExact();
    }
}
