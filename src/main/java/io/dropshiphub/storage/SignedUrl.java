package io.dropshiphub.storage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.ContentDisposition;

/**
 * The wish for an address that works for a limited time.
 *
 * @param object what it leads to
 * @param valid how long it works
 */
record SignedUrl(StoredObject object, Duration valid) {

    /** The header that offers the object under the name people know; null when it has none. */
    String disposition() {
        return object.name() == null
                ? null
                : ContentDisposition.attachment()
                        .filename(object.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString();
    }
}
