package io.dropshiphub.bench;

import org.jetbrains.skia.ColorAlphaType;
import org.jetbrains.skia.Data;
import org.jetbrains.skia.EncodedImageFormat;
import org.jetbrains.skia.FilterMipmap;
import org.jetbrains.skia.FilterMode;
import org.jetbrains.skia.Image;
import org.jetbrains.skia.ImageInfo;
import org.jetbrains.skia.MipmapMode;
import org.jetbrains.skia.Rect;
import org.jetbrains.skia.Surface;

/** Skia by Skiko: decodes whole, as its Java side has no reduced decoding, and draws from halved copies. */
public final class SkiaCodec implements Codec {

    @Override
    public String name() {
        return "Skia (Skiko 0.9.4), whole, mipmap";
    }

    @Override
    public Results draw(byte[] file) {
        try (Image image = Image.Companion.makeFromEncoded(file)) {
            float scale = (float) SIDE / Math.max(image.getWidth(), image.getHeight());
            int width = Math.round(image.getWidth() * scale);
            int height = Math.round(image.getHeight() * scale);
            return new Results(drawn(image, SIDE, SIDE, width, height), drawn(image, width, height, width, height));
        }
    }

    private static byte[] drawn(Image image, int canvasWidth, int canvasHeight, int width, int height) {
        ImageInfo info = ImageInfo.Companion.makeS32(canvasWidth, canvasHeight, ColorAlphaType.OPAQUE);
        try (Surface surface = Surface.Companion.makeRaster(info)) {
            surface.getCanvas().clear(0xFFFFFFFF);
            surface.getCanvas()
                    .drawImageRect(
                            image,
                            Rect.Companion.makeWH(image.getWidth(), image.getHeight()),
                            Rect.Companion.makeXYWH(
                                    (canvasWidth - width) / 2, (canvasHeight - height) / 2, width, height),
                            new FilterMipmap(FilterMode.LINEAR, MipmapMode.LINEAR),
                            null,
                            true);
            try (Image drawn = surface.makeImageSnapshot();
                    Data jpeg = drawn.encodeToData(EncodedImageFormat.JPEG, (int) (QUALITY * 100))) {
                return jpeg.getBytes();
            }
        }
    }
}
