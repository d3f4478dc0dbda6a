package io.dropshiphub.images.codec;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JPEG stripped to what is needed for its pixels. Comments, thumbnails, EXIF and profiles are where damaged files trip the
 * JDK's reader; a marker that says how the colours are stored is put in, because the reader guesses wrong without one.
 *
 * @param bytes the stripped file
 * @param width stored width in pixels
 * @param height stored height
 * @param channels 1 grey, 3 colour
 * @param passes how often a reader delivers the whole picture: once for each scan when there are several
 * @param profile the ICC profile of the colours; null when there is none
 */
record JpegStream(byte[] bytes, int width, int height, int channels, int passes, byte[] profile) {

    private static final byte[] JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final byte[] ADOBE_RGB = {
        (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;

    /** The stream of {@code file}; empty when it is not of the usual kind: 8 bits, grey or three colours. */
    static Optional<JpegStream> of(byte[] file) {
        return new Parser(file).parse();
    }

    private static final class Parser {

        private final byte[] b;
        private final ByteArrayOutputStream tables = new ByteArrayOutputStream(1024);
        private final TreeMap<Integer, byte[]> profile = new TreeMap<>();
        private boolean jfif;
        private int adobeTransform = -1;
        private int frame = -1;

        Parser(byte[] file) {
            b = file;
        }

        Optional<JpegStream> parse() {
            int at = 2;
            while (at + 4 <= b.length) {
                if (u8(at) != 0xFF) {
                    return Optional.empty();
                }
                int marker = u8(at + 1);
                if (marker == 0xFF) {
                    at++;
                    continue;
                }
                int length = u8(at + 2) << 8 | u8(at + 3);
                if (marker == EOI || marker == SOI || length < 2 || at + 2 + length > b.length) {
                    return Optional.empty();
                }
                if (marker == SOS) {
                    return scan(at, length);
                }
                segment(marker, at, length);
                at += 2 + length;
            }
            return Optional.empty();
        }

        private void segment(int marker, int at, int length) {
            int data = at + 4;
            if (marker == APP0) {
                jfif |= length >= 7 && starts(data, "JFIF");
            } else if (marker == APP14 && length >= 14 && starts(data, "Adobe")) {
                adobeTransform = u8(data + 11);
            } else if (marker == APP2 && length > 16 && starts(data, "ICC_PROFILE")) {
                profile.put(u8(data + 12), java.util.Arrays.copyOfRange(b, data + 14, at + 2 + length));
            }
            if (marker >= APP0 && marker <= APP15 || marker == COMMENT) {
                return;
            }
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                // a second frame is no picture of the usual kind
                frame = frame < 0 && marker <= 0xC2 && length >= 8 && u8(data) == 8 ? at : Integer.MAX_VALUE;
            }
            tables.write(b, at, 2 + length);
        }

        private Optional<JpegStream> scan(int start, int length) {
            if (frame < 0 || frame == Integer.MAX_VALUE || length < 3) {
                return Optional.empty();
            }
            int height = u8(frame + 5) << 8 | u8(frame + 6);
            int width = u8(frame + 7) << 8 | u8(frame + 8);
            int channels = u8(frame + 9);
            if (width == 0 || height == 0 || channels != 1 && channels != 3 || u8(frame + 3) < 8 + 3 * channels) {
                return Optional.empty();
            }
            boolean progressive = u8(frame + 1) == 0xC2;
            int passes = progressive || u8(start + 4) < channels ? scans(start) : 1;
            ByteArrayOutputStream file = new ByteArrayOutputStream(b.length - start + tables.size() + 32);
            file.write(0xFF);
            file.write(SOI);
            file.writeBytes(channels == 3 && storedAsRgb() ? ADOBE_RGB : JFIF);
            file.writeBytes(tables.toByteArray());
            file.write(b, start, b.length - start);
            return Optional.of(new JpegStream(file.toByteArray(), width, height, channels, passes, wholeProfile()));
        }

        /** As libjpeg decides, in this order. */
        private boolean storedAsRgb() {
            if (jfif || adobeTransform >= 0) {
                return !jfif && adobeTransform == 0;
            }
            return u8(frame + 10) == 'R' && u8(frame + 13) == 'G' && u8(frame + 16) == 'B';
        }

        private int scans(int start) {
            int scans = 0;
            for (int at = start; at + 1 < b.length; at++) {
                if (b[at] == (byte) 0xFF) {
                    int marker = u8(at + 1);
                    if (marker == SOS) {
                        scans++;
                    } else if (marker == EOI) {
                        break;
                    }
                }
            }
            return scans;
        }

        private byte[] wholeProfile() {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            profile.values().forEach(whole::writeBytes);
            return whole.size() == 0 ? null : whole.toByteArray();
        }

        private boolean starts(int at, String text) {
            for (int i = 0; i < text.length(); i++) {
                if (at + i >= b.length || b[at + i] != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private int u8(int at) {
            return b[at] & 0xFF;
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
