package io.dropshiphub.images;

/**
 * A marketplace's demands on one picture of a listing, by its position.
 *
 * @param name names the rule and everything it depends on: fitted pictures are remembered under it, so a changed
 *     declaration must not find the pictures of the old one
 * @param spec the declared limits
 * @param square whether this picture must be square
 */
record ImageRule(String name, ImageSpec spec, boolean square) {

    /** The rule for the picture at {@code position}, 0 being the representative one. */
    static ImageRule of(String platform, ImageSpec spec, int position) {
        boolean square =
                switch (spec.square()) {
                    case NONE -> false;
                    case FIRST -> position == 0;
                    case ALL -> true;
                };
        // maxCount and maxUrlLength do not change a picture
        int fingerprint = java.util.Objects.hash(
                spec.minPixels(),
                spec.targetPixels(),
                spec.maxPixels(),
                spec.targetBytes().toBytes(),
                spec.maxBytes().toBytes(),
                spec.formats().stream().map(Enum::name).sorted().toList());
        return new ImageRule("%s/%s/%08x".formatted(platform, square ? "square" : "free", fingerprint), spec, square);
    }
}
