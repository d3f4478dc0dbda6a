package io.dropshiphub.bench;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Made-up photographs: soft shapes, a woven texture that aliases when pixels are skipped, and sensor noise. */
final class CodecPictures {

    private CodecPictures() {}

    static BufferedImage photo(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random noise = new Random(5);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double light = 128
                        + 50 * Math.sin(x * 0.004)
                        + 40 * Math.cos(y * 0.006 + x * 0.002)
                        + 30 * Math.sin(((double) x * x + (double) y * y) * 0.0001)
                        + 9 * noise.nextGaussian();
                int red = channel(light + 20 * Math.sin(y * 0.01));
                int blue = channel(light - 25 * Math.cos(x * 0.008));
                int alpha = Math.hypot(x - width / 2.0, y - height / 2.0) < width * 0.45 ? 255 : 0;
                row[x] = alpha << 24 | red << 16 | channel(light) << 8 | blue;
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    static byte[] jpeg(BufferedImage image, float quality, boolean progressive) throws IOException {
        return jpeg(ImageIO.getImageWritersByFormatName("jpeg").next(), image, quality, progressive);
    }

    static byte[] jpeg(ImageWriter writer, BufferedImage image, float quality, boolean progressive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** As an ImageIO writer of that format makes it; null when there is none. */
    static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return ImageIO.write(image, format, bytes) ? bytes.toByteArray() : null;
    }

    /** Reads with {@code reader}, each {@code step}th pixel, into {@code destination} unless null. */
    static BufferedImage read(ImageReader reader, byte[] file, int step, BufferedImage destination) throws IOException {
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(step, step, 0, 0);
            param.setDestination(destination);
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    /** A reader of the package whose name begins so. */
    static ImageReader reader(String format, String origin) {
        for (var readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(origin)) {
                return reader;
            }
        }
        throw new IllegalStateException("no reader of " + origin + " for " + format);
    }

    /** A JPEG writer of that package. */
    static ImageWriter writer(String origin) {
        for (var writers = ImageIO.getImageWritersByFormatName("jpeg"); writers.hasNext(); ) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith(origin)) {
                return writer;
            }
        }
        throw new IllegalStateException("no writer of " + origin);
    }

    /** Width and height, from the header only. */
    static Dimension size(byte[] file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            return new Dimension(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }

    /** The packages that read a format. */
    static List<String> origins(String format) {
        List<String> names = new ArrayList<>();
        ImageIO.getImageReadersByFormatName(format)
                .forEachRemaining(reader -> names.add(reader.getClass().getPackageName()));
        return names;
    }

    private static int channel(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }
}
