package io.dropshiphub.images.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEGs as cameras, phones, printers' tools and old programs write them. */
public final class JpegSamples {

    private JpegSamples() {}

    /** Waves and noise: every place has another colour. */
    public static BufferedImage photo(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random noise = new Random(5);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int grain = noise.nextInt(20);
                int red = (int) (110 + 100 * Math.sin(x * 0.02)) + grain;
                int green = (int) (110 + 100 * Math.cos(y * 0.03)) + grain;
                int blue = (int) (110 + 100 * Math.sin((x + y) * 0.01)) + grain;
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    public static byte[] of(BufferedImage image, boolean progressive) {
        return write(new IIOImage(image, null, null), progressive);
    }

    /** The channels as given, without conversion and without any marker that says what they are. */
    public static byte[] raw(int width, int height, int... channels) {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, channels.length, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, channels);
            }
        }
        return write(new IIOImage(raster, null, null), false);
    }

    /** Tells what raw channels are, as Adobe does: 0 for RGB or CMYK, 1 for YCbCr, 2 for YCCK. */
    public static byte[] withAdobe(byte[] jpeg, int transform) {
        return with(jpeg, 0xEE, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform});
    }

    public static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] data = new byte[profile.length + 14];
        byte[] name = "ICC_PROFILE\0\1\1".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        System.arraycopy(name, 0, data, 0, name.length);
        System.arraycopy(profile, 0, data, name.length, profile.length);
        return with(jpeg, 0xE2, data);
    }

    private static byte[] with(byte[] jpeg, int marker, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(marker);
        out.write(data.length + 2 >> 8);
        out.write(data.length + 2);
        out.writeBytes(data);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static byte[] write(IIOImage image, boolean progressive) {
        ImageWriter writer = null;
        for (var all = ImageIO.getImageWritersByFormatName("jpeg"); all.hasNext(); ) {
            // the JDK's own takes rasters of any number of channels
            ImageWriter candidate = all.next();
            writer = candidate.getClass().getName().startsWith("com.sun.") ? candidate : writer;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.95f);
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
