package io.dropshiphub.images;

import java.util.concurrent.Semaphore;

/**
 * A share of the heap for decoded pictures, given out by need: many small pictures at once, a huge one alone. Without it the
 * largest picture allowed would decide how many of any size may be decoded at a time. Thread-safe and fair.
 */
final class DrawingMemory {

    private static final int KILOBYTE = 1024;

    private final int kilobytes;
    private final Semaphore free;

    DrawingMemory(long bytes) {
        kilobytes = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / KILOBYTE));
        free = new Semaphore(kilobytes, true);
    }

    /** Memory that was taken; given back once, however often it is asked to. */
    final class Taken implements AutoCloseable {

        private final int size;
        private boolean given;

        private Taken(int size) {
            this.size = size;
        }

        @Override
        public synchronized void close() {
            if (!given) {
                given = true;
                free.release(size);
            }
        }
    }

    /** Waits until there is room for {@code bytes}; more than there is at all is given everything. */
    Taken take(long bytes) throws InterruptedException {
        int size = (int) Math.min(kilobytes, Math.max(1, bytes / KILOBYTE));
        free.acquire(size);
        return new Taken(size);
    }
}
