package io.dropshiphub.images.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Takes out of a picture file what is not for its viewers: where and when and with which camera it was taken, thumbnails of
 * what it showed before it was cropped, comments, editing histories, and whatever hangs on behind its end. Only what is known
 * to be needed stays, and that byte for byte: not one pixel changes.
 */
public final class PrivateData {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;
    /** JFIF without its thumbnail, and Adobe's word on how the colours are stored: marker, length and content. */
    private static final int JFIF_BYTES = 18;

    private static final int ADOBE_BYTES = 16;
    private static final int JFIF_THUMBNAIL = 16;

    private static final int PNG_SIGNATURE = 8;
    /** Around a chunk's content: length and name before, checksum behind. */
    private static final int PNG_FRAME = 12;
    /** Beside the necessary ones, whose names begin with a capital: transparency, colours, sizes and animation. */
    private static final Set<String> PNG_LOOKS = Set.of(
            "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "mDCV", "cLLI", "sBIT", "bKGD", "hIST", "pHYs", "acTL",
            "fcTL", "fdAT");

    private static final int GIF_HEADER = 13;
    private static final int GIF_EXTENSION = 0x21;
    private static final int GIF_CONTROL = 0xF9;
    private static final int GIF_APPLICATION = 0xFF;
    private static final int GIF_FRAME = 0x2C;
    private static final int GIF_END = 0x3B;
    /** How often an animation is repeated. */
    private static final Set<String> GIF_LOOPS = Set.of("NETSCAPE2.0", "ANIMEXTS1.0");

    private final byte[] b;
    private final ByteArrayOutputStream kept;

    private PrivateData(byte[] file) {
        b = file;
        kept = new ByteArrayOutputStream(file.length);
    }

    /**
     * The file without private data.
     *
     * @param file whole, of {@code format}
     * @return {@code file} itself when there is none in it; empty when its structure does not tell, because it is damaged or
     *     of a format that the hub always redraws
     */
    public static Optional<byte[]> removedFrom(byte[] file, ImageFormat format) {
        PrivateData data = new PrivateData(file);
        boolean understood =
                switch (format) {
                    case JPEG -> data.readJpeg();
                    case PNG -> data.readPng();
                    case GIF -> data.readGif();
                    default -> false;
                };
        // what stays is never changed or moved, so as many bytes are the same bytes
        return understood
                ? Optional.of(data.kept.size() == file.length ? file : data.kept.toByteArray())
                : Optional.empty();
    }

    private boolean readJpeg() {
        keep(0, 2);
        int at = 2;
        while (at + 1 < b.length) {
            int marker = u8(at + 1);
            if (u8(at) != 0xFF || marker == 0xFF || marker == 0) {
                // between two segments: filling, or what every decoder skips
                at++;
            } else if (marker == EOI) {
                keep(at, at + 2);
                return true;
            } else {
                int end = at + 4 <= b.length ? at + 2 + (u8(at + 2) << 8 | u8(at + 3)) : b.length + 1;
                if (marker <= SOI && marker >= 0xD0 || marker == 1 || end < at + 4 || end > b.length) {
                    return false;
                }
                keepSegment(marker, at, end);
                at = end;
                if (marker == SOS) {
                    at = behindScan(end);
                    keep(end, at);
                }
            }
        }
        return false;
    }

    private void keepSegment(int marker, int at, int end) {
        if (marker == APP0 && starts(at + 4, "JFIF\0") && end - at >= JFIF_BYTES) {
            keepShortened(at, end, JFIF_BYTES, JFIF_BYTES - JFIF_THUMBNAIL);
        } else if (marker == APP14 && starts(at + 4, "Adobe") && end - at >= ADOBE_BYTES) {
            keepShortened(at, end, ADOBE_BYTES, 0);
        } else {
            boolean application = marker >= APP0 && marker <= APP15 || marker == COMMENT;
            boolean profile = marker == APP2 && starts(at + 4, "ICC_PROFILE\0");
            if (!application || profile) {
                keep(at, end);
            }
        }
    }

    /** The first {@code wanted} bytes of a segment; of a shortened one the last {@code zeros} tell that nothing follows. */
    private void keepShortened(int at, int end, int wanted, int zeros) {
        if (end - at == wanted) {
            keep(at, end);
            return;
        }
        keep(at, at + 2);
        kept.write(0);
        kept.write(wanted - 2);
        keep(at + 4, at + wanted - zeros);
        kept.writeBytes(new byte[zeros]);
    }

    /** Where the marker stands that ends a scan; zero and the restart markers belong to its data. */
    private int behindScan(int from) {
        for (int at = JpegMarkers.next(b, from); at + 1 < b.length; at = JpegMarkers.next(b, at + 1)) {
            int next = u8(at + 1);
            if (u8(at) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next >= SOI)) {
                return at;
            }
        }
        return b.length;
    }

    private boolean readPng() {
        keep(0, PNG_SIGNATURE);
        int at = PNG_SIGNATURE;
        while (at + PNG_FRAME <= b.length) {
            long length = (long) u8(at) << 24 | u8(at + 1) << 16 | u8(at + 2) << 8 | u8(at + 3);
            long end = at + PNG_FRAME + length;
            if (end > b.length) {
                return false;
            }
            String name = new String(b, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (Character.isUpperCase(name.charAt(0)) || PNG_LOOKS.contains(name)) {
                keep(at, (int) end);
            }
            if (name.equals("IEND")) {
                return true;
            }
            at = (int) end;
        }
        return false;
    }

    private boolean readGif() {
        if (b.length < GIF_HEADER) {
            return false;
        }
        int at = GIF_HEADER + FirstFrame.gifPalette(b[10]);
        if (at > b.length) {
            return false;
        }
        keep(0, at);
        while (at + 2 < b.length && b[at] != GIF_END) {
            boolean extension = b[at] == GIF_EXTENSION;
            if (!extension && (b[at] != GIF_FRAME || at + 10 > b.length)) {
                return false;
            }
            int blocks = extension ? at + 2 : at + 11 + FirstFrame.gifPalette(b[at + 9]);
            int end = FirstFrame.behindBlocks(b, blocks);
            if (end > b.length) {
                return false;
            }
            if (!extension || isForLooks(at)) {
                keep(at, end);
            }
            at = end;
        }
        boolean ends = at < b.length && b[at] == GIF_END;
        if (ends) {
            keep(at, at + 1);
        }
        return ends;
    }

    private boolean isForLooks(int extension) {
        int kind = u8(extension + 1);
        return kind == GIF_CONTROL
                || kind == GIF_APPLICATION && GIF_LOOPS.stream().anyMatch(name -> starts(extension + 3, name));
    }

    private void keep(int from, int to) {
        kept.write(b, from, to - from);
    }

    private boolean starts(int at, String text) {
        return at + text.length() <= b.length
                && new String(b, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    private int u8(int at) {
        return b[at] & 0xFF;
    }
}
