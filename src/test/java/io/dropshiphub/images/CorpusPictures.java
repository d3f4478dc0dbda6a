package io.dropshiphub.images;

import io.dropshiphub.images.codec.FirstFrame;
import io.dropshiphub.images.codec.ImageFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The corpus of awkward pictures by name: the kept files, and those that are made here because they are large or hostile. */
final class CorpusPictures {

    private static final Path KEPT = Path.of("src/test/resources/images/corpus");

    private CorpusPictures() {}

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(KEPT)) {
            files.filter(file -> !file.toString().endsWith(".md"))
                    .forEach(file -> all.put(file.getFileName().toString(), () -> read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.putAll(CorpusJpegs.all());
        addSizes(all);
        addBombs(all);
        addGifs(all);
        all.putAll(CorpusTiffs.all());
        return all;
    }

    /** Red and green above, blue and yellow below, a black box in the middle. */
    static BufferedImage quadrants(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
        for (int i = 0; i < 4; i++) {
            g.setColor(colours[i]);
            g.fillRect(i % 2 * (width / 2), i / 2 * (height / 2), width - width / 2, height - height / 2);
        }
        g.setColor(Color.BLACK);
        g.fillRect(width / 2 - width / 8, height / 2 - height / 8, width / 4, height / 4);
        g.dispose();
        return image;
    }

    static byte[] jpeg(int width, int height) {
        return Samples.encoded(quadrants(width, height), "jpeg");
    }

    static boolean at(byte[] file, int from, int... values) {
        for (int i = 0; i < values.length; i++) {
            if ((file[from + i] & 0xFF) != values[i]) {
                return false;
            }
        }
        return true;
    }

    private static void addSizes(Map<String, Supplier<byte[]>> all) {
        int[][] sizes = {
            {1, 1},
            {49, 49},
            {50, 50},
            {49, 800},
            {500, 500},
            {600, 600},
            {1000, 1000},
            {5000, 5000},
            {5001, 5001},
            {600, 500}
        };
        for (int[] size : sizes) {
            all.put("size-" + size[0] + "x" + size[1] + ".jpg", () -> jpeg(size[0], size[1]));
        }
        // so thin when fitted that quadrants would run into each other
        for (int[] size : new int[][] {{8000, 100}, {100, 8000}}) {
            all.put("size-" + size[0] + "x" + size[1] + ".jpg", () -> {
                BufferedImage image = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
                Graphics2D g = image.createGraphics();
                g.setColor(Color.RED);
                g.fillRect(0, 0, size[0], size[1]);
                g.dispose();
                return Samples.encoded(image, "jpeg");
            });
        }
    }

    private static void addBombs(Map<String, Supplier<byte[]>> all) {
        all.put("bomb-15000.png", () -> Samples.bombPng(15000, 15000));
        all.put("bomb-30000.png", () -> Samples.bombPng(30000, 30000));
        all.put("bomb-60-megapixels.png", () -> Samples.bombPng(10000, 6000));
        all.put("bomb-largest-sides.png", () -> Samples.bombPng(Integer.MAX_VALUE, Integer.MAX_VALUE));
        all.put("bomb-promises-5000.png", () -> Samples.bombPng(5000, 5000));
        all.put("bomb-30000.bmp", () -> patchedSize("bmp-24-bit.bmp", 18, 30000, 30000));
        all.put("bomb-lowest-height.bmp", () -> patchedSize("bmp-24-bit.bmp", 18, 96, Integer.MIN_VALUE));
        all.put("bomb-65535.gif", () -> {
            byte[] gif = kept("gif-interlaced.gif");
            Arrays.fill(gif, 6, 10, (byte) 0xFF);
            for (int at = 10; at < gif.length - 10; at++) {
                if (gif[at] == 0x2C) {
                    Arrays.fill(gif, at + 5, at + 9, (byte) 0xFF);
                }
            }
            return gif;
        });
        all.put("bomb-16384.webp", () -> {
            ByteBuffer file = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
            file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(32);
            file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
            // width and height less one, three bytes each
            return file.put(new byte[] {-1, 0x3F, 0, -1, 0x3F, 0}).array();
        });
    }

    private static byte[] patchedSize(String kept, int at, int width, int height) {
        byte[] file = kept(kept);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, width).putInt(at + 4, height);
        return file;
    }

    private static void addGifs(Map<String, Supplier<byte[]>> all) {
        byte[] gif = kept("gif-transparent.gif");
        all.put(
                "gif-and-script.gif",
                () -> joined(gif, "/*<script>*/=1;alert(1)//".getBytes(StandardCharsets.US_ASCII)));
        all.put("gif-screen-smaller-than-frame.gif", () -> patched(gif, 6, 8, 0, 8, 0));
        all.put("gif-screen-without-size.gif", () -> patched(gif, 6, 0, 0, 0, 0));
        int place = gifFrameAt(gif);
        all.put("gif-frame-half-outside.gif", () -> patched(gif, place + 1, 56, 0, 0, 0));
        all.put("gif-frame-outside.gif", () -> patched(gif, place + 1, 96, 0, 0, 0));
        all.put("gif-frame-far-outside.gif", () -> patched(gif, place + 1, 255, 255, 255, 255));
        all.put("gif-frame-without-size.gif", () -> patched(gif, place + 5, 0, 0));
        all.put("bomb-65535-screen.gif", () -> patched(gif, 6, 255, 255, 255, 255));
        byte[] webp = kept("webp-first-frame-smaller-than-canvas.webp");
        int webpPlace = new String(webp, StandardCharsets.ISO_8859_1).indexOf("ANMF") + 8;
        int webpPixels = new String(webp, StandardCharsets.ISO_8859_1).indexOf("VP8L") + 8;
        all.put("webp-frame-outside.webp", () -> patched(webp, webpPlace, 48));
        all.put("webp-frame-half-outside.webp", () -> patched(webp, webpPlace + 3, 18));
        all.put("webp-frame-of-two-sizes.webp", () -> patched(webp, webpPlace + 6, 15, 0, 0, 15, 0, 0));
        all.put("webp-frame-hides-bomb.webp", () -> patched(webp, webpPixels + 1, 255, 255, 255, 15));
        all.put("gif-cut.gif", () -> Arrays.copyOf(gif, gif.length - 150));
        all.put("gif-30000-frames.gif", () -> {
            byte[] first = kept("gif-animated.gif");
            // 8 x 8 pixels of colour 0 in one block of codes: clear, run, end
            byte[] frame = {
                0x2C,
                0,
                0,
                0,
                0,
                8,
                0,
                8,
                0,
                0,
                2,
                6,
                (byte) 0x84,
                (byte) 0x8F,
                (byte) 0xA9,
                (byte) 0xCB,
                (byte) 0xED,
                5,
                0
            };
            ByteArrayOutputStream many = new ByteArrayOutputStream();
            many.write(first, 0, first.length - 1);
            for (int i = 0; i < 30_000; i++) {
                many.writeBytes(frame);
            }
            many.write(0x3B);
            return many.toByteArray();
        });
    }

    private static int gifFrameAt(byte[] gif) {
        FirstFrame frame = FirstFrame.of(gif, ImageFormat.GIF).orElseThrow();
        int at = 0;
        while (!at(gif, at, 0x2C, frame.x(), 0, frame.y(), 0, frame.width(), 0, frame.height(), 0)) {
            at++;
        }
        return at;
    }

    static byte[] patched(byte[] file, int at, int... values) {
        byte[] copy = file.clone();
        for (int i = 0; i < values.length; i++) {
            copy[at + i] = (byte) values[i];
        }
        return copy;
    }

    static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    /** A kept file. */
    static byte[] kept(String name) {
        return read(KEPT.resolve(name));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
