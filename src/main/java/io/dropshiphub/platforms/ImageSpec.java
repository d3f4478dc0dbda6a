package io.dropshiphub.platforms;

import java.util.Set;

/**
 * What a marketplace demands of pictures.
 *
 * @param minPixels smallest allowed edge
 * @param maxPixels largest allowed edge
 * @param square whether the representative picture must be square
 * @param maxBytes largest allowed file
 * @param formats allowed formats, lower case ({@code jpeg}, {@code png} …)
 * @param maxCount pictures a listing can show, the representative one included; further ones are not sent
 * @param maxUrlLength longest address the marketplace takes; 0 when it takes none from us or states no limit
 * @param needsUpload whether pictures must be uploaded to the marketplace before they can be used
 */
public record ImageSpec(
        int minPixels,
        int maxPixels,
        boolean square,
        long maxBytes,
        Set<String> formats,
        int maxCount,
        int maxUrlLength,
        boolean needsUpload) {

    public ImageSpec {
        formats = Set.copyOf(formats);
    }
}
