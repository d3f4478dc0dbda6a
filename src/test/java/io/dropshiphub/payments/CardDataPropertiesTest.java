package io.dropshiphub.payments;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every card number and for every ordinary number. */
class CardDataPropertiesTest {

    /** Beginning of an issuer's numbers, and how many digits they have. */
    private record Issuer(String begin, int length) {}

    private static final List<Issuer> ISSUERS = List.of(
            new Issuer("4", 13),
            new Issuer("4", 16),
            new Issuer("4", 19),
            new Issuer("51", 16),
            new Issuer("55", 16),
            new Issuer("2221", 16),
            new Issuer("2720", 16),
            new Issuer("34", 15),
            new Issuer("37", 15),
            new Issuer("6011", 16),
            new Issuer("644", 16),
            new Issuer("65", 16),
            new Issuer("3528", 16),
            new Issuer("3589", 16),
            new Issuer("300", 14),
            new Issuer("36", 14),
            new Issuer("38", 16),
            new Issuer("62", 16),
            new Issuer("62", 19),
            new Issuer("9", 16));

    @Property(tries = 2000)
    void no_card_number_passes_however_its_digits_are_separated(
            @ForAll("cards") String card, @ForAll("separators") List<String> separators, @ForAll("texts") String text) {
        StringBuilder written = new StringBuilder(text).append(' ');
        for (int place = 0; place < card.length(); place++) {
            written.append(place == 0 ? "" : separators.get(place)).append(card.charAt(place));
        }
        written.append(' ').append(text);

        assertThatThrownBy(() -> CardData.refuse(written.toString()))
                .isInstanceOf(PaymentProblem.class)
                .hasMessageNotContaining(card);
    }

    @Property(tries = 2000)
    void ordinary_ids_numbers_and_moments_pass(@ForAll("ordinary") String text) {
        assertThatCode(() ->
                        CardData.refuse("{\"order_id\": \"" + text + "\", \"description\": \"for " + text + ".\"}"))
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> cards() {
        return Combinators.combine(
                        Arbitraries.of(ISSUERS), Arbitraries.strings().numeric().ofLength(19))
                .as((issuer, digits) -> {
                    String begun = issuer.begin()
                            + digits.substring(
                                    0, issuer.length() - issuer.begin().length() - 1);
                    return begun + checkDigit(begun);
                });
    }

    /** The one digit with which the number is valid, found by trying all. */
    private static int checkDigit(String digits) {
        for (int candidate = 0; candidate < 10; candidate++) {
            int sum = candidate;
            boolean doubled = true;
            for (int at = digits.length() - 1; at >= 0; at--, doubled = !doubled) {
                int digit = Character.digit(digits.charAt(at), 10) * (doubled ? 2 : 1);
                sum += digit / 10 + digit % 10;
            }
            if (sum % 10 == 0) {
                return candidate;
            }
        }
        throw new AssertionError("no check digit");
    }

    @Provide
    Arbitrary<List<String>> separators() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just("")),
                        Tuple.of(
                                1,
                                Arbitraries.of(
                                        " ", "-", ".", "_", "/", ",", ":", "|", "*", "\u00a0", "\u2013", " - ", "\t",
                                        "\n", "\u200b", "\u3000", "·")))
                .list()
                .ofSize(19);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("", "card", "카드", "order A-1, paid", "(", "{\"a\":\"", "2 of");
    }

    @Provide
    Arbitrary<String> ordinary() {
        Arbitrary<Instant> moments = Arbitraries.longs()
                .between(1_600_000_000_000L, 1_900_000_000_000L)
                .map(Instant::ofEpochMilli);
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 99_999_999);
        return Arbitraries.oneOf(
                Arbitraries.randomValue(random -> new UUID(random.nextLong(), random.nextLong()).toString()),
                moments.map(Instant::toString),
                moments.map(moment -> String.valueOf(moment.toEpochMilli())),
                moments.map(moment -> DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(moment)),
                moments.map(moment -> DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS")
                        .withZone(ZoneOffset.UTC)
                        .format(moment)),
                numbers.map(number -> String.format("010-%04d-%04d", number / 10_000, number % 10_000)),
                numbers.map(number -> String.format("+82 10 %04d %04d", number / 10_000, number % 10_000)),
                numbers.map(number -> String.format("ORD-20261121-%08d", number)),
                numbers.map(number -> String.format("20261121%08d", number)),
                numbers.map(number -> "pi_3" + Integer.toHexString(number) + "eZvKYlo2C"));
    }
}
