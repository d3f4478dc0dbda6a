package io.dropshiphub.images.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Reduces a picture by a whole number while its rows come in, so that the large picture never exists: every pixel of the result
 * is the mean of {@code step} x {@code step} pixels. At the right and lower edge the last ones may be the mean of fewer.
 */
final class BoxAverage {

    private static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final int step;
    private final BufferedImage reduced;
    private final byte[] bgr;
    private final int[] sums;
    private int next;

    /** Takes {@code height} rows of {@code width} pixels. */
    BoxAverage(int width, int height, int step) {
        this.width = width;
        this.height = height;
        this.step = step;
        reduced =
                new BufferedImage((width + step - 1) / step, (height + step - 1) / step, BufferedImage.TYPE_3BYTE_BGR);
        bgr = ((DataBufferByte) reduced.getRaster().getDataBuffer()).getData();
        sums = new int[CHANNELS * reduced.getWidth()];
    }

    /**
     * Adds the next row. A progressive picture is delivered several times, each time better: row 0 starts anew.
     *
     * @param samples red, green, blue of each pixel, or its grey, one byte each
     * @param channels 3, or 1 for grey
     */
    void add(int y, byte[] samples, int channels) {
        if (y == 0) {
            next = 0;
            java.util.Arrays.fill(sums, 0);
        }
        if (y != next++) {
            throw new IllegalStateException("row " + y + " out of order");
        }
        if (step == 1) {
            copy(samples, channels, y * width * CHANNELS);
            return;
        }
        if (channels == 1) {
            sumGrey(samples);
        } else {
            sumColour(samples);
        }
        if (next % step == 0 || next == height) {
            mean(y / step, next - y / step * step);
        }
    }

    /** The reduced picture; only once every row has been there. */
    BufferedImage image() {
        if (next != height) {
            throw new IllegalStateException(next + " of " + height + " rows");
        }
        return reduced;
    }

    private void copy(byte[] samples, int channels, int to) {
        int green = channels / 2;
        int blue = channels - 1;
        for (int at = 0, o = to; at < width * channels; at += channels, o += CHANNELS) {
            bgr[o] = samples[at + blue];
            bgr[o + 1] = samples[at + green];
            bgr[o + 2] = samples[at];
        }
    }

    private void sumColour(byte[] rgb) {
        int whole = width / step * step * CHANNELS;
        int o =
                switch (step) {
                    case 2 -> sumPairs(rgb, whole);
                    case 3 -> sumThrees(rgb, whole);
                    case 4 -> sumFours(rgb, whole);
                    default -> sumMany(rgb, 0, whole, 0);
                };
        sumMany(rgb, whole, width * CHANNELS, o);
    }

    private int sumMany(byte[] rgb, int from, int end, int to) {
        int o = to;
        for (int at = from; at < end; o += CHANNELS) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int stop = Math.min(end, at + step * CHANNELS); at < stop; at += CHANNELS) {
                red += rgb[at] & 0xFF;
                green += rgb[at + 1] & 0xFF;
                blue += rgb[at + 2] & 0xFF;
            }
            sums[o] += blue;
            sums[o + 1] += green;
            sums[o + 2] += red;
        }
        return o;
    }

    // the usual steps without an inner loop: a third of the time for pictures of phones

    private int sumPairs(byte[] rgb, int end) {
        int o = 0;
        for (int at = 0; at < end; at += 6, o += CHANNELS) {
            sums[o] += (rgb[at + 2] & 0xFF) + (rgb[at + 5] & 0xFF);
            sums[o + 1] += (rgb[at + 1] & 0xFF) + (rgb[at + 4] & 0xFF);
            sums[o + 2] += (rgb[at] & 0xFF) + (rgb[at + 3] & 0xFF);
        }
        return o;
    }

    private int sumThrees(byte[] rgb, int end) {
        int o = 0;
        for (int at = 0; at < end; at += 9, o += CHANNELS) {
            sums[o] += (rgb[at + 2] & 0xFF) + (rgb[at + 5] & 0xFF) + (rgb[at + 8] & 0xFF);
            sums[o + 1] += (rgb[at + 1] & 0xFF) + (rgb[at + 4] & 0xFF) + (rgb[at + 7] & 0xFF);
            sums[o + 2] += (rgb[at] & 0xFF) + (rgb[at + 3] & 0xFF) + (rgb[at + 6] & 0xFF);
        }
        return o;
    }

    private int sumFours(byte[] rgb, int end) {
        int o = 0;
        for (int at = 0; at < end; at += 12, o += CHANNELS) {
            sums[o] += (rgb[at + 2] & 0xFF) + (rgb[at + 5] & 0xFF) + (rgb[at + 8] & 0xFF) + (rgb[at + 11] & 0xFF);
            sums[o + 1] += (rgb[at + 1] & 0xFF) + (rgb[at + 4] & 0xFF) + (rgb[at + 7] & 0xFF) + (rgb[at + 10] & 0xFF);
            sums[o + 2] += (rgb[at] & 0xFF) + (rgb[at + 3] & 0xFF) + (rgb[at + 6] & 0xFF) + (rgb[at + 9] & 0xFF);
        }
        return o;
    }

    private void sumGrey(byte[] grey) {
        for (int at = 0, o = 0; at < width; o += CHANNELS) {
            int sum = 0;
            for (int stop = Math.min(width, at + step); at < stop; at++) {
                sum += grey[at] & 0xFF;
            }
            sums[o] += sum;
            sums[o + 1] += sum;
            sums[o + 2] += sum;
        }
    }

    private void mean(int row, int rows) {
        int to = row * sums.length;
        int whole = step * rows;
        int last = sums.length - CHANNELS;
        int lastPixels = (width - last / CHANNELS * step) * rows;
        for (int i = 0; i < sums.length; i++) {
            int pixels = i < last ? whole : lastPixels;
            bgr[to + i] = (byte) ((sums[i] + pixels / 2) / pixels);
            sums[i] = 0;
        }
    }
}
