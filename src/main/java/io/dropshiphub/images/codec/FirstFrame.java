package io.dropshiphub.images.codec;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the first frame of an animation lies on its screen; readers give the frame alone, people see the screen. Read from the
 * headers without decoding (GIF89a, sections 18 and 20; RFC 9649, section 2.7).
 *
 * @param screenWidth of what people see, in pixels
 * @param screenHeight of it
 * @param x columns to the left of the frame
 * @param y rows above the frame
 * @param width of the frame, not more than the screen's; a part of it may lie outside
 * @param height of the frame, likewise
 */
public record FirstFrame(int screenWidth, int screenHeight, int x, int y, int width, int height) {

    private static final int GIF_HEADER = 13;
    private static final int RIFF_HEADER = 12;
    private static final int EXTENSION = 0x21;
    private static final int DESCRIPTOR = 0x2C;

    /** The first frame of a GIF or of an animated WebP; empty for everything else, and when the headers are damaged. */
    public static Optional<FirstFrame> of(byte[] file, ImageFormat format) {
        return switch (format) {
            case GIF -> inGif(file);
            case WEBP -> inWebp(file);
            default -> Optional.empty();
        };
    }

    /** Whether nothing of the frame can be seen. */
    public boolean isOutside() {
        return x >= screenWidth || y >= screenHeight;
    }

    /** As browsers do with careless programs' screens: a frame that is larger is the picture itself. */
    private static Optional<FirstFrame> on(int screenWidth, int screenHeight, int x, int y, int width, int height) {
        if (width == 0 || height == 0) {
            return Optional.empty();
        }
        return Optional.of(
                width > screenWidth || height > screenHeight
                        ? new FirstFrame(width, height, 0, 0, width, height)
                        : new FirstFrame(screenWidth, screenHeight, x, y, width, height));
    }

    private static Optional<FirstFrame> inGif(byte[] b) {
        if (b.length < GIF_HEADER) {
            return Optional.empty();
        }
        int at = GIF_HEADER + gifPalette(b[10]);
        while (at + 10 <= b.length && b[at] == EXTENSION) {
            at = behindBlocks(b, at + 2);
        }
        return at + 10 <= b.length && b[at] == DESCRIPTOR
                ? on(
                        number(b, 6, 2),
                        number(b, 8, 2),
                        number(b, at + 1, 2),
                        number(b, at + 3, 2),
                        number(b, at + 5, 2),
                        number(b, at + 7, 2))
                : Optional.empty();
    }

    /** Bytes of the palette that the flags of a GIF's screen or frame announce. */
    public static int gifPalette(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    /** Where a GIF goes on behind the data blocks at {@code from}; its length or more when they do not end. */
    public static int behindBlocks(byte[] b, int from) {
        int at = from;
        while (at < b.length && b[at] != 0) {
            at += 1 + (b[at] & 0xFF);
        }
        return at + 1;
    }

    private static Optional<FirstFrame> inWebp(byte[] b) {
        int screenWidth = 0;
        int screenHeight = 0;
        long at = RIFF_HEADER;
        while (at + 8 + 16 <= b.length) {
            int content = (int) at + 8;
            switch (new String(b, (int) at, 4, StandardCharsets.ISO_8859_1)) {
                case "VP8X" -> {
                    screenWidth = number(b, content + 4, 3) + 1;
                    screenHeight = number(b, content + 7, 3) + 1;
                }
                case "ANMF" -> {
                    return on(
                            screenWidth,
                            screenHeight,
                            2 * number(b, content, 3),
                            2 * number(b, content + 3, 3),
                            number(b, content + 6, 3) + 1,
                            number(b, content + 9, 3) + 1);
                }
                case "VP8 ", "VP8L" -> {
                    return Optional.empty();
                }
                default -> {
                    // colours, dates and the like stand in front of the picture
                }
            }
            long length = number(b, content - 4, 4) & 0xFFFFFFFFL;
            at = content + length + (length & 1);
        }
        return Optional.empty();
    }

    private static int number(byte[] b, int at, int bytes) {
        int value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | b[at + i] & 0xFF;
        }
        return value;
    }
}
