package io.dropshiphub.sandbox.wire;

/** Numbers as they come in paths and XML text. */
public final class Numbers {

    private Numbers() {}

    /** A non-negative whole number, or -1 when the text is none. */
    public static long parse(String text) {
        if (text == null || text.isEmpty() || text.length() > 18) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** A whole number with an optional minus sign, or {@code otherwise}. */
    public static long signed(String text, long otherwise) {
        boolean negative = text != null && text.startsWith("-");
        long value = parse(negative ? text.substring(1) : text);
        return value < 0 ? otherwise : negative ? -value : value;
    }
}
