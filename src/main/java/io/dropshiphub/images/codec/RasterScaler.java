package io.dropshiphub.images.codec;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/** Scales, turns and pads pictures of {@link BufferedImage#TYPE_3BYTE_BGR}; the results are of the same type. */
public final class RasterScaler {

    private static final int CHANNELS = 3;
    /** A whole share. Its square times 255 still is an int. */
    private static final int ONE = 1 << 11;

    private RasterScaler() {}

    /**
     * Scales to a size. Smaller: each pixel is the mean of what lies under it, to the fraction of a pixel. Larger in one
     * direction or both: bicubic.
     *
     * @return {@code image} itself when it has that size
     */
    public static BufferedImage scale(BufferedImage image, int width, int height) {
        if (image.getWidth() == width && image.getHeight() == height) {
            return image;
        }
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        if (width > image.getWidth() || height > image.getHeight()) {
            Graphics2D g = scaled.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.drawImage(image, 0, 0, width, height, null);
            g.dispose();
            return scaled;
        }
        shrink(image, scaled);
        return scaled;
    }

    /** The picture as it is to be looked at, by its EXIF orientation 1 to 8; {@code image} itself for 1. */
    public static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        int w = image.getWidth();
        int h = image.getHeight();
        boolean lying = orientation >= 5;
        BufferedImage turned = new BufferedImage(lying ? h : w, lying ? w : h, BufferedImage.TYPE_3BYTE_BGR);
        byte[] from = bytes(image);
        byte[] to = bytes(turned);
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int o = 0;
        for (int y = 0; y < turned.getHeight(); y++) {
            for (int x = 0; x < turned.getWidth(); x++, o += CHANNELS) {
                int sx = lying ? y : x;
                int sy = lying ? x : y;
                int at = ((fromBottom ? h - 1 - sy : sy) * w + (fromRight ? w - 1 - sx : sx)) * CHANNELS;
                to[o] = from[at];
                to[o + 1] = from[at + 1];
                to[o + 2] = from[at + 2];
            }
        }
        return turned;
    }

    /** The picture in the middle of a white canvas; {@code image} itself when it fills it. */
    public static BufferedImage onWhite(BufferedImage image, int width, int height) {
        if (image.getWidth() == width && image.getHeight() == height) {
            return image;
        }
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] to = bytes(canvas);
        Arrays.fill(to, (byte) 0xFF);
        byte[] from = bytes(image);
        int row = image.getWidth() * CHANNELS;
        int left = (width - image.getWidth()) / 2 * CHANNELS;
        int top = (height - image.getHeight()) / 2;
        for (int y = 0; y < image.getHeight(); y++) {
            System.arraycopy(from, y * row, to, (top + y) * width * CHANNELS + left, row);
        }
        return canvas;
    }

    private static void shrink(BufferedImage image, BufferedImage scaled) {
        Shares across = Shares.of(image.getWidth(), scaled.getWidth());
        Shares down = Shares.of(image.getHeight(), scaled.getHeight());
        byte[] from = bytes(image);
        byte[] to = bytes(scaled);
        int row = scaled.getWidth() * CHANNELS;
        int[] sums = new int[row];
        int[] narrow = new int[row];
        int ready = -1;
        for (int y = 0; y < scaled.getHeight(); y++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < down.counts[y]; i++) {
                int source = down.firsts[y] + i;
                // the last row of one result is often the first of the next
                if (source != ready) {
                    narrow(from, source * image.getWidth() * CHANNELS, across, narrow);
                    ready = source;
                }
                int share = down.weights[y][i];
                for (int x = 0; x < row; x++) {
                    sums[x] += narrow[x] * share;
                }
            }
            for (int x = 0; x < row; x++) {
                to[y * row + x] = (byte) ((sums[x] + ONE * ONE / 2) / (ONE * ONE));
            }
        }
    }

    private static void narrow(byte[] from, int start, Shares across, int[] to) {
        for (int x = 0, o = 0; o < to.length; x++, o += CHANNELS) {
            int first = 0;
            int second = 0;
            int third = 0;
            int at = start + across.firsts[x] * CHANNELS;
            for (int weight : across.weights[x]) {
                first += weight * (from[at] & 0xFF);
                second += weight * (from[at + 1] & 0xFF);
                third += weight * (from[at + 2] & 0xFF);
                at += CHANNELS;
            }
            to[o] = first;
            to[o + 1] = second;
            to[o + 2] = third;
        }
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    /** For each pixel of a shorter line, the pixels of the longer one under it and their shares, which add up to ONE. */
    private record Shares(int[] firsts, int[] counts, int[][] weights) {

        static Shares of(int length, int shorter) {
            int[] firsts = new int[shorter];
            int[] counts = new int[shorter];
            int[][] weights = new int[shorter][];
            double ratio = (double) length / shorter;
            for (int i = 0; i < shorter; i++) {
                double from = i * ratio;
                double to = Math.min(length, from + ratio);
                firsts[i] = (int) from;
                counts[i] = Math.max(1, (int) Math.ceil(to - 1e-9) - firsts[i]);
                weights[i] = new int[counts[i]];
                int left = ONE;
                for (int j = 0; j < counts[i] - 1; j++) {
                    double covered = Math.min(to, firsts[i] + j + 1) - Math.max(from, firsts[i] + j);
                    weights[i][j] = (int) Math.round(covered / ratio * ONE);
                    left -= weights[i][j];
                }
                weights[i][counts[i] - 1] = left;
            }
            return new Shares(firsts, counts, weights);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
