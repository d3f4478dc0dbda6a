package io.dropshiphub.product;

import java.util.List;
import java.util.Map;

/**
 * What a dry run has found out about one picture of a product.
 *
 * @param image its address without secrets, or its file name in the ZIP
 * @param place {@code gallery}, or {@code detail} for a picture inside the detail text
 * @param changes what would be done to it, in words, by marketplace; an empty list where it is taken as it is; null when a
 *     problem stands in the way
 * @param leftOut the marketplaces that show fewer pictures and would leave this one out; never null
 * @param problem why it would be refused or could not be looked at; null when all is well
 */
public record PictureReport(
        String image, String place, Map<String, List<String>> changes, List<String> leftOut, Problem problem) {

    /**
     * @param code stable code, {@code HUB-IMAGE-nnn}
     * @param message which picture, why, and how to mend it
     * @param refuses whether the product would be rejected because of it; false for trouble that may pass
     */
    public record Problem(String code, String message, boolean refuses) {}

    /** Whether the product would be rejected because of this picture. */
    public boolean refuses() {
        return problem != null && problem.refuses();
    }
}
