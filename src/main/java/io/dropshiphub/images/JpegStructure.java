package io.dropshiphub.images;

import java.util.Optional;

/**
 * What the markers of a JPEG say, read without decoding it.
 *
 * @param width stored width in pixels, before any turning
 * @param height stored height
 * @param components colour channels: 1 grey, 3 colour, 4 print colours
 * @param usual whether it is of the kind every browser shows: 8 bits a channel, baseline or progressive
 * @param orientation EXIF orientation 1 to 8; 1 when not told
 * @param scans passes over the picture; a progressive picture has about ten, a hostile one thousands
 * @param complete whether the end marker was found
 */
record JpegStructure(
        int width, int height, int components, boolean usual, int orientation, int scans, boolean complete) {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP1 = 0xE1;

    /** The structure of {@code b}; empty when there is no picture frame in it. */
    static Optional<JpegStructure> of(byte[] b) {
        int width = 0;
        int height = 0;
        int components = 0;
        boolean usual = false;
        int orientation = 1;
        int scans = 0;
        boolean complete = false;
        int at = 2;
        while (at + 1 < b.length && !complete) {
            if (u8(b, at) != 0xFF) {
                // picture data: skip to the next marker; FF00 and restart markers belong to the data
                at++;
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
                usual = marker <= 0xC2 && u8(b, at + 2) == 8;
            } else if (marker == APP1) {
                orientation = Exif.orientation(b, at + 2, Math.min(b.length, at + length), orientation);
            } else if (marker == SOS) {
                scans++;
            }
            at += Math.max(2, length);
        }
        return width == 0 || height == 0
                ? Optional.empty()
                : Optional.of(new JpegStructure(width, height, components, usual, orientation, scans, complete));
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

    /** The one EXIF entry that changes how a picture looks. */
    private static final class Exif {

        private static final int ORIENTATION = 0x0112;

        static int orientation(byte[] b, int from, int to, int otherwise) {
            int tiff = from + 6;
            if (tiff + 8 > to || b[from] != 'E' || b[from + 1] != 'x' || b[from + 2] != 'i' || b[from + 3] != 'f') {
                return otherwise;
            }
            boolean little = b[tiff] == 'I';
            long directory = tiff + number(b, tiff + 4, 4, little);
            if (directory + 2 > to) {
                return otherwise;
            }
            int entries = (int) number(b, (int) directory, 2, little);
            for (int i = 0; i < entries; i++) {
                int entry = (int) directory + 2 + 12 * i;
                if (entry + 12 > to) {
                    return otherwise;
                }
                if (number(b, entry, 2, little) == ORIENTATION) {
                    int value = (int) number(b, entry + 8, 2, little);
                    return value >= 1 && value <= 8 ? value : otherwise;
                }
            }
            return otherwise;
        }

        private static long number(byte[] b, int at, int size, boolean little) {
            long value = 0;
            for (int i = 0; i < size; i++) {
                value = value << 8 | u8(b, little ? at + size - 1 - i : at + i);
            }
            return value;
        }
    }
}
