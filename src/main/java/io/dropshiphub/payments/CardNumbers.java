package io.dropshiphub.payments;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds what looks like a card number: 13 to 19 digits of any script, with or without separators, that begin like those of a known
 * issuer, are as many as that issuer uses and have the right check digit. A number that is part of a longer one is none.
 */
final class CardNumbers {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /** So many other characters may lie between two groups of digits of one number. */
    private static final int WIDEST_GAP = 3;

    /** What consists of groups of digits, too, and is common: UUIDs, and a day with its time of day. */
    private static final Pattern HARMLESS = Pattern.compile("(?<![0-9A-Za-z])"
            + "(?:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])"
            + "|(?:19|20)[0-9]{2}[-./][01][0-9][-./][0-3][0-9][T ][0-2][0-9]:[0-5][0-9]"
            + "(?::[0-6][0-9](?:[.,][0-9]{1,9})?)?(?![0-9]))");

    private CardNumbers() {}

    /** Whether there is one in the text. */
    static boolean in(String text) {
        if (text.length() < SHORTEST) {
            return false;
        }
        return groups(HARMLESS.matcher(plain(text)).replaceAll("-X-")).stream().anyMatch(CardNumbers::holds);
    }

    /** Full-width, circled and other digits as plain ones; nothing invisible between them. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(character -> {
            int digit = Character.digit(character, 10);
            switch (Character.getType(character)) {
                case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {}
                default -> plain.appendCodePoint(digit < 0 ? character : '0' + digit);
            }
        });
        return plain.toString();
    }

    /** The text's digits: chains of groups with little and no letter between them. */
    private static List<List<String>> groups(String text) {
        List<List<String>> chains = new ArrayList<>();
        List<String> chain = new ArrayList<>();
        int at = 0;
        int end = -1;
        while (at < text.length()) {
            if (!isDigit(text.charAt(at))) {
                at++;
                continue;
            }
            if (end >= 0 && !joins(text, end, at)) {
                chains.add(chain);
                chain = new ArrayList<>();
            }
            for (end = at; end < text.length() && isDigit(text.charAt(end)); end++) {}
            chain.add(text.substring(at, end));
            at = end;
        }
        chains.add(chain);
        return chains;
    }

    private static boolean joins(String text, int from, int to) {
        return to - from <= WIDEST_GAP && text.substring(from, to).codePoints().noneMatch(Character::isLetter);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** Whether some groups in a row are a card number. */
    private static boolean holds(List<String> chain) {
        for (int first = 0; first < chain.size(); first++) {
            StringBuilder digits = new StringBuilder();
            for (int last = first; last < chain.size() && digits.length() < LONGEST; last++) {
                digits.append(chain.get(last));
                if (digits.length() >= SHORTEST && digits.length() <= LONGEST && isCard(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCard(CharSequence digits) {
        return CardIssuers.know(digits) && checks(digits);
    }

    /** The check digit by Luhn: every second digit from the right counts double. */
    private static boolean checks(CharSequence digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            int weighed = place % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
