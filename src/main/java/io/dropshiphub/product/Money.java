package io.dropshiphub.product;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * An exact amount in one currency; never a floating-point number.
 *
 * @param amount the amount in the currency's main unit (won, not jeon; dollars, not cents)
 * @param currency its ISO 4217 currency
 */
public record Money(BigDecimal amount, Currency currency) {

    private static final Currency KRW = Currency.getInstance("KRW");

    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
    }

    /** Korean won, the currency of all three marketplaces. */
    public static Money won(long amount) {
        return new Money(BigDecimal.valueOf(amount), KRW);
    }

    /**
     * The amount as whole won.
     *
     * @throws ArithmeticException when the amount has a fraction or is no KRW amount
     */
    public long wonExact() {
        if (!KRW.equals(currency)) {
            throw new ArithmeticException("expected KRW, got " + currency);
        }
        return amount.longValueExact();
    }
}
