package io.dropshiphub.intake.read;

/**
 * Remembers on which line a key was first seen: 64-bit hashes in open addressing, so that a million keys take about 32 MB
 * and not a million strings. Two different keys with one hash would need about four billion rows to be likely.
 */
final class SkuLines {

    private long[] hashes = new long[1 << 10];
    private long[] lines = new long[1 << 10];
    private int size;

    /** Remembers the key's line unless the key is known; gives the line it was first seen on, or 0 when it is new. */
    long put(String key, long line) {
        if (size * 2 > hashes.length) {
            grow();
        }
        int slot = slot(hashes, hash(key));
        if (lines[slot] != 0) {
            return lines[slot];
        }
        hashes[slot] = hash(key);
        lines[slot] = line;
        size++;
        return 0;
    }

    /** The line the key was first seen on, or 0. */
    long lineOf(String key) {
        return lines[slot(hashes, hash(key))];
    }

    private int slot(long[] table, long hash) {
        int mask = table.length - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (lines[slot] != 0 && table[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldLines = lines;
        hashes = new long[oldHashes.length * 2];
        lines = new long[oldLines.length * 2];
        for (int i = 0; i < oldLines.length; i++) {
            if (oldLines[i] != 0) {
                int slot = slot(hashes, oldHashes[i]);
                hashes[slot] = oldHashes[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    /** FNV-1a over the characters, then mixed so that the low bits depend on all of them. */
    private static long hash(String key) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            h = (h ^ key.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ h >>> 32) * 0xd6e8feb86659fd93L;
        return h ^ h >>> 32;
    }
}
