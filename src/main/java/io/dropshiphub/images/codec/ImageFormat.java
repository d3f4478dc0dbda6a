package io.dropshiphub.images.codec;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The picture formats the hub reads, told apart by their first bytes: a name or Content-Type is never believed. */
public enum ImageFormat {
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png"),
    GIF("gif", "image/gif"),
    WEBP("webp", "image/webp"),
    BMP("bmp", "image/bmp"),
    TIFF("tif", "image/tiff");

    /** How many bytes {@link #of} and {@link #lookAlike} want to see: drawings and pages may begin with long comments. */
    public static final int SNIFF_BYTES = 1024;

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
    public static Optional<ImageFormat> ofFileName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values()).filter(f -> f.extension.equals(ending)).findFirst();
    }

    /** The format whose signature {@code bytes} begins with; only the first {@code length} bytes count. */
    public static Optional<ImageFormat> of(byte[] bytes, int length) {
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
        if (starts(bytes, length, 0, 'I', 'I', 42, 0) || starts(bytes, length, 0, 'M', 'M', 0, 42)) {
            return Optional.of(TIFF);
        }
        return Optional.empty();
    }

    /**
     * What bytes look like that the hub does not read.
     *
     * @param what for the seller, with its article: "a web page"
     * @param picture whether it is a picture, only of a kind the hub does not read
     */
    public record LookAlike(String what, boolean picture) {}

    /** What unreadable bytes look like; empty when nobody knows. */
    public static Optional<LookAlike> lookAlike(byte[] bytes, int length) {
        if (starts(bytes, length, 4, 'f', 't', 'y', 'p')) {
            return Optional.of(film(latin(bytes, 8, Math.min(40, length))));
        }
        if (starts(bytes, length, 0, 'I', 'I', 43, 0) || starts(bytes, length, 0, 'M', 'M', 0, 43)) {
            return Optional.of(new LookAlike("a BigTIFF picture", true));
        }
        if (starts(bytes, length, 0, 0, 0, 1, 0)) {
            return Optional.of(new LookAlike("an icon (ICO)", true));
        }
        if (starts(bytes, length, 0, 0xFF, 0x0A) || starts(bytes, length, 4, 'J', 'X', 'L', ' ')) {
            return Optional.of(new LookAlike("a JPEG XL picture", true));
        }
        if (starts(bytes, length, 4, 'j', 'P', ' ', ' ') || starts(bytes, length, 0, 0xFF, 0x4F, 0xFF, 0x51)) {
            return Optional.of(new LookAlike("a JPEG 2000 picture", true));
        }
        if (starts(bytes, length, 0, '8', 'B', 'P', 'S')) {
            return Optional.of(new LookAlike("a Photoshop file", true));
        }
        if (starts(bytes, length, 0, '%', 'P', 'D', 'F')) {
            return Optional.of(new LookAlike("a PDF", false));
        }
        return text(latin(bytes, 0, length).strip().toLowerCase(Locale.ROOT));
    }

    /** One container, told apart by its brands: the phone's and the browser's new formats, and films. */
    private static LookAlike film(String brands) {
        if (brands.contains("avif") || brands.contains("avis")) {
            return new LookAlike("an AVIF picture", true);
        }
        return brands.startsWith("hei") || brands.startsWith("hev") || brands.startsWith("mif")
                ? new LookAlike("an HEIC picture", true)
                : new LookAlike("a film", false);
    }

    private static Optional<LookAlike> text(String text) {
        int page = first(text, "<!doctype html", "<html", "<head", "<body", "<script");
        int drawing = first(text, "<svg", "<!doctype svg");
        if (page < text.length() || drawing < text.length()) {
            // a page may hold a drawing, and a drawing a page
            return Optional.of(
                    drawing < page ? new LookAlike("an SVG drawing", true) : new LookAlike("a web page", false));
        }
        return text.startsWith("{") || text.startsWith("[")
                ? Optional.of(new LookAlike("JSON data", false))
                : Optional.empty();
    }

    /** Where the first of {@code wanted} stands in {@code text}; its length when none does. */
    private static int first(String text, String... wanted) {
        return Arrays.stream(wanted)
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
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
