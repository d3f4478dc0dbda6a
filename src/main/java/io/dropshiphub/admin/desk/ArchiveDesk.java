package io.dropshiphub.admin.desk;

import io.dropshiphub.intake.ArchivedFiles;
import io.dropshiphub.intake.IntakeProperties;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Caller;
import io.dropshiphub.storage.ObjectStorage;
import io.dropshiphub.storage.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The archive: what it has of a batch. */
@Component
public class ArchiveDesk {

    /** The archived files of a batch, the oldest first. */
    public record Archive(UUID batchId, List<File> files) {}

    /**
     * One archived file.
     *
     * @param name what people call it
     * @param bytes its size
     * @param archivedAt when it got there
     * @param store which store has it; null when it was deleted since
     * @param url where it can be downloaded until {@code expiresAt}; null when that cannot be had
     * @param expiresAt see {@code url}
     * @param code why there is no {@code url}, else null
     * @param message the same in words
     */
    public record File(
            String name,
            long bytes,
            Instant archivedAt,
            String store,
            String url,
            Instant expiresAt,
            String code,
            String message) {}

    private final Visible visible;
    private final ArchivedFiles archived;
    private final ObjectStorage storage;
    private final Duration valid;
    private final Clock clock;

    ArchiveDesk(
            Visible visible, ArchivedFiles archived, ObjectStorage storage, IntakeProperties settings, Clock clock) {
        this.visible = visible;
        this.archived = archived;
        this.storage = storage;
        this.valid = settings.archive().addressValid();
        this.clock = clock;
    }

    /** What the archive has of one batch. */
    public Archive show(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        UUID batch = visible.batch(caller, id);
        return new Archive(batch, archived.of(batch).stream().map(this::file).toList());
    }

    private File file(ArchivedFiles.Archived file) {
        StoredObject kept = storage.find(file.key()).orElse(null);
        if (kept == null) {
            return new File(file.name(), file.bytes(), file.archivedAt(), null, null, null, null, null);
        }
        try {
            Instant end = clock.instant().plus(valid);
            String url = storage.signedUrl(kept, valid);
            return new File(file.name(), file.bytes(), file.archivedAt(), kept.store(), url, end, null, null);
        } catch (CallFailed e) {
            return new File(
                    file.name(),
                    file.bytes(),
                    file.archivedAt(),
                    kept.store(),
                    null,
                    null,
                    e.outcome().code(),
                    e.outcome().message());
        }
    }
}
