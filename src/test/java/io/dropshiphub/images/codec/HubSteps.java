package io.dropshiphub.images.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** The steps of the hub's own way, for the benchmark. */
public final class HubSteps {

    private HubSteps() {}

    /** Decoded so far that the longer side has at least that many pixels; the size is that of the header. */
    public static BufferedImage decode(byte[] file, int width, int height, int longerSide) throws IOException {
        ImageFormat format = ImageFormat.of(file, file.length).orElseThrow();
        return RasterCodec.decode(file, format, width, height, longerSide);
    }

    /** Scaled. */
    public static BufferedImage scale(BufferedImage image, int width, int height) {
        return RasterScaler.scale(image, width, height);
    }

    /** In the middle of a white canvas. */
    public static BufferedImage pad(BufferedImage image, int width, int height) {
        return RasterScaler.onWhite(image, width, height);
    }

    /** As a JPEG. */
    public static byte[] encode(BufferedImage image, float quality) throws IOException {
        return RasterCodec.encode(image, quality);
    }
}
