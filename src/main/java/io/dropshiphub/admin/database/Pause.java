package io.dropshiphub.admin.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A short wait between two looks at another process, which has no event to wait for. */
final class Pause {

    private Pause() {}

    /** @throws IOException when the hub is told to stop meanwhile */
    static void of(Duration time) throws IOException {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted while waiting for PostgreSQL");
        }
    }
}
