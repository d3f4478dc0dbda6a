package io.dropshiphub.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageReader;

/**
 * ImageIO with the JDK's drawing, in the ways in which it is usually done.
 *
 * @param origin package of the JPEG reader
 * @param subsampled skips pixels while decoding, down to twice the wanted size
 * @param scaler shrinks what was decoded
 */
record ImageIoCodec(String name, String origin, boolean subsampled, Scaler scaler) implements Codec {

    /** Package of the JDK's readers. */
    static final String JDK = "com.sun.imageio";
    /** Package of TwelveMonkeys' readers. */
    static final String TWELVE_MONKEYS = "com.twelvemonkeys";

    /** Shrinks a picture. */
    interface Scaler {
        BufferedImage scale(BufferedImage image, int width, int height) throws IOException;
    }

    static List<Codec> all() {
        return List.of(
                new ImageIoCodec("TwelveMonkeys, skip to 2x, halve", TWELVE_MONKEYS, true, ImageIoCodec::halving),
                new ImageIoCodec("JDK, skip to 2x, halve", JDK, true, ImageIoCodec::halving),
                new ImageIoCodec("JDK, whole, one bilinear step", JDK, false, ImageIoCodec::bilinear),
                new ImageIoCodec("JDK, whole, halve", JDK, false, ImageIoCodec::halving));
    }

    @Override
    public Results draw(byte[] file) throws IOException {
        ImageReader reader = CodecPictures.reader("jpeg", origin);
        int longer = Math.max(CodecPictures.size(file).width, CodecPictures.size(file).height);
        int step = subsampled ? Math.max(1, longer / (2 * SIDE)) : 1;
        BufferedImage image = CodecPictures.read(reader, file, step, null);
        return results(image, scaler);
    }

    /** Scales what was decoded and writes it twice. */
    static Results results(BufferedImage image, Scaler scaler) throws IOException {
        double scale = (double) SIDE / Math.max(image.getWidth(), image.getHeight());
        BufferedImage content = scaler.scale(
                image, (int) Math.round(image.getWidth() * scale), (int) Math.round(image.getHeight() * scale));
        BufferedImage canvas = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = canvas.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, SIDE, SIDE);
        g.drawImage(content, (SIDE - content.getWidth()) / 2, (SIDE - content.getHeight()) / 2, null);
        g.dispose();
        return new Results(CodecPictures.jpeg(canvas, QUALITY, false), CodecPictures.jpeg(content, QUALITY, false));
    }

    static BufferedImage halving(BufferedImage image, int width, int height) {
        BufferedImage halved = image;
        while (halved.getWidth() >= 2 * width && halved.getHeight() >= 2 * height) {
            halved = bilinear(halved, Math.max(width, halved.getWidth() / 2), Math.max(height, halved.getHeight() / 2));
        }
        return halved.getWidth() == width && halved.getHeight() == height ? halved : bilinear(halved, width, height);
    }

    static BufferedImage bilinear(BufferedImage image, int width, int height) {
        BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = resized.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        return resized;
    }
}
