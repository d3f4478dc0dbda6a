package io.dropshiphub.admin.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices changed files by reading them: a few dozen small files cost less than a millisecond, and unlike file system events
 * this works on every disk and sees an edit whatever the editor does. A change is handed on when it was the same at two looks
 * in a row, so that a file that is still being written is left alone.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final RouteFolder folder;
    private final Duration interval;
    private final Consumer<List<RouteFile>> onChange;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "route-files");
        thread.setDaemon(true);
        return thread;
    });
    private List<RouteFile> handedOn;
    private List<RouteFile> lastLook;

    FolderWatch(RouteFolder folder, Duration interval, Consumer<List<RouteFile>> onChange) {
        this.folder = folder;
        this.interval = interval;
        this.onChange = onChange;
    }

    /** @param current what was loaded at start */
    void start(List<RouteFile> current) {
        handedOn = current.stream().sorted().toList();
        lastLook = handedOn;
        timer.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            List<RouteFile> now = folder.isOnDisk() ? folder.read() : List.of();
            boolean settled = now.equals(lastLook);
            lastLook = now;
            if (settled && !now.equals(handedOn)) {
                handedOn = now;
                onChange.accept(now);
            }
        } catch (IOException | UncheckedIOException e) {
            // a file that vanished between listing and reading; the next look sees the folder as it is then
            LOG.debug("The routes folder could not be read: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Changed route files could not be taken; the running routes stay as they are", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
