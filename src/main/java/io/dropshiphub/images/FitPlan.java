package io.dropshiphub.images;

import io.dropshiphub.images.codec.ImageFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * How a picture is brought to meet a rule; made from its header alone, so that a dry run can tell it without decoding.
 *
 * @param rule the rule to meet
 * @param layout the sizes to draw; null when the picture is kept as it is, but for private data
 */
record FitPlan(ImageRule rule, Layout layout) {

    static FitPlan of(Picture picture, ImageRule rule) {
        return new FitPlan(rule, rule.isMetBy(picture) ? null : Layout.of(picture, rule));
    }

    boolean keeps() {
        return layout == null;
    }

    /** What happens to the picture, in words for the seller; empty when nothing does. */
    List<String> changes(Picture picture) {
        List<String> changes = new ArrayList<>();
        if (keeps()) {
            if (picture.publishable() != picture.bytes()) {
                changes.add("private data removed");
            }
            return changes;
        }
        if (picture.orientation() != 1) {
            changes.add("turned upright");
        }
        if (picture.format() != rule.redrawnAs()) {
            changes.add("converted from " + picture.format() + " to " + rule.redrawnAs());
        } else if (picture.format() == ImageFormat.JPEG && !picture.plain() && picture.orientation() == 1) {
            changes.add("converted to sRGB JPEG");
        }
        if (layout.contentWidth() != picture.width() || layout.contentHeight() != picture.height()) {
            changes.add((layout.contentWidth() > picture.width() ? "enlarged" : "scaled") + " from " + picture.width()
                    + " x " + picture.height() + " to " + layout.contentWidth() + " x " + layout.contentHeight());
        }
        if (layout.canvasWidth() != layout.contentWidth() || layout.canvasHeight() != layout.contentHeight()) {
            changes.add("padded with white to " + layout.canvasWidth() + " x " + layout.canvasHeight());
        }
        if (picture.bytes().length > rule.targetBytes()) {
            changes.add("compressed to less than " + rule.targetBytes() / 1_048_576 + " MB");
        }
        return changes;
    }

    /** Sizes of the drawn content and of the white canvas it stands on. */
    record Layout(int contentWidth, int contentHeight, int canvasWidth, int canvasHeight) {

        static Layout of(Picture picture, ImageRule rule) {
            int min = rule.minPixels();
            int target = rule.targetPixels();
            int longer = Math.max(picture.width(), picture.height());
            int shorter = Math.min(picture.width(), picture.height());
            if (rule.square()) {
                int side = Math.max(min, Math.min(longer, target));
                double scale = (double) side / longer;
                return new Layout(scaled(picture.width(), scale), scaled(picture.height(), scale), side, side);
            }
            double scale = Math.min(1.0, (double) target / longer);
            if (shorter * scale < min) {
                // enlarge as far as the longer side allows; white makes up for the rest
                scale = Math.min((double) min / shorter, (double) target / longer);
            }
            int width = scaled(picture.width(), scale);
            int height = scaled(picture.height(), scale);
            return new Layout(width, height, Math.max(min, width), Math.max(min, height));
        }

        private static int scaled(int side, double scale) {
            return Math.max(1, (int) Math.round(side * scale));
        }
    }
}
