package io.dropshiphub.images.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first directory of a TIFF file, or of the TIFF block that EXIF is: numbers by tag, read without believing any offset
 * or count (TIFF 6.0, section 2).
 */
public final class TiffDirectory {

    public static final int WIDTH = 256;
    public static final int HEIGHT = 257;
    public static final int BITS = 258;
    public static final int COMPRESSION = 259;
    public static final int STRIP_OFFSETS = 273;
    public static final int ORIENTATION = 274;
    public static final int SAMPLES = 277;
    public static final int STRIP_BYTES = 279;
    public static final int TILE_WIDTH = 322;
    public static final int TILE_HEIGHT = 323;
    public static final int TILE_OFFSETS = 324;
    public static final int TILE_BYTES = 325;

    private static final int ENTRY_BYTES = 12;
    /** More strips than any picture has; what programs add under higher tags may be longer. */
    private static final int MAX_NUMBERS = 1_000_000;
    /** Bytes of a value by its type, 1 to 12. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private record Entry(int type, long count, long at) {}

    private final byte[] b;
    private final int from;
    private final int to;
    private final boolean little;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private long next;
    private boolean sound = true;

    private TiffDirectory(byte[] b, int from, int to) {
        this.b = b;
        this.from = from;
        this.to = to;
        this.little = b[from] == 'I';
    }

    /** The directory of the block that fills {@code from} to {@code to}; empty when there is none inside. */
    public static Optional<TiffDirectory> of(byte[] b, int from, int to) {
        if (from + 8 > to) {
            return Optional.empty();
        }
        TiffDirectory directory = new TiffDirectory(b, from, to);
        return directory.readEntries() ? Optional.of(directory) : Optional.empty();
    }

    private boolean readEntries() {
        long at = from + number(from + 4, 4);
        if (at + 2 > to) {
            return false;
        }
        long count = number(at, 2);
        for (int i = 0; i < count; i++) {
            long entry = at + 2 + (long) ENTRY_BYTES * i;
            if (entry + ENTRY_BYTES > to) {
                sound = false;
                return true;
            }
            read(entry);
        }
        long pointer = at + 2 + count * ENTRY_BYTES;
        next = pointer + 4 <= to ? pointer : 0;
        return true;
    }

    private void read(long entry) {
        int type = (int) number(entry + 2, 2);
        long count = number(entry + 4, 4);
        long bytes = type < TYPE_BYTES.length ? TYPE_BYTES[type] * count : 0;
        long at = bytes <= 4 ? entry + 8 : from + number(entry + 8, 4);
        int tag = (int) number(entry, 2);
        if (at + bytes > to || tag <= TILE_BYTES && count > MAX_NUMBERS) {
            sound = false;
        } else {
            entries.putIfAbsent(tag, new Entry(type, count, at));
        }
    }

    /** Whether everything the directory speaks of lies inside the block. */
    public boolean isSound() {
        return sound;
    }

    /** The first number under {@code tag}; {@code otherwise} when there is none. */
    public long value(int tag, long otherwise) {
        long[] all = values(tag);
        return all.length == 0 ? otherwise : all[0];
    }

    /** The numbers under {@code tag}; none when they are of another type than whole numbers. */
    public long[] values(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type() != BYTE && entry.type() != SHORT && entry.type() != LONG) {
            return new long[0];
        }
        long[] values = new long[(int) entry.count()];
        int size = TYPE_BYTES[entry.type()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(entry.at() + (long) size * i, size);
        }
        return values;
    }

    /** The EXIF orientation, 1 to 8; {@code otherwise} when there is none. */
    public int orientation(int otherwise) {
        long value = value(ORIENTATION, otherwise);
        return value >= 1 && value <= 8 ? (int) value : otherwise;
    }

    /** The block's bytes as a file of which this directory is the last: further pages are nobody's business. */
    public byte[] withoutFurtherPages() {
        if (next == 0 || number(next, 4) == 0) {
            return b;
        }
        byte[] one = b.clone();
        Arrays.fill(one, (int) next, (int) next + 4, (byte) 0);
        return one;
    }

    private long number(long at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | b[(int) (little ? at + size - 1 - i : at + i)] & 0xFF;
        }
        return value;
    }
}
