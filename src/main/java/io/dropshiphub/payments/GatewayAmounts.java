package io.dropshiphub.payments;

import io.dropshiphub.product.Money;
import java.util.Currency;

/** How a gateway writes amounts: an exact table of its own, because none follows ISO 4217 throughout. */
public interface GatewayAmounts {

    /** Whether it takes this currency at all. */
    boolean takes(Currency currency);

    /** How many decimals of the main unit it takes: 0 for won, 2 for dollars. */
    int decimals(Currency currency);

    /**
     * The amount as it is sent, digits and at most one dot.
     *
     * @throws PaymentProblem for a currency it does not take, and for more decimals than it takes: nothing is ever rounded
     */
    String write(Money amount);

    /**
     * An amount of an answer.
     *
     * @throws GatewayTrouble when it is no amount
     */
    Money read(String written, String currency);
}
