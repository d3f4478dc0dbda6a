package io.dropshiphub.images.codec;

import java.nio.charset.StandardCharsets;

/** The one EXIF entry that changes how a picture looks, found where each format keeps its EXIF. */
public final class Exif {

    private static final String NAME = "Exif\0\0";
    private static final int PNG_SIGNATURE = 8;
    private static final int RIFF_HEADER = 12;

    private Exif() {}

    /**
     * The orientation in a JPEG's APP1 segment.
     *
     * @param from where the segment's content begins
     * @param to where it ends
     * @return 1 to 8; {@code otherwise} when the segment does not tell
     */
    public static int inSegment(byte[] b, int from, int to, int otherwise) {
        int tiff = from + NAME.length();
        return tiff <= to && text(b, from, NAME.length()).equals(NAME)
                ? TiffDirectory.of(b, tiff, to)
                        .map(directory -> directory.orientation(otherwise))
                        .orElse(otherwise)
                : otherwise;
    }

    /** The orientation that a PNG's eXIf chunk or a WebP's EXIF chunk tells; 1 when there is none. */
    public static int inChunks(byte[] file, ImageFormat format) {
        boolean png = format == ImageFormat.PNG;
        if (!png && format != ImageFormat.WEBP) {
            return 1;
        }
        long at = png ? PNG_SIGNATURE : RIFF_HEADER;
        while (at + 8 <= file.length) {
            long length = length(file, (int) at + (png ? 0 : 4), png);
            int content = (int) at + 8;
            String name = text(file, (int) at + (png ? 4 : 0), 4);
            if (name.equals(png ? "eXIf" : "EXIF")) {
                int end = (int) Math.min(file.length, content + length);
                // WebP's writers disagree on whether the name belongs to it
                int tiff = content + 6 <= end && text(file, content, 6).equals(NAME) ? content + 6 : content;
                return TiffDirectory.of(file, tiff, end)
                        .map(directory -> directory.orientation(1))
                        .orElse(1);
            }
            // a PNG's chunk ends with a checksum, a RIFF's on an even byte
            at = content + length + (png ? 4 : length & 1);
        }
        return 1;
    }

    private static long length(byte[] b, int at, boolean bigEndian) {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | b[bigEndian ? at + i : at + 3 - i] & 0xFF;
        }
        return value;
    }

    private static String text(byte[] b, int at, int length) {
        return at + length <= b.length ? new String(b, at, length, StandardCharsets.ISO_8859_1) : "";
    }
}
