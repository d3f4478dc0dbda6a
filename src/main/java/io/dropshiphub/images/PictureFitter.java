package io.dropshiphub.images;

import io.dropshiphub.images.codec.DecoderWarnings;
import io.dropshiphub.images.codec.ImageFormat;
import io.dropshiphub.images.codec.JpegStructure;
import io.dropshiphub.images.codec.RasterCodec;
import io.dropshiphub.images.codec.RasterScaler;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings a picture into the shapes that rules demand: upright, sRGB JPEG on white, within their pixels and bytes. A picture
 * that already meets a rule keeps its bytes but for private data. It is decoded once for all rules, and rules that come to the same drawing
 * share it. Thread-safe; its callers bound how many pictures are in memory.
 */
@Component
class PictureFitter {

    private static final Logger LOG = LoggerFactory.getLogger(PictureFitter.class);

    /** Tried in turn until the bytes fit; below the last one artefacts show. */
    private static final float[] QUALITIES = {0.90f, 0.82f, 0.72f, 0.60f};
    /** PNG has no quality: it fits, or the picture is made smaller. */
    private static final float[] LOSSLESS = {1};
    /** The longer side of a picture that is decoded only to see whether that works. */
    private static final int GLANCE = 100;
    /** When no quality is low enough, the picture is made smaller by this much and tried again. */
    private static final double SHRINK = 0.8;
    /** JPEGs are averaged while they are decoded, the rare ones for print are read at half their size. */
    private static final int BYTES_OF_JPEG = 1;
    /** Four channels of 16 bits. */
    private static final int BYTES_OF_OTHERS = 8;
    /** The reduced picture, up to twice as wide and high, then the content, its canvas, and the writer's copy. */
    private static final int BYTES_DRAWN = 3 * (4 + 3);

    /** About how many bytes of heap it takes to decode a picture and to make what is planned. */
    static long memory(Picture picture, List<FitPlan> plans) {
        FitPlan.Layout largest = largest(plans);
        long stored = (long) picture.storedWidth() * picture.storedHeight();
        if (largest == null) {
            return picture.format() == ImageFormat.JPEG ? stored * BYTES_OF_JPEG : 0;
        }
        long drawn = (long) largest.canvasWidth() * largest.canvasHeight();
        return stored * (picture.format() == ImageFormat.JPEG ? BYTES_OF_JPEG : BYTES_OF_OTHERS) + drawn * BYTES_DRAWN;
    }

    /**
     * Decodes a picture as far as its plans need it.
     *
     * @return upright, as large as the largest drawing, on white; null when every plan keeps the bytes
     * @throws io.dropshiphub.product.CallFailed rejected when it cannot be decoded
     */
    BufferedImage decode(Picture picture, List<FitPlan> plans) {
        FitPlan.Layout largest = largest(plans);
        if (largest == null) {
            if (picture.format() == ImageFormat.JPEG) {
                // a half grey picture has a sound header too
                read(picture, GLANCE);
            }
            return null;
        }
        boolean lying = picture.orientation() >= 5;
        BufferedImage stored = read(picture, Math.max(largest.contentWidth(), largest.contentHeight()));
        return RasterScaler.upright(
                RasterScaler.scale(
                        stored,
                        lying ? largest.contentHeight() : largest.contentWidth(),
                        lying ? largest.contentWidth() : largest.contentHeight()),
                picture.orientation());
    }

    /**
     * Decodes a JPEG without an end marker, to see whether only that is missing; does nothing with every other picture.
     *
     * @throws io.dropshiphub.product.CallFailed rejected when pixels are missing too
     */
    static void checkEnd(Picture picture) {
        boolean open = picture.format() == ImageFormat.JPEG
                && !JpegStructure.of(picture.bytes())
                        .map(JpegStructure::complete)
                        .orElse(false);
        if (open) {
            read(picture, GLANCE);
        }
    }

    /**
     * Draws and compresses what the plans want.
     *
     * @param decoded what {@link #decode} gave
     * @return one entry for each file; rules that want the same share one
     * @throws io.dropshiphub.product.CallFailed rejected when a limit of bytes cannot be met
     */
    List<FittedPicture> fit(Picture picture, BufferedImage decoded, List<FitPlan> plans) throws IOException {
        Drawings drawings = new Drawings(decoded);
        Map<byte[], FittedPicture> files = new LinkedHashMap<>();
        for (FitPlan plan : plans) {
            FittedPicture file = plan.keeps()
                    ? new FittedPicture(
                            List.of(plan.rule()),
                            picture.publishable(),
                            picture.format(),
                            picture.width(),
                            picture.height())
                    : drawings.within(plan, picture.name());
            // arrays are compared by identity: the same array is the same file
            files.merge(file.bytes(), file, FittedPicture::and);
        }
        return new ArrayList<>(files.values());
    }

