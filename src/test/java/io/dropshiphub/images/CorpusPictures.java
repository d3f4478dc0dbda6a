package io.dropshiphub.images;

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
        addExif(all);
        addBrokenJpegs(all);
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

    private static void addExif(Map<String, Supplier<byte[]>> all) {
        for (int i = 1; i <= 9; i++) {
            int orientation = i;
            all.put("exif-big-endian-" + i + ".jpg", () -> turned(exif(orientation, 3, 1, ByteOrder.BIG_ENDIAN)));
            all.put("exif-little-endian-" + i + ".jpg", () -> turned(exif(orientation, 3, 1, ByteOrder.LITTLE_ENDIAN)));
        }
        all.put("exif-number-too-long-6.jpg", () -> turned(exif(6, 4, 1, ByteOrder.BIG_ENDIAN)));
        all.put("exif-empty.jpg", () -> turned(new byte[0]));
        all.put("exif-cut.jpg", () -> turned(Arrays.copyOf(exif(6, 3, 1, ByteOrder.BIG_ENDIAN), 12)));
        all.put("exif-promises-more-entries.jpg", () -> turned(exif(6, 3, 9000, ByteOrder.BIG_ENDIAN)));
        all.put("exif-directory-outside.jpg", () -> {
            byte[] exif = exif(6, 3, 1, ByteOrder.BIG_ENDIAN);
            exif[4] = (byte) 0xFF;
            return turned(exif);
        });
    }

    private static byte[] exif(int orientation, int type, int entries, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 42).putInt(8).putShort((short) entries);
        tiff.putShort((short) 0x0112).putShort((short) type).putInt(1);
        return (type == 3 ? tiff.putShort((short) orientation) : tiff.putInt(orientation)).array();
    }

    private static byte[] turned(byte[] exif) {
        byte[] name = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer segment = ByteBuffer.allocate(4 + name.length + exif.length);
        segment.putShort((short) 0xFFE1).putShort((short) (2 + name.length + exif.length));
        return Samples.spliceBehindStart(
                jpeg(96, 64), segment.put(name).put(exif).array());
    }

    private static void addBrokenJpegs(Map<String, Supplier<byte[]>> all) {
        Supplier<byte[]> whole = () -> jpeg(600, 600);
        all.put("jpeg-cut-behind-signature.jpg", () -> Arrays.copyOf(whole.get(), 4));
        all.put("jpeg-cut-in-tables.jpg", () -> Arrays.copyOf(whole.get(), 60));
        all.put("jpeg-cut-in-the-middle.jpg", () -> Arrays.copyOf(whole.get(), whole.get().length / 2));
        all.put("jpeg-cut-near-the-end.jpg", () -> Arrays.copyOf(whole.get(), whole.get().length - 200));
        all.put("jpeg-only-end-marker-missing.jpg", () -> Arrays.copyOf(whole.get(), whole.get().length - 2));
        all.put("jpeg-without-picture.jpg", () -> new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9});
        all.put("jpeg-trailing-garbage-600.jpg", () -> joined(whole.get(), new byte[5000]));
        all.put("jpeg-larger-header-in-front.jpg", () -> Samples.spliceBehindStart(whole.get(), frame(60000, 60000)));
        all.put("jpeg-height-left-open.jpg", () -> patched(whole.get(), frameAt(whole.get()) + 5, 0, 0));
        all.put("jpeg-60-megapixels.jpg", () -> {
            byte[] file = whole.get();
            return patched(file, frameAt(file) + 5, 6000 >> 8, 6000 & 0xFF, 10000 >> 8, 10000 & 0xFF);
        });
        all.put("jpeg-5000-scans.jpg", () -> {
            byte[] file = read(KEPT.resolve("jpeg-progressive.jpg"));
            int scan = lastScanAt(file);
            ByteArrayOutputStream many = new ByteArrayOutputStream();
            many.write(file, 0, scan);
            for (int i = 0; i < 5000; i++) {
                many.write(file, scan, file.length - 2 - scan);
            }
            many.write(file, file.length - 2, 2);
            return many.toByteArray();
        });
    }

    private static byte[] frame(int width, int height) {
        ByteBuffer frame = ByteBuffer.allocate(19).putShort((short) 0xFFC0).putShort((short) 17);
        frame.put((byte) 8).putShort((short) height).putShort((short) width);
        return frame.put(new byte[] {3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1}).array();
    }

    private static int frameAt(byte[] jpeg) {
        int at = 0;
        while (!(jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0)) {
            at++;
        }
        return at;
    }

    private static int lastScanAt(byte[] jpeg) {
        int at = jpeg.length - 2;
        while (!(jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xDA)) {
            at--;
        }
        return at;
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
            byte[] gif = read(KEPT.resolve("gif-interlaced.gif"));
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
        byte[] file = read(KEPT.resolve(kept));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, width).putInt(at + 4, height);
        return file;
    }

    private static void addGifs(Map<String, Supplier<byte[]>> all) {
        byte[] gif = read(KEPT.resolve("gif-transparent.gif"));
        all.put(
                "gif-and-script.gif",
                () -> joined(gif, "/*<script>*/=1;alert(1)//".getBytes(StandardCharsets.US_ASCII)));
        all.put("gif-cut.gif", () -> Arrays.copyOf(gif, gif.length - 150));
        all.put("gif-30000-frames.gif", () -> {
            byte[] first = read(KEPT.resolve("gif-animated.gif"));
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

    private static byte[] patched(byte[] file, int at, int... values) {
        byte[] copy = file.clone();
        for (int i = 0; i < values.length; i++) {
            copy[at + i] = (byte) values[i];
        }
        return copy;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
