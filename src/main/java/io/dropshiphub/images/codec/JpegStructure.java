package io.dropshiphub.images.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the markers of a JPEG say, read without decoding it.
 *
 * @param width stored width in pixels, before any turning
 * @param height stored height
 * @param frames headers that tell a size; the one that counts would depend on the reader if there were several
 * @param components colour channels: 1 grey, 3 colour, 4 print colours
 * @param process the coding: 0 baseline, 1 extended, 2 progressive, 3 lossless, others exist on paper (ITU-T T.81, table B.1)
 * @param bits of a channel
 * @param srgb whether its colours are those a browser expects: no colour profile, or that of sRGB
 * @param orientation EXIF orientation 1 to 8; 1 when not told
 * @param scans passes over the picture; a progressive picture has about ten, a hostile one thousands
 * @param complete whether the end marker was found
 * @param allPromised whether the scans that have begun are all that the picture consists of
 */
public record JpegStructure(
        int width,
        int height,
        int frames,
        int components,
        int process,
        int bits,
        boolean srgb,
        int orientation,
        int scans,
        boolean complete,
        boolean allPromised) {

    private static final int SOF0 = 0xC0;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;

    private static final long ALL_COEFFICIENTS = -1;

    private static final int PROGRESSIVE = 2;
    private static final int LOSSLESS = 3;
    /** Processes above this number are coded arithmetically; 8 is an extension that was never made. */
    private static final int ARITHMETIC = 8;

    /** The structure of {@code b}; empty when there is no picture frame in it. */
    public static Optional<JpegStructure> of(byte[] b) {
        int width = 0;
        int height = 0;
        int frames = 0;
        int components = 0;
        int process = 0;
        int bits = 0;
        boolean srgb = true;
        int orientation = 1;
        int scans = 0;
        boolean complete = false;
        Map<Integer, Long> exact = new HashMap<>();
        int at = 2;
        while (at + 1 < b.length && !complete) {
            if (u8(b, at) != 0xFF) {
                // picture data: skip to the next marker; FF00 and restart markers belong to the data
                at = JpegMarkers.next(b, at);
                continue;
            }
            int marker = u8(b, at + 1);
            at += 1;
            if (marker == 0xFF) {
                continue;
            }
            at += 1;
            if (marker == 0 || marker == 1 || marker >= 0xD0 && marker <= SOI) {
                continue;
            }
            if (marker == EOI) {
                complete = true;
                continue;
            }
            if (at + 2 > b.length) {
                break;
            }
            int length = u16(b, at);
            if (isFrame(marker) && at + 8 <= b.length) {
                height = u16(b, at + 3);
                width = u16(b, at + 5);
                components = u8(b, at + 7);
                process = marker - SOF0;
                frames++;
                bits = u8(b, at + 2);
            } else if (marker == APP1) {
                orientation = Exif.inSegment(b, at + 2, Math.min(b.length, at + length), orientation);
            } else if (marker == APP2) {
                srgb &= ColourProfile.isNoneOrSrgb(b, at + 2, Math.min(b.length, at + length));
            } else if (marker == SOS) {
                scans++;
                addExact(exact, b, at + 2, at + length);
            }
            at += Math.max(2, length);
        }
        boolean allPromised = exact.size() == components
                && exact.values().stream().allMatch(coefficients -> coefficients == ALL_COEFFICIENTS);
        return width == 0 || height == 0
                ? Optional.empty()
                : Optional.of(new JpegStructure(
                        width,
                        height,
                        frames,
                        components,
                        process,
                        bits,
                        srgb,
                        orientation,
                        scans,
                        complete,
                        allPromised));
    }

    /** Marks, by component, the coefficients that a scan brings to their last bit (ITU-T T.81, B.2.3). */
    private static void addExact(Map<Integer, Long> exact, byte[] b, int from, int to) {
        int count = from < b.length ? u8(b, from) : 0;
        int spectrum = from + 1 + 2 * count;
        if (count == 0 || spectrum + 3 != to || to > b.length) {
            return;
        }
        int first = u8(b, spectrum) & 63;
        int last = u8(b, spectrum + 1) & 63;
        boolean toLastBit = (u8(b, spectrum + 2) & 15) == 0;
        long coefficients = toLastBit && first <= last ? ALL_COEFFICIENTS >>> 63 - last & ALL_COEFFICIENTS << first : 0;
        for (int i = 0; i < count; i++) {
            exact.merge(u8(b, from + 1 + 2 * i), coefficients, (one, other) -> one | other);
        }
    }

    /** Whether it is coded as every browser shows it. */
    public boolean usual() {
        return process <= PROGRESSIVE && bits == 8;
    }

    /** What makes it a JPEG that decoders do not read, with its article; empty when nothing does. */
    public Optional<String> oddity() {
        if (process > ARITHMETIC) {
            return Optional.of("a JPEG with arithmetic coding");
        }
        if (process > LOSSLESS || frames > 1) {
            return Optional.of("a hierarchical JPEG");
        }
        return process == LOSSLESS || bits == 8
                ? Optional.empty()
                : Optional.of("a JPEG with " + bits + " bits a channel");
    }

    private static boolean isFrame(int marker) {
        // C4, C8 and CC look alike but are tables
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int u8(byte[] b, int at) {
        return b[at] & 0xFF;
    }

    private static int u16(byte[] b, int at) {
        return u8(b, at) << 8 | u8(b, at + 1);
    }
}
