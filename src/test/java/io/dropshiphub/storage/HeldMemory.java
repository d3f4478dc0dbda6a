package io.dropshiphub.storage;

import java.lang.management.ManagementFactory;

/** How much more the heap holds at some moments than it did at first. Garbage does not count: it is collected before. */
final class HeldMemory {

    private final long before = live();
    private volatile long most;

    /** To be called when most of the data is on its way. */
    void look() {
        most = Math.max(most, live() - before);
    }

    /** The most that was held at any of the moments. */
    long bytes() {
        return most;
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
