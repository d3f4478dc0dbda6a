package io.dropshiphub.intake.read;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Small readings of cell texts: trimming, numbers, lists. */
final class Texts {

    private static final String BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Texts() {}

    /**
     * The cell without blanks around it (also no-break spaces and byte order marks); null when nothing is left. A leading
     * apostrophe in front of = + - @ goes away: that is how spreadsheets, and the hub's own result files, mark such a text.
     */
    static String clean(String cell) {
        if (cell == null) {
            return null;
        }
        int start = 0;
        int end = cell.length();
        while (start < end && isBlank(cell.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(cell.charAt(end - 1))) {
            end--;
        }
        if (end - start >= 2 && cell.charAt(start) == '\'' && "=+-@".indexOf(cell.charAt(start + 1)) >= 0) {
            start++;
        }
        return start == end ? null : cell.substring(start, end);
    }

    /** The same text with every run of white space made one space. */
    static String oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t' || c == ' ' && i > 0 && text.charAt(i - 1) == ' ') {
                return text.replaceAll("\\s+", " ");
            }
        }
        return text;
    }

    /** A value for a message: at most {@code max} characters, on one line, without control characters. */
    static String shorten(String value, int max) {
        StringBuilder shown = new StringBuilder(Math.min(value.length(), max) + 1);
        for (int i = 0; i < value.length() && shown.length() < max; i++) {
            char c = value.charAt(i);
            // half of a pair, at the cut or by damage, must not reach the database
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (pair) {
                shown.append(c).append(value.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                shown.append('\uFFFD');
            } else {
                shown.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return value.length() > max ? shown.append('…').toString() : shown.toString();
    }

    /**
     * What makes a text unusable: CONTROL_CHARACTER for anything below a space but tab and line break, DAMAGED_TEXT for
     * U+FFFD and half surrogate pairs (no database and no marketplace takes them); null when it is fine.
     */
    static IntakeCode damage(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                if (c != '\n' && c != '\r' && c != '\t') {
                    return IntakeCode.CONTROL_CHARACTER;
                }
            } else if (c >= 0x7F && c <= 0x9F) {
                return IntakeCode.CONTROL_CHARACTER;
            } else if (c >= 0xD800) {
                if (c == '\uFFFD') {
                    return IntakeCode.DAMAGED_TEXT;
                }
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    return IntakeCode.DAMAGED_TEXT;
                }
            }
        }
        return null;
    }

    /**
     * A whole number as people write it: {@code 29,900원}, {@code ₩29900}, {@code KRW 29900.00}, full-width digits.
     *
     * @return null when it is none; {@link Long#MAX_VALUE} or its negative when it has more than 18 digits
     */
    static Long wholeNumber(String text) {
        Long plain = plainDigits(text);
        return plain != null ? plain : decorated(text);
    }

    /** Splits at line breaks, and at commas too when {@code commas}; trims, keeps empty entries in between. */
    static List<String> list(String text, boolean commas) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '\n' : text.charAt(i);
            if (c == '\n' || commas && (c == ',' || c == '，')) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        while (!parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
            parts.remove(parts.size() - 1);
        }
        return parts;
    }

    /**
     * Splits a cell of picture addresses. Line breaks and bars always separate; a comma or semicolon only in front of the
     * next http address or between file names, because addresses themselves may hold commas.
     */
    static List<String> addresses(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '\n' : text.charAt(i);
            boolean cut = c == '\n' || c == '\r' || c == '|' || c == '\t';
            if (c == ',' || c == ';') {
                boolean inAddress = text.regionMatches(true, skipBlanks(text, start), "http", 0, 4);
                cut = !inAddress || text.regionMatches(true, skipBlanks(text, i + 1), "http", 0, 4);
            }
            if (cut) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }

    /** A seller SKU made from a product that has none: the same name and category always give the same one. */
    static String derivedSku(String name, String category) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((name + '\n' + category).getBytes(StandardCharsets.UTF_8));
            StringBuilder sku = new StringBuilder("HUB-");
            BigInteger left = new BigInteger(1, hash);
            for (int i = 0; i < 13; i++) {
                sku.append(BASE32.charAt(left.intValue() & 31));
                left = left.shiftRight(5);
            }
            return sku.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * A text for a file that people open in a spreadsheet: what would be taken for a formula gets an apostrophe in front,
     * which {@link #clean} takes away again. Plain numbers stay as they are.
     */
    static String forSpreadsheet(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        char c = text.charAt(0);
        boolean formula =
                c == '=' || c == '@' || c == '\t' || c == '\r' || (c == '+' || c == '-') && wholeNumber(text) == null;
        return formula ? "'" + text : text;
    }

    private static Long plainDigits(String text) {
        int length = text.length();
        if (length == 0 || length > 18) {
            return null;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static Long decorated(String text) {
        if (text.length() > 60) {
            return null;
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace("KRW", "")
                .replace("krw", "")
                // on Korean keyboards and fonts the backslash is the won sign
                .replaceAll("[₩\\\\원개\\s]", "")
                .replace('−', '-');
        if (!plain.matches("[+-]?(\\d+|\\d{1,3}(,\\d{3})+)(\\.0+)?")) {
            return null;
        }
        boolean negative = plain.charAt(0) == '-';
        int dot = plain.indexOf('.');
        String digits = (dot < 0 ? plain : plain.substring(0, dot)).replaceAll("[,+-]", "");
        if (digits.length() > 18) {
            digits = digits.replaceFirst("^0+", "");
        }
        long value = digits.isEmpty() ? 0 : digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
        return negative ? -value : value;
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00A0' || c == '\uFEFF' || c == '\u3000';
    }
}
