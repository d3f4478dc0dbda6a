package io.dropshiphub.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTableTest {

    private final DecimalTable table = new DecimalTable(
            "a-gateway",
            8,
            Map.of(
                    "USD", DecimalTable.Unit.minor(2),
                    "KRW", DecimalTable.Unit.minor(0),
                    "ISK", new DecimalTable.Unit(2, 0),
                    "EUR", DecimalTable.Unit.main(2),
                    "JPY", DecimalTable.Unit.main(0)));

    @ParameterizedTest
    @CsvSource({
        "10.5, USD, 1050",
        "10, USD, 1000",
        "1E+3, USD, 100000",
        "0.01, USD, 1",
        "30000, KRW, 30000",
        "30000.00, KRW, 30000",
        "5, ISK, 500",
        "10.5, EUR, 10.50",
        "0.1, EUR, 0.10",
        "100, JPY, 100",
        "999999.99, USD, 99999999"
    })
    void an_amount_is_written_and_read_back_exactly(String amount, String currency, String written) {
        assertThat(table.write(money(amount, currency))).isEqualTo(written);
        assertThat(table.read(written, currency.toLowerCase(Locale.ROOT)).amount())
                .isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "10.505, USD, HUB-PAY-402",
        "0.5, KRW, HUB-PAY-402",
        "5.5, ISK, HUB-PAY-402",
        "100.5, JPY, HUB-PAY-402",
        "10, GBP, HUB-PAY-401",
        "1000000, USD, HUB-PAY-404",
        "1E+999999999, USD, HUB-PAY-404",
        "1E-999999999, USD, HUB-PAY-402"
    })
    void what_cannot_be_written_exactly_is_refused(String amount, String currency, String code) {
        assertThatThrownBy(() -> table.write(money(amount, currency)))
                .isInstanceOfSatisfying(PaymentProblem.class, problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.status()).isEqualTo(422);
                });
        assertThat(table.refusal(money(amount, currency))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"10.5, USD", "1e3, USD", "'', USD", ", USD", "ten, USD", "10, GBP", "10,", "10, XYZQ"})
    void an_answers_amount_that_is_no_amount_is_trouble(String written, String currency) {
        assertThatThrownBy(() -> table.read(written, currency))
                .isInstanceOfSatisfying(GatewayTrouble.class, trouble -> {
                    assertThat(trouble.answer().kind()).isEqualTo(GatewayAnswer.Kind.UNKNOWN);
                    assertThat(trouble.answer().code()).isEqualTo("HUB-PAY-403");
                });
    }

    @Test
    void nothing_speaks_against_an_amount_that_fits() {
        assertThat(table.refusal(money("10.50", "USD"))).isEmpty();
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }
}
