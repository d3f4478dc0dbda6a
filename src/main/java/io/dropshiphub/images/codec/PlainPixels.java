package io.dropshiphub.images.codec;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Arrays;

/** The pixels of a picture of whatever kind, as red, green and blue of 8 bits on white. */
final class PlainPixels {

    /** Red, green and blue. */
    static final int CHANNELS = 3;

    private static final int FULL = 255;
    private static final ColorModel RGB = new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);

    private final BufferedImage image;
    private final int width;

    PlainPixels(BufferedImage image) {
        this.image = image;
        this.width = image.getWidth();
    }

    /** Hands all rows to {@code average}, from the top. */
    void rows(BoxAverage average) {
        Rows rows = rows();
        byte[] rgb = new byte[width * CHANNELS];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, rgb);
            average.add(y, rgb, CHANNELS);
        }
    }

    /** Hands the rows of the screen to {@code average} on which the picture lies: white, and what of the picture is inside. */
    void rowsOnScreen(BoxAverage average, FirstFrame frame) {
        Rows rows = rows();
        byte[] rgb = new byte[width * CHANNELS];
        byte[] screen = new byte[frame.screenWidth() * CHANNELS];
        int left = Math.min(frame.x(), frame.screenWidth()) * CHANNELS;
        int shown = Math.min(rgb.length, screen.length - left);
        for (int y = 0; y < frame.screenHeight(); y++) {
            Arrays.fill(screen, (byte) FULL);
            int inside = y - frame.y();
            if (inside >= 0 && inside < image.getHeight()) {
                rows.read(inside, rgb);
                System.arraycopy(rgb, 0, screen, left, shown);
            }
            average.add(y, screen, CHANNELS);
        }
    }

    /**
     * The pixels in the order in which the JPEG writer takes them without looking at each: a copy.
     *
     * @param image of TYPE_3BYTE_BGR
     */
    static BufferedImage inWritingOrder(BufferedImage image) {
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < bgr.length; i += CHANNELS) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        int width = image.getWidth();
        return new BufferedImage(
                RGB,
                Raster.createInterleavedRaster(
                        new DataBufferByte(rgb, rgb.length),
                        width,
                        image.getHeight(),
                        width * CHANNELS,
                        CHANNELS,
                        new int[] {0, 1, 2},
                        new Point()),
                false,
                null);
    }

    private interface Rows {
        void read(int y, byte[] rgb);
    }

    private Rows rows() {
        ColorModel colours = image.getColorModel();
        boolean components = colours instanceof ComponentColorModel
                && image.getSampleModel() instanceof ComponentSampleModel
                && !colours.isAlphaPremultiplied();
        int depth = colours.getComponentSize(0);
        boolean integers = colours.getTransferType() == DataBuffer.TYPE_BYTE
                || colours.getTransferType() == DataBuffer.TYPE_USHORT;
        boolean grey = colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        if (components && integers && (grey || colours.getColorSpace().isCS_sRGB())) {
            boolean bytes = depth == 8 && colours.getTransferType() == DataBuffer.TYPE_BYTE;
            return bytes ? bytes(grey, colours.hasAlpha()) : samples(grey, colours.hasAlpha(), (1 << depth) - 1);
        }
        if (!colours.getColorSpace().isCS_sRGB() && !grey) {
            BufferedImage screen = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_ARGB);
            return packed(new ColorConvertOp(null).filter(image, screen));
        }
        return packed(image);
    }

    private Rows bytes(boolean grey, boolean alpha) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int green = grey ? 0 : 1;
        int blue = grey ? 0 : 2;
        byte[] row = new byte[width * bands];
        return (y, rgb) -> {
            raster.getDataElements(0, y, width, 1, row);
            for (int at = 0, o = 0; o < rgb.length; at += bands, o += CHANNELS) {
                int opacity = alpha ? row[at + bands - 1] & FULL : FULL;
                if (opacity == FULL) {
                    rgb[o] = row[at];
                    rgb[o + 1] = row[at + green];
                    rgb[o + 2] = row[at + blue];
                } else {
                    rgb[o] = onWhite(row[at] & FULL, opacity);
                    rgb[o + 1] = onWhite(row[at + green] & FULL, opacity);
                    rgb[o + 2] = onWhite(row[at + blue] & FULL, opacity);
                }
            }
        };
    }

    /** Other depths. Grey is taken as it is: the JDK would brighten it, it takes it for linear light. */
    private Rows samples(boolean grey, boolean alpha, int max) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        return (y, rgb) -> {
            raster.getPixels(0, y, width, 1, row);
            for (int at = 0, o = 0; o < rgb.length; at += bands, o += CHANNELS) {
                int opacity = alpha ? eight(row[at + bands - 1], max) : FULL;
                rgb[o] = onWhite(eight(row[at], max), opacity);
                rgb[o + 1] = grey ? rgb[o] : onWhite(eight(row[at + 1], max), opacity);
                rgb[o + 2] = grey ? rgb[o] : onWhite(eight(row[at + 2], max), opacity);
            }
        };
    }

    /** Palettes, packed pixels and everything else that the JDK can tell the colour of. */
    private Rows packed(BufferedImage from) {
        int[] row = new int[width];
        return (y, rgb) -> {
            from.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0, o = 0; x < width; x++, o += CHANNELS) {
                int argb = row[x];
                rgb[o] = onWhite(argb >> 16 & FULL, argb >>> 24);
                rgb[o + 1] = onWhite(argb >> 8 & FULL, argb >>> 24);
                rgb[o + 2] = onWhite(argb & FULL, argb >>> 24);
            }
        };
    }

    private static int eight(int sample, int max) {
        return (int) (((long) sample * FULL + max / 2) / max);
    }

    private static byte onWhite(int colour, int opacity) {
        return (byte) (opacity == FULL ? colour : FULL + ((colour - FULL) * opacity - FULL / 2) / FULL);
    }
}
