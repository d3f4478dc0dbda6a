package io.dropshiphub.intake;

import java.io.IOException;
import java.io.InputStream;

/** The pictures that the hub holds; implemented where pictures are kept. */
public interface HeldPictures {

    /**
     * Keeps a picture that came inside a ZIP.
     *
     * @param name its file name in the ZIP, for messages only
     * @param in its bytes; read to the end, not closed
     * @return the media key under which an image address {@code hub-media:<key>} finds it; letters, digits, dots, dashes
     *     and slashes, at most 128. The same bytes always give the same key
     */
    String store(String name, InputStream in) throws IOException;

    /**
     * Whether there is a picture of this media key.
     *
     * @throws java.io.UncheckedIOException when that cannot be found out now
     */
    boolean holds(String key);
}
