package io.dropshiphub.images.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Finds ICC profiles, and tells whether one is that of sRGB (ICC.1, sections 7 and 9), whatever it calls itself. */
final class ColourProfile {

    private static final String SEGMENT = "ICC_PROFILE\0";
    private static final int COLOUR_SPACE = 16;
    private static final int TAG_COUNT = 128;
    private static final int TAG_BYTES = 12;
    /** Where a colour's X, Y and Z stand behind a tag's beginning. */
    private static final int VALUES = 8;

    /** The primaries of sRGB, adapted to the profile's white (D50), and how far off they may be. */
    private static final double[][] SRGB = {{0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141}
    };

    private static final double TOLERANCE = 0.005;
    /** Screens' profiles have a few thousand bytes, measured ones up to a million. */
    private static final int MAX_BYTES = 1 << 20;

    private ColourProfile() {}

    /** Whether a JPEG's APP2 segment leaves the colours sRGB: it holds no profile, or one of sRGB's primaries. */
    static boolean isNoneOrSrgb(byte[] b, int from, int to) {
        if (!text(b, from, to, SEGMENT.length()).equals(SEGMENT)) {
            return true;
        }
        // number of this part and of all parts: sRGB's profiles fit into one
        int profile = from + SEGMENT.length() + 2;
        return profile + TAG_COUNT + 4 <= to
                && b[profile - 1] == 1
                && text(b, profile + COLOUR_SPACE, to, 4).equals("RGB ")
                && isPrimary(b, profile, to, "rXYZ", SRGB[0])
                && isPrimary(b, profile, to, "gXYZ", SRGB[1])
                && isPrimary(b, profile, to, "bXYZ", SRGB[2]);
    }

    /**
     * The profile in a PNG's iCCP chunk (PNG, third edition, section 11.3.2.3); empty when there is none, or one that does
     * not unpack to what a profile may have.
     */
    static Optional<byte[]> inPng(byte[] b) {
        long at = 8;
        while (at + 8 <= b.length) {
            int content = (int) at + 8;
            long end = content + u32(b, (int) at);
            String name = text(b, (int) at + 4, b.length, 4);
            if (end > b.length || name.equals("IDAT")) {
                return Optional.empty();
            }
            if (name.equals("iCCP")) {
                return unpacked(b, content, (int) end);
            }
            at = end + 4;
        }
        return Optional.empty();
    }

    private static Optional<byte[]> unpacked(byte[] b, int from, int to) {
        int packed = from;
        while (packed < to && b[packed] != 0) {
            packed++;
        }
        // the name ends with a zero, one byte says how it is packed
        packed += 2;
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(b, Math.min(packed, to), Math.max(0, to - packed));
            byte[] profile = new byte[MAX_BYTES];
            int length = inflater.inflate(profile);
            return inflater.finished() ? Optional.of(Arrays.copyOf(profile, length)) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static boolean isPrimary(byte[] b, int profile, int to, String tag, double[] wanted) {
        long count = u32(b, profile + TAG_COUNT);
        int entry = profile + TAG_COUNT + 4;
        for (long i = 0; i < count && entry + TAG_BYTES <= to; i++, entry += TAG_BYTES) {
            long at = profile + u32(b, entry + 4) + VALUES;
            if (text(b, entry, to, 4).equals(tag) && at + 12 <= to) {
                boolean same = true;
                for (int axis = 0; axis < 3; axis++) {
                    double value = (int) u32(b, (int) at + 4 * axis) / 65536.0;
                    same &= Math.abs(value - wanted[axis]) <= TOLERANCE;
                }
                return same;
            }
        }
        return false;
    }

    private static long u32(byte[] b, int at) {
        return (b[at] & 0xFFL) << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8 | b[at + 3] & 0xFF;
    }

    private static String text(byte[] b, int at, int to, int length) {
        return at + length <= to ? new String(b, at, length, StandardCharsets.ISO_8859_1) : "";
    }
}
