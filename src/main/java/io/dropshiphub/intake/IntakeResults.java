package io.dropshiphub.intake;

import io.dropshiphub.intake.read.ResultFile;
import io.dropshiphub.intake.read.Verdict;
import io.dropshiphub.registration.BatchResults;
import io.dropshiphub.registration.RowOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts {@code NAME.result.csv} beside a file whose batch has ended. */
@Component
public class IntakeResults {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeResults.class);

    private final IntakeProperties properties;
    private final Inboxes inboxes;
    private final BatchResults results;
    private final HeldPictures images;
    private final KnownPlatforms platforms;

    IntakeResults(
            IntakeProperties properties,
            Inboxes inboxes,
            BatchResults results,
            HeldPictures images,
            KnownPlatforms platforms) {
        this.properties = properties;
        this.inboxes = inboxes;
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
        Inbox inbox = inboxes.of(batch).orElse(null);
        Path target = inbox == null ? null : inbox.targetOf(batch).orElse(null);
        if (target == null) {
            return false;
        }
        Path file = inbox.fileOf(batch).orElse(null);
        if (file == null) {
            LOG.warn("The file of batch {} is gone; its result holds the verdicts only", batch);
        }
        List<String> columns = platforms.all().stream()
                .map(platform -> "listing_id_" + platform)
                .toList();
        Iterator<RowOutcome> outcomes = results.rows(batch);
        String name = file == null
                ? target.getFileName().toString()
                : file.getFileName().toString();
        new ResultFile(properties.limits(), Path.of(System.getProperty("java.io.tmpdir")), columns)
                .write(
                        file,
                        name,
                        images::store,
                        verdicts(outcomes, platforms.all()),
                        Inbox.beside(target, ".result.csv"));
        return true;
    }

    private static Iterator<Verdict> verdicts(Iterator<RowOutcome> outcomes, Set<String> platforms) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return outcomes.hasNext();
            }

            @Override
            public Verdict next() {
                RowOutcome outcome = outcomes.next();
                return new Verdict(
                        outcome.line(),
                        outcome.lastLine(),
                        outcome.sellerSku(),
                        outcome.status(),
                        outcome.code(),
                        outcome.message(),
                        platforms.stream()
                                .map(platform -> listings(outcome, platform))
                                .toList());
            }
        };
    }

    private static String listings(RowOutcome outcome, String platform) {
        return outcome.listingIds().entrySet().stream()
                .filter(id -> id.getKey().split("/", 2)[0].equals(platform))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(" "));
    }
}
