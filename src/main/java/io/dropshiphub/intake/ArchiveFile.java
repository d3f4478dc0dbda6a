package io.dropshiphub.intake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * A file of the inbox on its way into the archive.
 *
 * @param file where it lies
 * @param folder {@code done} or {@code rejected}, with {@code users/<name>/} in front for a seller's
 * @param bytes its size when it was looked at
 * @param modified when it was last written, to the millisecond
 * @param batch the batch it was read into or reports on; null when there is none, or nobody has looked yet
 * @param key its name in the stores, in ASCII; null until its content was read
 */
public record ArchiveFile(Path file, String folder, long bytes, Instant modified, UUID batch, String key) {

    /** What people call it. */
    public String name() {
        return file.getFileName().toString();
    }

    ArchiveFile named(UUID owner, String made) {
        return new ArchiveFile(file, folder, bytes, modified, owner, made);
    }

    /** As it was found. */
    ArchiveFile unnamed() {
        return named(null, null);
    }
}
