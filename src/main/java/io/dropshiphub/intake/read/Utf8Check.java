package io.dropshiphub.intake.read;

/**
 * Counts well-formed and broken UTF-8 sequences over a stream of buffers. A file with a broken byte among thousands of good
 * sequences is a damaged UTF-8 file, not a CP949 one: read as CP949 all its texts would turn into other texts, unnoticed.
 */
final class Utf8Check {

    private static final int GOOD_PER_BROKEN = 20;

    private long good;
    private long broken;
    private int pending;
    private int lower = 0x80;
    private int upper = 0xBF;

    /** Takes the next bytes; tells how many NULs were among them. */
    int take(byte[] bytes, int length) {
        int nuls = 0;
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xFF;
            if (pending > 0) {
                if (b >= lower && b <= upper) {
                    lower = 0x80;
                    upper = 0xBF;
                    if (--pending == 0) {
                        good++;
                    }
                    continue;
                }
                broken++;
                pending = 0;
                lower = 0x80;
                upper = 0xBF;
            }
            if (b < 0x80) {
                nuls += b == 0 ? 1 : 0;
            } else {
                lead(b);
            }
        }
        return nuls;
    }

    /** The verdict over everything taken; a sequence cut off at the end counts as broken. */
    boolean looksLikeUtf8() {
        long allBroken = broken + (pending > 0 ? 1 : 0);
        return allBroken == 0 || good >= allBroken * GOOD_PER_BROKEN;
    }

    /** Whether nothing at all was broken. */
    boolean isFlawless() {
        return broken == 0 && pending == 0;
    }

    private void lead(int b) {
        if (b >= 0xC2 && b <= 0xDF) {
            pending = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            pending = 2;
            // no overlong forms, no surrogates
            lower = b == 0xE0 ? 0xA0 : 0x80;
            upper = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            pending = 3;
            lower = b == 0xF0 ? 0x90 : 0x80;
            upper = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            broken++;
        }
    }
}
