package io.dropshiphub.sandbox.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeMoneyTest {

    /** The examples of docs.stripe.com/currencies. */
    @ParameterizedTest
    @CsvSource({
        "USD, 1099, 10.99",
        "KRW, 5000, 5000",
        "JPY, 500, 500",
        "MGA, 5, 5",
        "ISK, 500, 5.00",
        "UGX, 500, 5.00",
        "HUF, 17500, 175.00",
        "TWD, 100, 1.00",
        "KWD, 5120, 5.120"
    })
    void amounts_are_counted_as_the_page_says(String currency, long minor, BigDecimal major) {
        assertThat(StripeMoney.major(currency, minor)).isEqualTo(major);
        assertThat(StripeMoney.minor(currency, major)).isEqualTo(minor);
    }

    @Test
    void every_currency_counts_there_and_back_and_never_rounds() {
        for (String currency : StripeMoney.KNOWN) {
            assertThat(StripeMoney.minor(currency, StripeMoney.major(currency, 120)))
                    .isEqualTo(120);
            assertThatThrownBy(() -> StripeMoney.minor(currency, new BigDecimal("0.0001")))
                    .isInstanceOf(ArithmeticException.class);
        }
    }
}
