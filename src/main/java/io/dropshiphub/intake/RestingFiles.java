package io.dropshiphub.intake;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.springframework.stereotype.Component;

/**
 * Which files are taken from the watched folders, and which are passed over for a while: those the hub failed on for its own reasons (database away), and empty ones, which
 * are most often a copy that has only just begun.
 */
@Component
public class RestingFiles implements GenericFileFilter<File> {

    private static final int MOST = 1000;

    private final Inboxes inboxes;
    private final Duration howLong;
    private final Duration emptyMinAge;
    private final Clock clock;
    private final Map<Path, Instant> until = new ConcurrentHashMap<>();

    RestingFiles(Inboxes inboxes, IntakeProperties properties, Clock clock) {
        this.inboxes = inboxes;
        this.howLong = properties.retryAfter();
        this.emptyMinAge = properties.file().emptyMinAge();
        this.clock = clock;
    }

    /** Whether a folder is looked into, or a file may be taken now. */
    @Override
    public boolean accept(GenericFile<File> file) {
        Path path = key(file.getFile().toPath());
        if (!inboxes.isWatched(path, file.isDirectory())) {
            return false;
        }
        if (file.isDirectory()) {
            return true;
        }
        if (file.getFileLength() == 0
                && clock.instant()
                        .isBefore(Instant.ofEpochMilli(file.getLastModified()).plus(emptyMinAge))) {
            return false;
        }
        Instant end = until.get(path);
        if (end == null) {
            return true;
        }
        if (clock.instant().isBefore(end)) {
            return false;
        }
        until.remove(path);
        return true;
    }

    /** Lets a file rest from now on. */
    void add(Path file) {
        Instant now = clock.instant();
        if (until.size() >= MOST) {
            until.values().removeIf(end -> end.isBefore(now));
        }
        until.put(key(file), now.plus(howLong));
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
