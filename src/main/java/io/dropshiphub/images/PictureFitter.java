package io.dropshiphub.images;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings a picture into the shapes that rules demand: upright, sRGB JPEG on white, within their pixels and bytes. A picture
 * that already meets a rule keeps its bytes. It is decoded once for all rules, and rules that come to the same drawing
 * share it. Thread-safe; its callers bound how many pictures are in memory.
 */
@Component
class PictureFitter {

    private static final Logger LOG = LoggerFactory.getLogger(PictureFitter.class);

    /** Tried in turn until the bytes fit; below the last one artefacts show. */
    private static final float[] QUALITIES = {0.90f, 0.82f, 0.72f, 0.60f};
    /** When no quality is low enough, the picture is made smaller by this much and tried again. */
    private static final double SHRINK = 0.8;

    /**
     * Decodes a picture as far as its plans need it.
     *
     * @return upright, as large as the largest drawing, on white; null when every plan keeps the bytes
     * @throws io.dropshiphub.product.CallFailed rejected when it cannot be decoded
     */
    BufferedImage decode(Picture picture, List<FitPlan> plans) {
        FitPlan.Layout largest = plans.stream()
                .filter(plan -> !plan.keeps())
                .map(FitPlan::layout)
                .max(Comparator.comparingInt(FitPlan.Layout::contentWidth))
                .orElse(null);
        if (largest == null) {
            return null;
        }
        return upright(scale(read(picture, largest), picture.orientation(), largest), picture.orientation());
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
                            List.of(plan.rule()), picture.bytes(), picture.format(), picture.width(), picture.height())
                    : drawings.within(plan, picture.name());
            // arrays are compared by identity: the same array is the same file
            files.merge(file.bytes(), file, FittedPicture::and);
        }
        return new ArrayList<>(files.values());
    }

    /** The drawings of one picture, each made once. */
    private static final class Drawings {

        private record Size(int width, int height) {}

        private record Pressing(FitPlan.Layout layout, float quality) {}

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
                for (float quality : QUALITIES) {
                    smallest = press(layout, quality);
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
                    List.of(rule), bytes, ImageFormat.JPEG, layout.canvasWidth(), layout.canvasHeight());
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
                    size -> halvedTo(decoded, size.width(), size.height()));
            return canvases.computeIfAbsent(
                    layout, wanted -> onWhite(content, wanted.canvasWidth(), wanted.canvasHeight()));
        }

        private byte[] press(FitPlan.Layout layout, float quality) throws IOException {
            Pressing pressing = new Pressing(layout, quality);
            byte[] bytes = pressings.get(pressing);
            if (bytes == null) {
                bytes = encode(canvas(layout), quality);
                pressings.put(pressing, bytes);
            }
            return bytes;
        }
    }

    private static BufferedImage read(Picture picture, FitPlan.Layout layout) {
        try (Picture.Opened opened = picture.open()) {
            if (opened.reader().getWidth(0) != picture.storedWidth()
                    || opened.reader().getHeight(0) != picture.storedHeight()) {
                // two headers: the limits were checked against the one, the memory would be taken for the other
                throw new IOException("contradicting sizes");
            }
            ImageReadParam param = opened.reader().getDefaultReadParam();
            // skipping pixels is cheap but coarse: twice the wanted size is left for the smooth step
            int step = Math.max(
                    1,
                    Math.min(
                            picture.width() / (2 * layout.contentWidth()),
                            picture.height() / (2 * layout.contentHeight())));
            param.setSourceSubsampling(step, step, 0, 0);
            return opened.reader().read(0, param);
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

    /** Scales what was decoded, still lying as stored, to the content's size. */
    private static BufferedImage scale(BufferedImage decoded, int orientation, FitPlan.Layout layout) {
        boolean lying = orientation >= 5;
        return halvedTo(
                decoded,
                lying ? layout.contentHeight() : layout.contentWidth(),
                lying ? layout.contentWidth() : layout.contentHeight());
    }

    private static BufferedImage halvedTo(BufferedImage decoded, int width, int height) {
        BufferedImage image = decoded;
        // a bilinear step sees 2 x 2 pixels: halve until the last step is smaller than that
        while (image.getWidth() >= 2 * width && image.getHeight() >= 2 * height) {
            image = resize(image, Math.max(width, image.getWidth() / 2), Math.max(height, image.getHeight() / 2));
        }
        return resize(image, width, height);
    }

    private static BufferedImage resize(BufferedImage image, int width, int height) {
        if (image.getWidth() == width && image.getHeight() == height && image.getType() == BufferedImage.TYPE_INT_RGB) {
            return image;
        }
        BufferedImage resized = white(width, height);
        Graphics2D g = resized.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                width > image.getWidth()
                        ? RenderingHints.VALUE_INTERPOLATION_BICUBIC
                        : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        return resized;
    }

    private static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        int w = image.getWidth();
        int h = image.getHeight();
        // columns of the matrix: where a step right and a step down in the stored picture lead
        AffineTransform turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
                    default -> new AffineTransform(0, -1, 1, 0, 0, w);
                };
        BufferedImage turned = orientation >= 5 ? white(h, w) : white(w, h);
        Graphics2D g = turned.createGraphics();
        g.drawImage(image, turn, null);
        g.dispose();
        return turned;
    }

    private static BufferedImage onWhite(BufferedImage content, int width, int height) {
        if (content.getWidth() == width && content.getHeight() == height) {
            return content;
        }
        BufferedImage canvas = white(width, height);
        Graphics2D g = canvas.createGraphics();
        g.drawImage(content, (width - content.getWidth()) / 2, (height - content.getHeight()) / 2, null);
        g.dispose();
        return canvas;
    }

    private static BufferedImage white(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.dispose();
        return image;
    }

    private static byte[] encode(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
