package io.dropshiphub.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Hostile TIFFs: a grey picture of 96 x 64 in one strip, with one thing wrong. */
final class CorpusTiffs {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int SUB_DIRECTORY = 330;
    private static final int EXIF_DIRECTORY = 34665;

    private CorpusTiffs() {}

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> all = new HashMap<>();
        for (int i = 1; i <= 8; i++) {
            int orientation = i;
            all.put("tiff-orientation-" + i + ".tif", () -> tiff(0, Map.of(ORIENTATION, orientation)));
        }
        all.put("tiff-hostile-60-megapixels.tif", () -> tiff(0, Map.of(WIDTH, 10000, HEIGHT, 6000)));
        all.put("tiff-hostile-sides.tif", () -> tiff(0, Map.of(WIDTH, -1, HEIGHT, -1)));
        all.put("tiff-hostile-tile.tif", () -> tiff(0, Map.of(TILE_WIDTH, 1 << 20, TILE_HEIGHT, 1 << 20)));
        all.put("tiff-hostile-channels.tif", () -> tiff(0, Map.of(SAMPLES, 65000, BITS, 16)));
        all.put("tiff-hostile-bits.tif", () -> tiff(0, Map.of(BITS, 1 << 30)));
        all.put("tiff-hostile-strip-outside.tif", () -> tiff(0, Map.of(STRIP_OFFSETS, 1 << 30)));
        all.put("tiff-hostile-strip-length.tif", () -> tiff(0, Map.of(STRIP_BYTES, -1)));
        all.put("tiff-hostile-no-size.tif", () -> tiff(0, Map.of(WIDTH, 0)));
        all.put("tiff-hostile-packing.tif", () -> tiff(0, Map.of(COMPRESSION, 34712)));
        all.put("tiff-hostile-fake-jpeg.tif", () -> tiff(0, Map.of(COMPRESSION, 7)));
        all.put("tiff-hostile-page-loop.tif", () -> tiff(8, Map.of()));
        all.put("tiff-hostile-sub-directory-loop.tif", () -> tiff(0, Map.of(SUB_DIRECTORY, 8, EXIF_DIRECTORY, 8)));
        all.put("tiff-hostile-count.tif", () -> {
            byte[] file = tiff(0, Map.of());
            // the number of strips, in the directory's sixth entry
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(10 + 5 * 12 + 4, 1 << 28);
            return file;
        });
        all.put("tiff-hostile-directory-outside.tif", () -> {
            byte[] file = tiff(0, Map.of());
            Arrays.fill(file, 4, 8, (byte) 0xFF);
            return file;
        });
        return all;
    }

    /** Little-endian; four greys, darkest in the upper left and brightest in the lower right, a black box in the middle. */
    private static byte[] tiff(int nextDirectory, Map<Integer, Integer> changed) {
        Map<Integer, Integer> tags = new TreeMap<>(Map.of(
                WIDTH, 96, HEIGHT, 64, BITS, 8, COMPRESSION, 1, PHOTOMETRIC, 1, SAMPLES, 1, STRIP_BYTES, 96 * 64));
        tags.put(STRIP_OFFSETS, 0);
        tags.putAll(changed);
        int pixels = 10 + 12 * tags.size() + 4;
        tags.computeIfPresent(STRIP_OFFSETS, (tag, at) -> at == 0 ? pixels : at);
        ByteBuffer file = ByteBuffer.allocate(pixels + 96 * 64).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) tags.size());
        tags.forEach((tag, value) ->
                file.putShort(tag.shortValue()).putShort((short) 4).putInt(1).putInt(value));
        file.putInt(nextDirectory);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 96; x++) {
                boolean box = Math.abs(x - 48) < 12 && Math.abs(y - 32) < 8;
                file.put((byte) (box ? 0 : 20 + (x < 48 ? 0 : 70) + (y < 32 ? 0 : 140)));
            }
        }
        return file.array();
    }
}
