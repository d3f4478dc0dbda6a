package io.dropshiphub.images;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/**
 * What one marketplace demands of pictures; declared under {@code hub.images.specs.<platform>}, so that a new marketplace
 * or a changed rule is a line of configuration.
 *
 * @param minPixels neither side may be shorter
 * @param targetPixels the longest side a picture gets when it has to be redrawn anyway
 * @param maxPixels neither side may be longer
 * @param square which pictures must be as wide as high
 * @param formats accepted as they are; anything else becomes JPEG
 * @param targetBytes redrawn and kept pictures stay below this where quality allows
 * @param maxBytes the marketplace's own limit
 * @param maxCount pictures a listing can have; further ones are left out
 * @param maxUrlLength longest address the marketplace takes; 0 when it never sees the hub's address
 */
public record ImageSpec(
        @Positive int minPixels,
        @Positive int targetPixels,
        @Positive int maxPixels,
        @NotNull Square square,
        @NotEmpty Set<ImageFormat> formats,
        @NotNull DataSize targetBytes,
        @NotNull DataSize maxBytes,
        @Positive int maxCount,
        @PositiveOrZero int maxUrlLength) {

    /** Which of a listing's pictures must be square. */
    public enum Square {
        NONE,
        FIRST,
        ALL
    }

    @AssertTrue(message = "min-pixels <= target-pixels <= max-pixels and target-bytes <= max-bytes")
    boolean isConsistent() {
        return minPixels <= targetPixels
                && targetPixels <= maxPixels
                && (targetBytes == null || maxBytes == null || targetBytes.compareTo(maxBytes) <= 0);
    }
}
