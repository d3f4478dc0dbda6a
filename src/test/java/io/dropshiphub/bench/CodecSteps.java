package io.dropshiphub.bench;

import io.dropshiphub.images.codec.HubSteps;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;

/** Where the time goes: each step of the work by itself, one after the other, on one thread. */
final class CodecSteps {

    private static final int ROUNDS = 5;
    private static final int TIMES = 3;
    private static final int SIDE = Codec.SIDE;

    private CodecSteps() {}

    static void run(BufferedImage photo, byte[] file) throws Exception {
        Map<String, Callable<?>> steps = new LinkedHashMap<>();
        decoding(steps, file, photo.getWidth(), photo.getHeight());
        otherFormats(steps, photo);
        scaling(steps, photo, file);
        encoding(steps, photo);
        Map<String, Figures> figures = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Callable<?>> step : steps.entrySet()) {
                long start = System.nanoTime();
                for (int i = 0; i < TIMES; i++) {
                    step.getValue().call();
                }
                double millis = (System.nanoTime() - start) / 1e6 / TIMES;
                figures.computeIfAbsent(step.getKey(), name -> new Figures(1)).add(millis);
            }
        }
        figures.forEach((name, millis) -> System.out.printf(Locale.ROOT, "%-58s %s ms%n", name, millis));
    }

    private static void decoding(Map<String, Callable<?>> steps, byte[] file, int width, int height) {
        steps.put("header only", () -> CodecPictures.size(file));
        for (String origin : new String[] {ImageIoCodec.JDK, ImageIoCodec.TWELVE_MONKEYS}) {
            for (int step = 1; step <= 4; step++) {
                int each = step;
                steps.put("decode with " + origin + ", 1 of " + step, () -> read(origin, file, each, null));
            }
        }
        steps.put(
                "decode with JDK, rows in the order they come",
                () -> read(ImageIoCodec.JDK, file, 1, inOrder(width, height)));
        steps.put("decode with hub, averaged by rows", () -> HubSteps.decode(file, width, height, SIDE));
        steps.put("decode with hub, whole", () -> HubSteps.decode(file, width, height, width));
    }

    private static void otherFormats(Map<String, Callable<?>> steps, BufferedImage photo) throws IOException {
        byte[] progressive = CodecPictures.jpeg(photo, 0.85f, true);
        steps.put("progressive with JDK", () -> read(ImageIoCodec.JDK, progressive, 1, null));
        steps.put(
                "progressive with hub", () -> HubSteps.decode(progressive, photo.getWidth(), photo.getHeight(), SIDE));
        byte[] png = CodecPictures.written(CodecPictures.photo(3000, 3000, BufferedImage.TYPE_INT_ARGB), "png");
        steps.put("PNG 3000 x 3000 with alpha, JDK", () -> ImageIO.read(new java.io.ByteArrayInputStream(png)));
        steps.put("PNG 3000 x 3000 with alpha, hub", () -> HubSteps.decode(png, 3000, 3000, SIDE));
        byte[] webp = CodecPictures.written(photo, "webp");
        if (webp != null) {
            for (String origin : CodecPictures.origins("webp")) {
                steps.put(
                        "WebP with " + origin,
                        () -> CodecPictures.read(CodecPictures.reader("webp", origin), webp, 1, null));
            }
        }
    }

    private static void scaling(Map<String, Callable<?>> steps, BufferedImage photo, byte[] file) throws IOException {
        BufferedImage half = read(ImageIoCodec.JDK, file, 2, null);
        BufferedImage twice = HubSteps.decode(file, photo.getWidth(), photo.getHeight(), half.getWidth());
        int width = half.getWidth() / 2;
        int height = half.getHeight() / 2;
        steps.put("scale to half, JDK bilinear", () -> ImageIoCodec.bilinear(half, width, height));
        steps.put("scale to half, hub", () -> HubSteps.scale(twice, width, height));
        steps.put("scale to 0.8 of half, hub", () -> HubSteps.scale(twice, width * 4 / 5, height * 4 / 5));
        BufferedImage content = HubSteps.scale(twice, width, height);
        steps.put("pad to a square, hub", () -> HubSteps.pad(content, width, width));
    }

    private static void encoding(Map<String, Callable<?>> steps, BufferedImage photo) {
        BufferedImage packed = ImageIoCodec.bilinear(photo, SIDE, SIDE);
        BufferedImage bgr = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        bgr.createGraphics().drawImage(packed, 0, 0, null);
        BufferedImage ordered = inOrder(SIDE, SIDE);
        ordered.createGraphics().drawImage(packed, 0, 0, null);
        for (Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("jpeg"); all.hasNext(); ) {
            ImageWriter writer = all.next();
            String origin = writer.getClass().getPackageName();
            encode(steps, origin, "packed ints", packed);
            encode(steps, origin, "BGR", bgr);
            encode(steps, origin, "RGB", ordered);
        }
        steps.put("encode with hub, BGR", () -> HubSteps.encode(bgr, Codec.QUALITY));
    }

    private static void encode(Map<String, Callable<?>> steps, String origin, String kind, BufferedImage image) {
        steps.put(
                "encode with " + origin + ", " + kind,
                () -> CodecPictures.jpeg(CodecPictures.writer(origin), image, Codec.QUALITY, false));
    }

    private static BufferedImage read(String origin, byte[] file, int step, BufferedImage destination)
            throws IOException {
        return CodecPictures.read(CodecPictures.reader("jpeg", origin), file, step, destination);
    }

    /** A picture whose bytes lie as the JDK's reader and writer move them. */
    private static BufferedImage inOrder(int width, int height) {
        return new BufferedImage(
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE),
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null),
                false,
                null);
    }
}
