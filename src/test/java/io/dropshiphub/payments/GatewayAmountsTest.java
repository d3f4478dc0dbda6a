package io.dropshiphub.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;

/** Every gateway's amounts, over all currencies of ISO 4217 that the JDK knows. */
class GatewayAmountsTest {

    /** One below what the shortest field takes with the zeros that it demands. */
    private static final long MOST_UNITS = 999_998;

    /** Where a gateway's decimals are not ISO's; all other currencies that it takes have ISO's. */
    private static final Map<String, Map<String, Integer>> DEVIATIONS = Map.of(
            "stripe", Map.of("MGA", 0, "BHD", 2, "JOD", 2, "KWD", 2, "OMR", 2, "TND", 2),
            "paypal", Map.of("HUF", 0, "TWD", 0),
            "square", Map.of(),
            "toss", Map.of());

    /** How ten of them are written. */
    private static final Map<String, Map<String, String>> WRITTEN = Map.of(
            "stripe",
                    Map.ofEntries(
                            Map.entry("USD", "1000"),
                            Map.entry("KRW", "10"),
                            Map.entry("JPY", "10"),
                            Map.entry("MGA", "10"),
                            Map.entry("ISK", "1000"),
                            Map.entry("UGX", "1000"),
                            Map.entry("KWD", "10000"),
                            Map.entry("HUF", "1000"),
                            Map.entry("TWD", "1000")),
            "paypal", Map.of("USD", "10.00", "EUR", "10.00", "JPY", "10", "HUF", "10", "TWD", "10"),
            "square", Map.of("USD", "1000", "JPY", "10", "GBP", "1000"),
            "toss", Map.of("KRW", "10"));

    /** What must not be guessed: Stripe does not say how it is written, PayPal and Square do not take won. */
    private static final Map<String, Set<String>> NOT_TAKEN = Map.of(
            "stripe", Set.of("IQD", "LYD", "CLF", "UYI", "XXX", "XTS", "XAU"),
            "paypal", Set.of("KRW", "ISK", "XXX"),
            "square", Set.of("KRW", "KWD", "XXX"),
            "toss", Set.of("USD", "JPY", "XXX"));

    @Property(tries = 3000)
    void what_is_written_is_read_back_exactly(@ForAll("amounts") Tuple3<Gateway, Currency, Long> amount) {
        GatewayAmounts amounts = amount.get1().amounts();
        Money money = money(amount);

        Money back = amounts.read(amounts.write(money), amount.get2().getCurrencyCode());

        assertThat(back.currency()).isEqualTo(money.currency());
        assertThat(back.amount()).isEqualByComparingTo(money.amount());
    }

    @Property(tries = 3000)
    void two_different_amounts_are_never_written_alike(@ForAll("amounts") Tuple3<Gateway, Currency, Long> amount) {
        GatewayAmounts amounts = amount.get1().amounts();
        BigDecimal step = BigDecimal.ONE.movePointLeft(amounts.decimals(amount.get2()));
        Money money = money(amount);
        Money next = new Money(money.amount().add(step), money.currency());

        assertThat(new BigDecimal(amounts.write(next))).isGreaterThan(new BigDecimal(amounts.write(money)));
    }

    @Property(tries = 3000)
    void one_decimal_too_many_is_refused_and_never_rounded(@ForAll("amounts") Tuple3<Gateway, Currency, Long> amount) {
        GatewayAmounts amounts = amount.get1().amounts();
        BigDecimal rest = BigDecimal.ONE.movePointLeft(amounts.decimals(amount.get2()) + 1);
        Money money = new Money(money(amount).amount().add(rest), amount.get2());

        assertThatThrownBy(() -> amounts.write(money)).isInstanceOfSatisfying(PaymentProblem.class, problem -> {
            assertThat(problem.code()).isEqualTo("HUB-PAY-402");
            assertThat(problem.status()).isEqualTo(422);
        });
    }

    @Example
    void decimals_are_those_of_iso_but_where_the_gateway_says_otherwise() {
        for (Gateway gateway : GatewayBed.all()) {
            Map<String, Integer> deviations = DEVIATIONS.get(gateway.name());
            for (Currency currency : taken(gateway)) {
                assertThat(gateway.amounts().decimals(currency))
                        .as("%s at %s", currency, gateway.name())
                        .isEqualTo(deviations.getOrDefault(
                                currency.getCurrencyCode(), currency.getDefaultFractionDigits()));
            }
            assertThat(codes(taken(gateway))).as(gateway.name()).containsAll(deviations.keySet());
        }
    }

    @Example
    void ten_are_written_as_the_gateway_wants_them() {
        for (Gateway gateway : GatewayBed.all()) {
            Map<String, String> written = new TreeMap<>(WRITTEN.get(gateway.name()));
            // a Square location takes its own currency only
            written.keySet().retainAll(codes(taken(gateway)));
            assertThat(written).as(gateway.name()).isNotEmpty();
            written.forEach((code, text) -> assertThat(
                            gateway.amounts().write(new Money(BigDecimal.TEN, Currency.getInstance(code))))
                    .as("%s at %s", code, gateway.name())
                    .isEqualTo(text));
        }
    }

    @Example
    void a_currency_that_a_gateway_does_not_take_is_refused_and_not_guessed() {
        for (Gateway gateway : GatewayBed.all()) {
            assertThat(codes(taken(gateway)))
                    .as(gateway.name())
                    .doesNotContainAnyElementsOf(NOT_TAKEN.get(gateway.name()));
            for (Currency currency : Currency.getAvailableCurrencies()) {
                if (!gateway.amounts().takes(currency)) {
                    assertThatThrownBy(() -> gateway.amounts().write(new Money(BigDecimal.ONE, currency)))
                            .isInstanceOfSatisfying(PaymentProblem.class, problem -> assertThat(problem.code())
                                    .isEqualTo("HUB-PAY-401"));
                }
            }
        }
    }

    @Provide
    Arbitrary<Tuple3<Gateway, Currency, Long>> amounts() {
        Arbitrary<Long> units = Arbitraries.longs().between(1, MOST_UNITS);
        return Arbitraries.of(GatewayBed.all()).flatMap(gateway -> Arbitraries.of(taken(gateway))
                .flatMap(currency -> units.map(unit -> Tuple.of(gateway, currency, unit))));
    }

    private static Money money(Tuple3<Gateway, Currency, Long> amount) {
        int decimals = amount.get1().amounts().decimals(amount.get2());
        return new Money(BigDecimal.valueOf(amount.get3(), decimals), amount.get2());
    }

    private static List<Currency> taken(Gateway gateway) {
        return Currency.getAvailableCurrencies().stream()
                .filter(gateway.amounts()::takes)
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .toList();
    }

    private static Set<String> codes(List<Currency> currencies) {
        return currencies.stream().map(Currency::getCurrencyCode).collect(Collectors.toCollection(TreeSet::new));
    }
}
