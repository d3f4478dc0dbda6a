package io.dropshiphub.bench;

import java.awt.image.BufferedImage;

/** How much a picture is like the one it should be, in brightness. Both have the same size. */
final class Likeness {

    private static final int WINDOW = 8;
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    private Likeness() {}

    /** Signal to noise in decibels: 40 is hard to tell apart, 30 is seen. */
    static double psnr(BufferedImage one, BufferedImage other) {
        double squares = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                squares += Math.pow(light(one, x, y) - light(other, x, y), 2);
            }
        }
        double mean = squares / one.getWidth() / one.getHeight();
        return 10 * Math.log10(255 * 255 / Math.max(mean, 1e-9));
    }

    /** Structural similarity, 1 for the same, over windows of 8 x 8. */
    static double ssim(BufferedImage one, BufferedImage other) {
        double sum = 0;
        int windows = 0;
        for (int y = 0; y + WINDOW <= one.getHeight(); y += WINDOW / 2) {
            for (int x = 0; x + WINDOW <= one.getWidth(); x += WINDOW / 2) {
                sum += window(one, other, x, y);
                windows++;
            }
        }
        return sum / windows;
    }

    /** Area average of a whole picture, to the fraction of a pixel: what a reduced one should look like. */
    static BufferedImage reduced(BufferedImage whole, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        double across = (double) whole.getWidth() / width;
        double down = (double) whole.getHeight() / height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result.setRGB(x, y, mean(whole, x * across, (x + 1) * across, y * down, (y + 1) * down));
            }
        }
        return result;
    }

    private static int mean(BufferedImage whole, double left, double right, double top, double bottom) {
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int y = (int) top; y < Math.min(whole.getHeight(), Math.ceil(bottom)); y++) {
            double rows = Math.min(y + 1, bottom) - Math.max(y, top);
            for (int x = (int) left; x < Math.min(whole.getWidth(), Math.ceil(right)); x++) {
                double share = rows * (Math.min(x + 1, right) - Math.max(x, left));
                int rgb = whole.getRGB(x, y);
                red += share * (rgb >> 16 & 0xFF);
                green += share * (rgb >> 8 & 0xFF);
                blue += share * (rgb & 0xFF);
            }
        }
        double area = (right - left) * (bottom - top);
        return (int) Math.round(red / area) << 16 | (int) Math.round(green / area) << 8 | (int) Math.round(blue / area);
    }

    private static double window(BufferedImage one, BufferedImage other, int left, int top) {
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int y = top; y < top + WINDOW; y++) {
            for (int x = left; x < left + WINDOW; x++) {
                double p = light(one, x, y);
                double q = light(other, x, y);
                a += p;
                b += q;
                aa += p * p;
                bb += q * q;
                ab += p * q;
            }
        }
        int n = WINDOW * WINDOW;
        double meanA = a / n;
        double meanB = b / n;
        double covariance = ab / n - meanA * meanB;
        double variances = aa / n - meanA * meanA + bb / n - meanB * meanB;
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (variances + C2));
    }

    private static double light(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        return 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
    }
}
