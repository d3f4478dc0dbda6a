package io.dropshiphub.images;

import io.dropshiphub.images.codec.JpegStructure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** JPEGs that lie on their side, are damaged somewhere, or only look so. */
final class CorpusJpegs {

    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    private CorpusJpegs() {}

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> all = new TreeMap<>();
        addExif(all);
        addBroken(all);
        return all;
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
                CorpusPictures.jpeg(96, 64), segment.put(name).put(exif).array());
    }

    private static void addBroken(Map<String, Supplier<byte[]>> all) {
        Supplier<byte[]> whole = () -> CorpusPictures.jpeg(600, 600);
        all.put("jpeg-cut-behind-signature.jpg", () -> Arrays.copyOf(whole.get(), 4));
        all.put("jpeg-cut-in-tables.jpg", () -> Arrays.copyOf(whole.get(), 60));
        all.put("jpeg-cut-in-the-middle.jpg", () -> Arrays.copyOf(whole.get(), whole.get().length / 2));
        all.put("jpeg-cut-near-the-end.jpg", () -> Arrays.copyOf(whole.get(), whole.get().length - 200));
        all.put("jpeg-only-end-marker-missing.jpg", () -> Arrays.copyOf(whole.get(), whole.get().length - 2));
        all.put("jpeg-end-marker-in-the-middle.jpg", () -> CorpusPictures.joined(half(whole.get()), END));
        all.put("jpeg-data-missing-in-the-middle.jpg", () -> {
            byte[] file = whole.get();
            return CorpusPictures.joined(half(file), Arrays.copyOfRange(file, file.length / 2 + 300, file.length));
        });
        all.put("jpeg-data-overwritten-in-the-middle.jpg", () -> {
            byte[] file = whole.get();
            Arrays.fill(file, file.length / 2, file.length / 2 + 300, (byte) 0x55);
            return file;
        });
        all.put("jpeg-last-bytes-missing-600.jpg", () -> {
            byte[] file = whole.get();
            return CorpusPictures.joined(Arrays.copyOf(file, file.length - 4), END);
        });
        all.put("jpeg-bytes-too-many-before-end-600.jpg", () -> {
            byte[] file = whole.get();
            return CorpusPictures.joined(
                    Arrays.copyOf(file, file.length - 2), CorpusPictures.joined(new byte[300], END));
        });
        all.put("jpeg-private-data-600.jpg", () -> PrivateSamples.jpeg(whole.get()));
        Supplier<byte[]> progressive = () -> CorpusPictures.kept("jpeg-progressive-600.jpg");
        all.put("jpeg-progressive-only-end-marker-missing.jpg", () -> {
            byte[] file = progressive.get();
            return Arrays.copyOf(file, file.length - 2);
        });
        all.put("jpeg-progressive-cut-between-scans.jpg", () -> {
            byte[] file = progressive.get();
            return Arrays.copyOf(file, lastScanAt(file));
        });
        all.put(
                "jpeg-progressive-end-marker-in-the-middle.jpg",
                () -> CorpusPictures.joined(half(progressive.get()), END));
        all.put("jpeg-20-scans-600.jpg", () -> repeatedScans(progressive.get(), 20));
        all.put("jpeg-21-scans-600.jpg", () -> repeatedScans(progressive.get(), 21));
        all.put("jpeg-without-picture.jpg", () -> new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9});
        all.put("jpeg-trailing-garbage-600.jpg", () -> CorpusPictures.joined(whole.get(), new byte[5000]));
        all.put("jpeg-larger-header-in-front.jpg", () -> Samples.spliceBehindStart(whole.get(), frame(60000, 60000)));
        all.put("jpeg-height-left-open.jpg", () -> CorpusPictures.patched(whole.get(), frameAt(whole.get()) + 5, 0, 0));
        all.put("jpeg-60-megapixels.jpg", () -> {
            byte[] file = whole.get();
            return CorpusPictures.patched(file, frameAt(file) + 5, 6000 >> 8, 6000 & 0xFF, 10000 >> 8, 10000 & 0xFF);
        });
        all.put("jpeg-5000-scans.jpg", () -> {
            byte[] file = CorpusPictures.kept("jpeg-progressive.jpg");
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

    private static byte[] half(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    /** Repeats the scan that brings the mean colours to their last bit: it changes nothing a second time. */
    private static byte[] repeatedScans(byte[] progressive, int scans) {
        int before = JpegStructure.of(progressive).orElseThrow().scans();
        int from = 0;
        // three components, coefficients 0 to 0, from bit 1 to bit 0
        while (!(CorpusPictures.at(progressive, from, 0xFF, 0xDA, 0, 12, 3)
                && CorpusPictures.at(progressive, from + 11, 0, 0, 0x10))) {
            from++;
        }
        int to = from + 14;
        while (!(CorpusPictures.at(progressive, to, 0xFF) && progressive[to + 1] != 0)) {
            to++;
        }
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(progressive, 0, to);
        for (int i = before; i < scans; i++) {
            many.write(progressive, from, to - from);
        }
        many.write(progressive, to, progressive.length - to);
        return many.toByteArray();
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
}
