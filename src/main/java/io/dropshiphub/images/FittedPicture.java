package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A picture as marketplaces take it.
 *
 * @param rules the rules it meets; at least one
 * @param bytes the file
 * @param format of the file
 * @param width in pixels
 * @param height in pixels
 */
record FittedPicture(List<ImageRule> rules, byte[] bytes, ImageFormat format, int width, int height) {

    /** The same file, for the rules of {@code other} too. */
    FittedPicture and(FittedPicture other) {
        return new FittedPicture(
                Stream.concat(rules.stream(), other.rules().stream()).toList(), bytes, format, width, height);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
