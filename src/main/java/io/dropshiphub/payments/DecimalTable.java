package io.dropshiphub.payments;

import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A gateway's currencies as a table, and the exact arithmetic that all gateways have in common: a point is moved, nothing is ever
 * divided or rounded.
 */
public final class DecimalTable implements GatewayAmounts {

    /** More characters than any gateway writes an amount with. */
    private static final int LONGEST = 40;

    private static final Pattern DIGITS = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final String gateway;
    private final int digits;
    private final Map<String, Unit> units;

    /**
     * How one currency is written.
     *
     * @param shift how many places the decimal point is moved to the right: 2 writes dollars as cents
     * @param decimals how many decimals of the main unit are taken; where fewer than {@code shift}, what is written ends with zeros
     */
    public record Unit(int shift, int decimals) {

        /** A whole number of the smallest unit, a main unit having 10 to the power of {@code exponent} of them. */
        public static Unit minor(int exponent) {
            return new Unit(exponent, exponent);
        }

        /** A number of the main unit with exactly so many decimals. */
        public static Unit main(int decimals) {
            return new Unit(0, decimals);
        }
    }

    /**
     * @param gateway its name, for messages
     * @param digits how many digits a written amount may have at most
     * @param units by ISO 4217 code; what does not stand here is not taken
     */
    public DecimalTable(String gateway, int digits, Map<String, Unit> units) {
        this.gateway = gateway;
        this.digits = digits;
        this.units = Map.copyOf(units);
    }

    @Override
    public boolean takes(Currency currency) {
        return units.containsKey(currency.getCurrencyCode());
    }

    /** @throws PaymentProblem for a currency it does not take */
    @Override
    public int decimals(Currency currency) {
        Unit unit = units.get(currency.getCurrencyCode());
        if (unit == null) {
            throw problem("HUB-PAY-401", untaken(currency));
        }
        return unit.decimals();
    }

    /** Why this amount cannot be written, as a sentence without the gateway's name for {@link Gateway#refusal}; empty when it can. */
    public Optional<String> refusal(Money amount) {
        try {
            write(amount);
            return Optional.empty();
        } catch (PaymentProblem problem) {
            return Optional.of(problem.detail());
        }
    }

    @Override
    public String write(Money amount) {
        int decimals = decimals(amount.currency());
        BigDecimal plain = amount.amount().stripTrailingZeros();
        if (plain.scale() > decimals) {
            throw problem(
                    "HUB-PAY-402",
                    "An amount in " + amount.currency() + " may have " + decimals + " decimals there, this one has "
                            + plain.scale()
                            + "; nothing is rounded and nothing was charged. Send an amount without the rest.");
        }
        int shift = units.get(amount.currency().getCurrencyCode()).shift();
        // before it is written out: 1E+999999999 is a short number and a long text
        if ((long) plain.precision() - plain.scale() + Math.max(shift, decimals) > digits) {
            throw problem(
                    "HUB-PAY-404",
                    "The amount in " + amount.currency() + " is too large: it is written with at most " + digits
                            + " digits there, decimals included. Nothing was charged; split the payment.");
        }
        return plain.setScale(decimals).movePointRight(shift).toPlainString();
    }

    @Override
    public Money read(String written, String currency) {
        String code = currency == null ? "" : currency.toUpperCase(Locale.ROOT);
        Unit unit = units.get(code);
        if (unit == null
                || written == null
                || written.length() > LONGEST
                || !DIGITS.matcher(written).matches()) {
            throw unreadable(code);
        }
        BigDecimal number = new BigDecimal(written);
        if (unit.shift() > 0 && number.scale() > 0) {
            throw unreadable(code);
        }
        return new Money(number.movePointLeft(unit.shift()), Currency.getInstance(code));
    }

    private static String untaken(Currency currency) {
        return currency + " is not taken there; nothing was charged. Name another gateway, or none.";
    }

    private static PaymentProblem problem(String code, String detail) {
        return new PaymentProblem(code, 422, detail);
    }

    private GatewayTrouble unreadable(String currency) {
        return new GatewayTrouble(GatewayAnswer.of(
                GatewayAnswer.Kind.UNKNOWN,
                "HUB-PAY-403",
                gateway + " answered with an amount in '" + currency.substring(0, Math.min(8, currency.length()))
                        + "' that cannot be read exactly; what it did is found out at " + gateway + " only."));
    }
}
