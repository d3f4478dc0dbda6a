package io.dropshiphub.images;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as sellers have them: good ones, odd ones and hostile ones. */
public final class Samples {

    private Samples() {}

    /** Left half red, right half blue: shows turning, stretching and padding. */
    public static BufferedImage redBlue(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.RED);
        g.fillRect(0, 0, width / 2, height);
        g.setColor(Color.BLUE);
        g.fillRect(width / 2, 0, width - width / 2, height);
        g.dispose();
        return image;
    }

    public static byte[] jpeg(int width, int height) {
        return encoded(redBlue(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    public static byte[] png(int width, int height) {
        return encoded(redBlue(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    public static byte[] bmp(int width, int height) {
        return encoded(redBlue(width, height, BufferedImage.TYPE_INT_RGB), "bmp");
    }

    /** Nothing compresses worse. */
    public static byte[] noisyJpeg(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new Random(7).ints((long) width * height, 0, 0x1000000).toArray();
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return jpeg(new IIOImage(image, null, null), 1.0f);
    }

    /** A red dot in the middle of nothing. */
    public static byte[] transparentPng(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.RED);
        g.fillRect(width / 2 - 50, height / 2 - 50, 100, 100);
        g.dispose();
        return encoded(image, "png");
    }

    public static byte[] png16Bit(int width, int height) {
        ComponentColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = colours.createCompatibleWritableRaster(width, height);
        BufferedImage image = new BufferedImage(colours, raster, false, null);
        image.createGraphics().drawImage(redBlue(width, height, BufferedImage.TYPE_INT_RGB), 0, 0, null);
        return encoded(image, "png");
    }

    /** Print colours as Adobe stores them, inverted: no cyan, magenta and yellow and black, all in full, is paper. */
    public static byte[] cmykJpeg(int width, int height) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        int[] red = {255, 0, 0, 255};
        int[] row = new int[4 * width];
        for (int x = 0; x < width; x++) {
            System.arraycopy(red, 0, row, 4 * x, 4);
        }
        for (int y = 0; y < height; y++) {
            raster.setPixels(0, y, width, 1, row);
        }
        byte[] plain = jpeg(new IIOImage(raster, null, null), 0.9f);
        byte[] adobe = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return spliceBehindStart(plain, adobe);
    }

    /** A JPEG that a phone took lying: stored as it is, told to be turned. */
    public static byte[] turnedJpeg(int width, int height, int orientation) {
        ByteArrayOutputStream app1 = new ByteArrayOutputStream();
        byte[] tiff = {
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        app1.write(0xFF);
        app1.write(0xE1);
        app1.write(0);
        app1.write(tiff.length + 2);
        app1.writeBytes(tiff);
        return spliceBehindStart(jpeg(width, height), app1.toByteArray());
    }

    public static byte[] truncated(byte[] file) {
        return Arrays.copyOf(file, file.length * 2 / 3);
    }

    public static byte[] animatedGif(int width, int height) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(redBlue(width, height, BufferedImage.TYPE_INT_RGB), null, null), null);
            writer.writeToSequence(
                    new IIOImage(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), null, null), null);
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** 80 x 60 pixels, all of one green. */
    public static byte[] webp() {
        return Base64.getDecoder().decode(WEBP);
    }

    /** A header that promises {@code width} x {@code height} pixels with next to nothing behind it. */
    public static byte[] bombPng(int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream h = new DataOutputStream(header);
            h.writeInt(width);
            h.writeInt(height);
            h.write(new byte[] {8, 2, 0, 0, 0});
            chunk(out, "IHDR", header.toByteArray());
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
                deflater.write(new byte[100_000]);
            }
            chunk(out, "IDAT", packed.toByteArray());
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] html() {
        return "\n<!DOCTYPE html><html><body>Please log in</body></html>"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    public static BufferedImage decode(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    public static byte[] spliceBehindStart(byte[] jpeg, byte[] segment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(segment);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    public static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] jpeg(IIOImage image, float quality) {
        ImageWriter writer = null;
        for (var all = ImageIO.getImageWritersByFormatName("jpeg"); all.hasNext(); ) {
            // the JDK's own takes rasters of four channels
            ImageWriter candidate = all.next();
            writer = candidate.getClass().getName().startsWith("com.sun.") ? candidate : writer;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static final String WEBP =
            "UklGRlYAAABXRUJQVlA4IEoAAABQBACdASpQADwAPm02mUmkIyKhIagAgA2JaQB2APwAAB3Lhw4cOHDhw1wAAP7tzt"
                    + "//+bArmuff7//9NI8aR40j5Vv+DCEhAAAAAA==";
}