    private static FitPlan.Layout largest(List<FitPlan> plans) {
        return plans.stream()
                .filter(plan -> !plan.keeps())
                .map(FitPlan::layout)
                .max(Comparator.comparingInt(FitPlan.Layout::contentWidth))
                .orElse(null);
    }

    /** The drawings of one picture, each made once. */
    private static final class Drawings {

        private record Size(int width, int height) {}

        private record Pressing(FitPlan.Layout layout, ImageFormat format, float quality) {}

        private final BufferedImage decoded;
        private final Map<Size, BufferedImage> contents = new HashMap<>();
        private final Map<FitPlan.Layout, BufferedImage> canvases = new HashMap<>();
        private final Map<Pressing, byte[]> pressings = new HashMap<>();

        Drawings(BufferedImage decoded) {
            this.decoded = decoded;
        }

        FittedPicture within(FitPlan plan, String name) throws IOException {
            ImageRule rule = plan.rule();
            FitPlan.Layout layout = plan.layout();
            for (; ; ) {
                byte[] smallest = null;
                for (float quality : rule.redrawnAs() == ImageFormat.PNG ? LOSSLESS : QUALITIES) {
                    smallest = press(layout, rule.redrawnAs(), quality);
                    if (smallest.length <= rule.targetBytes()) {
                        return file(rule, smallest, layout);
                    }
                }
                FitPlan.Layout smaller = shrunk(layout);
                if (Math.min(smaller.canvasWidth(), smaller.canvasHeight()) < rule.minPixels()) {
                    if (smallest.length <= rule.maxBytes()) {
                        return file(rule, smallest, layout);
                    }
                    throw ImageProblems.cannotShrink(name, rule.maxBytes());
                }
                layout = smaller;
            }
        }

        private static FittedPicture file(ImageRule rule, byte[] bytes, FitPlan.Layout layout) {
            return new FittedPicture(
                    List.of(rule), bytes, rule.redrawnAs(), layout.canvasWidth(), layout.canvasHeight());
        }

        private static FitPlan.Layout shrunk(FitPlan.Layout layout) {
            return new FitPlan.Layout(
                    Math.max(1, (int) (layout.contentWidth() * SHRINK)),
                    Math.max(1, (int) (layout.contentHeight() * SHRINK)),
                    (int) (layout.canvasWidth() * SHRINK),
                    (int) (layout.canvasHeight() * SHRINK));
        }

        private BufferedImage canvas(FitPlan.Layout layout) {
            BufferedImage content = contents.computeIfAbsent(
                    new Size(layout.contentWidth(), layout.contentHeight()),
                    size -> RasterScaler.scale(decoded, size.width(), size.height()));
            return canvases.computeIfAbsent(
                    layout, wanted -> RasterScaler.onWhite(content, wanted.canvasWidth(), wanted.canvasHeight()));
        }

        private byte[] press(FitPlan.Layout layout, ImageFormat format, float quality) throws IOException {
            Pressing pressing = new Pressing(layout, format, quality);
            byte[] bytes = pressings.get(pressing);
            if (bytes == null) {
                bytes = format == ImageFormat.PNG
                        ? RasterCodec.encodePng(canvas(layout))
                        : RasterCodec.encode(canvas(layout), quality);
                pressings.put(pressing, bytes);
            }
            return bytes;
        }
    }

    private static BufferedImage read(Picture picture, int longerSide) {
        try {
            return RasterCodec.decode(
                    picture.bytes(), picture.format(), picture.storedWidth(), picture.storedHeight(), longerSide);
        } catch (DecoderWarnings.PixelsMissing e) {
            throw ImageProblems.damaged(picture.name(), e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                throw ImageProblems.ownTrouble(picture.name(), e);
            }
            LOG.debug("{} cannot be decoded", picture, e);
            throw ImageProblems.damaged(picture.name(), "it cannot be decoded", e);
        } catch (OutOfMemoryError e) {
            throw ImageProblems.ownTrouble(picture.name(), e);
        }
    }
}
