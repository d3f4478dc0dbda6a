package io.dropshiphub.images;

import io.dropshiphub.product.CallFailed;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
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
 * Brings a picture into the shape a marketplace demands: upright, sRGB JPEG on white, within its pixels and bytes. A picture
 * that already is what is wanted keeps its bytes. Thread-safe; only a few pictures are decoded at once, the others wait.
 */
@Component
class PictureFitter {

    private static final Logger LOG = LoggerFactory.getLogger(PictureFitter.class);

    /** Tried in turn until the bytes fit; below the last one artefacts show. */
    private static final float[] QUALITIES = {0.90f, 0.82f, 0.72f, 0.60f};
    /** When no quality is low enough, the picture is made smaller by this much and tried again. */
    private static final double SHRINK = 0.8;
    /** Decoded at once: source, one halved copy and the canvas; three times 4 bytes a pixel, and a third of the heap. */
    private static final int BYTES_PER_PIXEL = 12;

    private static final int HEAP_SHARE = 3;

    private final ImagesProperties settings;
    private final Semaphore decoders;

    PictureFitter(ImagesProperties settings) {
        this.settings = settings;
        // fair: a picture that waits is not overtaken for ever
        this.decoders = new Semaphore(settings.decoders() > 0 ? settings.decoders() : affordable(settings), true);
    }

    /**
     * A picture as a marketplace takes it.
     *
     * @param bytes the file
     * @param unchanged whether they are the source's own
     */
    record Fitted(byte[] bytes, ImageFormat format, int width, int height, boolean unchanged) {}

    /** Bytes that are read only when it is their turn, so that waiting pictures take no memory. */
    interface Source {
        byte[] read() throws IOException;
    }

    /**
     * Identifies a picture without decoding it.
     *
     * @throws CallFailed rejected, when it is none or none that the hub takes
     */
    Picture identify(String name, byte[] bytes) {
        return Picture.of(name, bytes, settings.maxSourcePixels(), settings.minSourcePixels());
    }

    /**
     * Fits a picture to a rule.
     *
     * @throws CallFailed rejected when the picture cannot be used, not sent when the hub could not work on it
     */
    Fitted fit(String name, Source source, ImageRule rule) throws IOException, InterruptedException {
        decoders.acquire();
        try {
            Picture picture = identify(name, source.read());
            return satisfies(picture, rule)
                    ? new Fitted(picture.bytes(), picture.format(), picture.width(), picture.height(), true)
                    : redraw(picture, rule);
        } finally {
            decoders.release();
        }
    }

    private static boolean satisfies(Picture picture, ImageRule rule) {
        ImageSpec spec = rule.spec();
        int shorter = Math.min(picture.width(), picture.height());
        int longer = Math.max(picture.width(), picture.height());
        return picture.plain()
                && spec.formats().contains(picture.format())
                && shorter >= spec.minPixels()
                && longer <= spec.maxPixels()
                && (!rule.square() || shorter == longer)
                && picture.bytes().length <= spec.targetBytes().toBytes();
    }

    private Fitted redraw(Picture picture, ImageRule rule) throws IOException {
        Layout layout = Layout.of(picture, rule);
        BufferedImage decoded = decode(picture, layout);
        BufferedImage content = upright(scale(decoded, picture.orientation(), layout), picture.orientation());
        BufferedImage canvas = onWhite(content, layout.canvasWidth(), layout.canvasHeight());
        for (; ; ) {
            byte[] smallest = null;
            for (float quality : QUALITIES) {
                smallest = encode(canvas, quality);
                if (smallest.length <= rule.spec().targetBytes().toBytes()) {
                    return new Fitted(smallest, ImageFormat.JPEG, canvas.getWidth(), canvas.getHeight(), false);
                }
            }
            int width = (int) (canvas.getWidth() * SHRINK);
            int height = (int) (canvas.getHeight() * SHRINK);
            boolean canShrink = Math.min(width, height) >= rule.spec().minPixels();
            if (!canShrink && smallest.length <= rule.spec().maxBytes().toBytes()) {
                return new Fitted(smallest, ImageFormat.JPEG, canvas.getWidth(), canvas.getHeight(), false);
            }
            if (!canShrink) {
                throw ImageProblems.cannotShrink(
                        picture.name(), rule.spec().maxBytes().toBytes());
            }
            canvas = resize(canvas, width, height);
        }
    }

    private static BufferedImage decode(Picture picture, Layout layout) {
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
    private static BufferedImage scale(BufferedImage decoded, int orientation, Layout layout) {
        boolean lying = orientation >= 5;
        int width = lying ? layout.contentHeight() : layout.contentWidth();
        int height = lying ? layout.contentWidth() : layout.contentHeight();
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

    private static int affordable(ImagesProperties settings) {
        long worst = settings.maxSourcePixels() * BYTES_PER_PIXEL
                + settings.fetch().maxBytes().toBytes();
        long byMemory = Runtime.getRuntime().maxMemory() / HEAP_SHARE / worst;
        return (int) Math.max(1, Math.min(byMemory, Runtime.getRuntime().availableProcessors()));
    }

    /** Sizes of the drawn content and of the white canvas it stands on. */
    record Layout(int contentWidth, int contentHeight, int canvasWidth, int canvasHeight) {

        static Layout of(Picture picture, ImageRule rule) {
            int min = rule.spec().minPixels();
            int target = rule.spec().targetPixels();
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
