package io.dropshiphub.storage;

import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/**
 * An object to be kept.
 *
 * @param purpose what it is kept for
 * @param key its name in every store: ASCII letters, digits, dots, dashes and slashes, at most 200 characters; the same key
 *     always stands for the same content, so that putting it twice is harmless
 * @param content its bytes; read as a stream, more than once when a store fails. Its length must be known
 * @param contentType media type to serve it with
 * @param name what people call it (a file name, any characters), or null; offered when it is downloaded
 */
public record NewObject(Purpose purpose, String key, Resource content, String contentType, String name) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.\\-]*(/[A-Za-z0-9][A-Za-z0-9.\\-]*)*");
    private static final int LONGEST_KEY = 200;

    public NewObject {
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(contentType, "contentType");
        if (!isKey(key)) {
            throw new IllegalArgumentException("not an object key: " + key);
        }
    }

    /** Whether {@code key} can name an object in every store; Supabase takes ASCII only, and no store a way upwards. */
    public static boolean isKey(String key) {
        return key != null && key.length() <= LONGEST_KEY && KEY.matcher(key).matches();
    }
}
