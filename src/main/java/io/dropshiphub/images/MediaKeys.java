package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.storage.NewObject;
import io.dropshiphub.storage.Purpose;
import java.util.regex.Pattern;
import org.springframework.core.io.ByteArrayResource;

/**
 * Names of the pictures that the hub holds: by their content, so that the same picture is kept once and an address never
 * changes its content.
 */
final class MediaKeys {

    private static final int HEX = 32;
    /** Characters of the longest key. */
    static final int LENGTH = HEX + ".webp".length();

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}\\.(jpg|png|gif|webp|bmp|tif)");

    private MediaKeys() {}

    /** Whether {@code key} can be the name of a held picture. */
    static boolean isKey(String key) {
        return key != null && KEY.matcher(key).matches();
    }

    /** The name of a picture with these bytes. */
    static String of(byte[] bytes, ImageFormat format) {
        return Hashes.sha256(bytes).substring(0, HEX) + "." + format.extension();
    }

    /** A picture as the stores take it; {@code name} is what people call it, or null. */
    static NewObject object(byte[] bytes, ImageFormat format, String name) {
        return new NewObject(
                Purpose.PICTURE, of(bytes, format), new ByteArrayResource(bytes), format.contentType(), name);
    }
}
