package io.dropshiphub.intake;

import java.io.IOException;
import java.io.InputStream;

/** Keeps the pictures that came inside a ZIP; implemented where pictures are kept. */
public interface ZipImages {

    /**
     * Stores one picture.
     *
     * @param name its file name in the ZIP, for messages only
     * @param in its bytes; read to the end, not closed
     * @return the media key under which an image address {@code hub-media:<key>} finds it; letters, digits, dots, dashes
     *     and slashes, at most 128. The same bytes always give the same key
     */
    String store(String name, InputStream in) throws IOException;
}
