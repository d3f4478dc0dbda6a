package io.dropshiphub.product;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a product picture is.
 *
 * @param url an {@code http(s)} address, or {@code hub-media:<key>} for a picture that travelled inside a ZIP
 */
public record ImageRef(@JsonValue String url) {

    /** Scheme of pictures that the hub already holds. */
    public static final String HUB_MEDIA = "hub-media:";

    @JsonCreator
    public ImageRef {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("an image address must not be blank");
        }
    }

    /** Whether the hub already holds this picture. */
    public boolean isHeldByHub() {
        return url.startsWith(HUB_MEDIA);
    }
}
