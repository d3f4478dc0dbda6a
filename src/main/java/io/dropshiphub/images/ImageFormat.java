package io.dropshiphub.images;

import java.util.Arrays;
import java.util.Optional;

/** The picture formats the hub reads, told apart by their first bytes: a name or Content-Type is never believed. */
public enum ImageFormat {
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png"),
    GIF("gif", "image/gif"),
    WEBP("webp", "image/webp"),
    BMP("bmp", "image/bmp");

    /** How many bytes {@link #of} wants to see. */
    static final int SNIFF_BYTES = 64;

    private final String extension;
    private final String contentType;

    ImageFormat(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    /** File name ending without the dot. */
    public String extension() {
        return extension;
    }

    /** Media type to serve it with. */
    public String contentType() {
        return contentType;
    }

    /** The format that a file name ends with, if it is one of these. */
    static Optional<ImageFormat> ofFileName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values()).filter(f -> f.extension.equals(ending)).findFirst();
    }

    /** The format whose signature {@code bytes} begins with; only the first {@code length} bytes count. */
    static Optional<ImageFormat> of(byte[] bytes, int length) {
        if (starts(bytes, length, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (starts(bytes, length, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of(PNG);
        }
        if (starts(bytes, length, 0, 'G', 'I', 'F', '8', '7', 'a')
                || starts(bytes, length, 0, 'G', 'I', 'F', '8', '9', 'a')) {
            return Optional.of(GIF);
        }
        if (starts(bytes, length, 0, 'R', 'I', 'F', 'F') && starts(bytes, length, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        // "BM" alone is also the start of English words: the four reserved bytes of a bitmap are zero
        if (starts(bytes, length, 0, 'B', 'M') && starts(bytes, length, 6, 0, 0, 0, 0)) {
            return Optional.of(BMP);
        }
        return Optional.empty();
    }

    /** What unreadable bytes look like, for the seller: "a web page", "an SVG drawing" …; null when nobody knows. */
    static String lookAlike(byte[] bytes, int length) {
        if (starts(bytes, length, 4, 'f', 't', 'y', 'p')) {
            String brand = latin(bytes, 8, Math.min(12, length));
            if (brand.startsWith("avi")) {
                return "an AVIF picture";
            }
            return brand.startsWith("hei") || brand.startsWith("mif") ? "an HEIC picture" : "a film";
        }
        if (starts(bytes, length, 0, 'I', 'I', 42, 0) || starts(bytes, length, 0, 'M', 'M', 0, 42)) {
            return "a TIFF picture";
        }
        if (starts(bytes, length, 0, '8', 'B', 'P', 'S')) {
            return "a Photoshop file";
        }
        if (starts(bytes, length, 0, '%', 'P', 'D', 'F')) {
            return "a PDF";
        }
        String text = latin(bytes, 0, length).stripLeading().toLowerCase(java.util.Locale.ROOT);
        if (text.contains("<svg")) {
            return "an SVG drawing";
        }
        return text.contains("<!doctype") || text.contains("<html") || text.contains("<head") ? "a web page" : null;
    }

    private static boolean starts(byte[] bytes, int length, int offset, int... expected) {
        if (length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[offset + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static String latin(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.max(0, to - from), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
