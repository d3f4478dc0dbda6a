package io.dropshiphub.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A store's answer over HTTP.
 *
 * @param status HTTP status
 * @param headers by lower-case name
 * @param body not read yet
 */
record StoreReply(int status, Map<String, String> headers, InputStream body) {

    private static final int LONGEST_TEXT = 64 * 1024;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as text, for answers that are short; read once. */
    String text() {
        try {
            return new String(body.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
