package io.dropshiphub.intake;

import io.dropshiphub.intake.read.ResultFile;
import io.dropshiphub.registration.BatchResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts {@code NAME.result.csv} beside a file whose batch has ended. */
@Component
public class IntakeResults {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeResults.class);

    private final IntakeProperties properties;
    private final Inbox inbox;
    private final BatchResults results;
    private final ObjectProvider<ZipImages> images;
    private final KnownPlatforms platforms;

    IntakeResults(
            IntakeProperties properties,
            Inbox inbox,
            BatchResults results,
            ObjectProvider<ZipImages> images,
            KnownPlatforms platforms) {
        this.properties = properties;
        this.inbox = inbox;
        this.results = results;
        this.images = images;
        this.platforms = platforms;
    }

    /**
     * Writes the result of a batch; writing it again gives the same file.
     *
     * @param batch a batch that has ended
     * @return whether the result is in place; false when the file came through the inbox of another hub, which writes it
     * @throws IOException when the disk fails; to be tried again
     */
    public boolean write(UUID batch) throws IOException {
        Optional<Path> target = inbox.targetOf(batch);
        if (target.isEmpty()) {
            return false;
        }
        Path file = inbox.fileOf(batch).orElse(null);
        if (file == null) {
            LOG.warn("The file of batch {} is gone; its result holds the verdicts only", batch);
        }
        ZipImages store = images.getIfAvailable();
        String name = file == null
                ? target.get().getFileName().toString()
                : file.getFileName().toString();
        new ResultFile(properties.limits(), Path.of(System.getProperty("java.io.tmpdir")), platforms.all())
                .write(
                        file,
                        name,
                        store == null ? null : store::store,
                        results.rows(batch),
                        Inbox.beside(target.get(), ".result.csv"));
        return true;
    }
}
