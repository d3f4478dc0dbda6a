package io.dropshiphub.payments;

import java.util.List;

/** How the numbers of card issuers begin, and how long they are. */
final class CardIssuers {

    /**
     * One range of numbers.
     *
     * @param from the least beginning, as a number of some digits
     * @param to the greatest, of as many digits
     * @param shortest how many digits at least
     * @param longest how many at most
     */
    private record Range(int from, int to, int shortest, int longest) {

        boolean holds(CharSequence digits) {
            int begin = Integer.parseInt(digits, 0, Integer.toString(from).length(), 10);
            return digits.length() >= shortest && digits.length() <= longest && begin >= from && begin <= to;
        }
    }

    private static final List<Range> RANGES = List.of(
            // Visa
            new Range(4, 4, 13, 13),
            new Range(4, 4, 16, 16),
            new Range(4, 4, 19, 19),
            // Mastercard
            new Range(51, 55, 16, 16),
            new Range(2221, 2720, 16, 16),
            // American Express
            new Range(34, 34, 15, 15),
            new Range(37, 37, 15, 15),
            // Discover
            new Range(6011, 6011, 16, 19),
            new Range(644, 649, 16, 19),
            new Range(65, 65, 16, 19),
            // JCB
            new Range(3528, 3589, 16, 19),
            // Diners Club
            new Range(300, 305, 14, 19),
            new Range(36, 36, 14, 19),
            new Range(38, 39, 14, 19),
            // UnionPay
            new Range(62, 62, 16, 19),
            // cards for Korea only
            new Range(9, 9, 16, 16));

    private CardIssuers() {}

    /** Whether an issuer uses numbers that begin so and are that long. */
    static boolean know(CharSequence digits) {
        return RANGES.stream().anyMatch(range -> range.holds(digits));
    }
}
