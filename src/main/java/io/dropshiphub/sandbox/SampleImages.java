package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.wire.WireReply;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Product pictures for demonstrations: every name gives its own colours. A few names are awkward on purpose: {@code
 * small} (300x200), {@code wide} (6000x1000), and {@code not-an-image.jpg}, which is a web page.
 */
final class SampleImages {

    private static final int SIDE = 1200;
    private static final int REMEMBERED = 200;
    private static final int MAX_NAME = 60;
    private static final byte[] PAGE =
            "<!doctype html><title>Not found</title><p>There is no picture here.".getBytes(StandardCharsets.UTF_8);

    private final Map<String, byte[]> painted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    WireReply reply(String file) {
        int dot = file.lastIndexOf('.');
        String name = dot < 0 ? file : file.substring(0, dot);
        String format = dot < 0 ? "" : file.substring(dot + 1);
        boolean jpeg = format.equals("jpg") || format.equals("jpeg");
        if (file.equals("not-an-image.jpg")) {
            return WireReply.of(200, WireReply.HTML, PAGE);
        }
        if (name.isEmpty() || name.length() > MAX_NAME || !jpeg && !format.equals("png")) {
            return WireReply.of(404, WireReply.HTML, PAGE);
        }
        byte[] bytes;
        synchronized (painted) {
            bytes = painted.computeIfAbsent(file, missing -> paint(name, jpeg ? "jpg" : "png"));
        }
        return WireReply.of(200, jpeg ? "image/jpeg" : "image/png", bytes);
    }

    private static byte[] paint(String name, String format) {
        int width = name.equals("small") ? 300 : name.equals("wide") ? 6000 : SIDE;
        int height = name.equals("small") ? 200 : name.equals("wide") ? 1000 : SIDE;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            float hue = Math.floorMod(name.hashCode(), 360) / 360f;
            canvas.setPaint(new GradientPaint(
                    0,
                    0,
                    Color.getHSBColor(hue, 0.25f, 1f),
                    width,
                    height,
                    Color.getHSBColor(hue + 0.2f, 0.75f, 0.85f)));
            canvas.fillRect(0, 0, width, height);
            int side = Math.min(width, height);
            for (int ring = 5; ring > 0; ring--) {
                int diameter = side * ring / 7;
                canvas.setColor(Color.getHSBColor(hue + 0.1f * ring, 0.6f, 0.95f));
                canvas.fillOval((width - diameter) / 2, (height - diameter) / 2, diameter, diameter);
            }
            label(canvas, name, width, height);
        } finally {
            canvas.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A machine without any font still paints the picture, only without its name. */
    private static void label(Graphics2D canvas, String name, int width, int height) {
        try {
            canvas.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(12, height / 16)));
            canvas.setColor(Color.DARK_GRAY);
            canvas.drawString(name, width / 20, height - height / 20);
        } catch (RuntimeException | LinkageError noFont) {
            canvas.fillRect(width / 20, height - height / 10, width / 3, height / 40);
        }
    }
}
