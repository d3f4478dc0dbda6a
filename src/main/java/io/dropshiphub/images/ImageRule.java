package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The demands on one picture. Marketplaces that demand the same share a rule, and so the fitted picture.
 *
 * @param minPixels neither side may be shorter
 * @param targetPixels the longest side of a redrawn picture
 * @param maxPixels neither side may be longer
 * @param square whether it must be as wide as high
 * @param forBrowsers whether only browsers show it, which take transparency and animation as they are
 * @param formats kept as they are
 * @param targetBytes kept below this where quality allows
 * @param maxBytes never above this
 */
record ImageRule(
        int minPixels,
        int targetPixels,
        int maxPixels,
        boolean square,
        boolean forBrowsers,
        Set<ImageFormat> formats,
        long targetBytes,
        long maxBytes) {

    /** Names the rule and everything it depends on: fitted pictures are remembered under it. */
    String name() {
        return "%s%d-%d-%d/%s/%d-%d%s"
                .formatted(
                        square ? "square" : "free",
                        minPixels,
                        targetPixels,
                        maxPixels,
                        formats.stream().map(ImageFormat::extension).sorted().collect(Collectors.joining("+")),
                        targetBytes,
                        maxBytes,
                        forBrowsers ? "/page" : "");
    }

    /** What a redrawn picture becomes: JPEG, unless only PNG is wanted. */
    ImageFormat redrawnAs() {
        return formats.contains(ImageFormat.PNG) && !formats.contains(ImageFormat.JPEG)
                ? ImageFormat.PNG
                : ImageFormat.JPEG;
    }

    /** Whether a picture can be used with the bytes it has, but for private data. */
    boolean isMetBy(Picture picture) {
        int shorter = Math.min(picture.width(), picture.height());
        int longer = Math.max(picture.width(), picture.height());
        // JPEGs for print and ones lying on their side look wrong in browsers too
        boolean shown = picture.plain() || forBrowsers && picture.format() != ImageFormat.JPEG;
        return shown
                && formats.contains(picture.format())
                && shorter >= minPixels
                && longer <= maxPixels
                && (!square || shorter == longer)
                // last: it looks at every byte
                && picture.publishable() != null
                && picture.publishable().length <= targetBytes;
    }
}
