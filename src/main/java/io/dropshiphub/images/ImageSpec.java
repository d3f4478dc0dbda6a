package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.LinkedHashSet;
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
 * @param formats accepted as they are; anything else becomes JPEG, or PNG when that is accepted and JPEG is not
 * @param targetBytes redrawn and kept pictures stay below this where quality allows
 * @param maxBytes the marketplace's own limit
 * @param maxCount pictures a listing can have; further ones are left out
 * @param maxUrlLength longest address the marketplace takes; 0 when it never sees the hub's address
 * @param detail demands on the pictures inside the detail HTML; null when these are left as they are
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
        @PositiveOrZero int maxUrlLength,
        @Valid Detail detail) {

    /** Which of a listing's pictures must be square. */
    public enum Square {
        NONE,
        FIRST,
        ALL
    }

    /**
     * Demands on a picture inside the detail HTML.
     *
     * @param maxPixels a longer side is scaled down to this
     * @param formats kept as they are; anything else becomes JPEG
     * @param maxBytes larger ones are compressed
     */
    public record Detail(
            @Positive int maxPixels,
            @NotEmpty Set<ImageFormat> formats,
            @NotNull DataSize maxBytes) {}

    @AssertTrue(message = "min-pixels <= target-pixels <= max-pixels and target-bytes <= max-bytes")
    boolean isConsistent() {
        return minPixels <= targetPixels
                && targetPixels <= maxPixels
                && (targetBytes == null || maxBytes == null || targetBytes.compareTo(maxBytes) <= 0);
    }

    /** The rule for the picture at {@code position}, 0 being the representative one. */
    ImageRule rule(int position) {
        return rule(
                switch (square) {
                    case NONE -> false;
                    case FIRST -> position == 0;
                    case ALL -> true;
                });
    }

    /** The rules that a picture may have to meet, whatever its position; a picture can be the first here and a further one there. */
    Set<ImageRule> rules() {
        Set<ImageRule> rules = new LinkedHashSet<>();
        rules.add(rule(0));
        rules.add(rule(1));
        return rules;
    }

    /** The rule for pictures inside the detail HTML; null when these are left as they are. */
    ImageRule detailRule() {
        return detail == null
                ? null
                : new ImageRule(
                        1,
                        detail.maxPixels(),
                        detail.maxPixels(),
                        false,
                        true,
                        detail.formats(),
                        detail.maxBytes().toBytes(),
                        detail.maxBytes().toBytes());
    }

    private ImageRule rule(boolean mustBeSquare) {
        return new ImageRule(
                minPixels,
                targetPixels,
                maxPixels,
                mustBeSquare,
                false,
                formats,
                targetBytes.toBytes(),
                maxBytes.toBytes());
    }
}
