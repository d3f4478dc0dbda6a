package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.images.codec.PrivateData;

/** The bytes of a picture without private data, found out when somebody asks: most pictures are redrawn and need it never. */
final class Publishable {

    private final byte[] file;
    private final ImageFormat format;
    private byte[] clean;
    private boolean known;

    /** @param possible whether everybody sees the picture right without its private data, which may turn it or hold its colours */
    Publishable(byte[] file, ImageFormat format, boolean possible) {
        this.file = file;
        this.format = format;
        this.known = !possible;
    }

    /** {@code file} itself when there is none in it; null when that is not possible or cannot be told. */
    synchronized byte[] bytes() {
        if (!known) {
            clean = PrivateData.removedFrom(file, format).orElse(null);
            known = true;
        }
        return clean;
    }
}
