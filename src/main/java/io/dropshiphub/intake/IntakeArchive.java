package io.dropshiphub.intake;

import io.dropshiphub.intake.read.FileFacts;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.OutcomeClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Decides which files of {@code done/} and {@code rejected/} are to be archived. Whatever lies there and is not on record is due:
 * a crash or a store that is away only makes it later. The local files stay.
 */
@Component
public class IntakeArchive {

    /** At most so many in one round; the next one goes on. */
    private static final int PORTION = 200;

    private static final int ASKED_AT_ONCE = 1000;
    /** A text beside a file is written in one go, but not in one moment. */
    private static final long SETTLED_SECONDS = 2;

    private static final int SLUG_LENGTH = 40;
    private static final int HASH_LENGTH = 12;
    /** The sellers' day. */
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneId.of("Asia/Seoul"));

    private final IntakeProperties.Archive settings;
    private final Inboxes inboxes;
    private final ArchivedFiles archived;
    private final Clock clock;
    /** What the stores refuse for good; tried again after a restart, with other settings perhaps. */
    private final Set<ArchiveFile> refused = ConcurrentHashMap.newKeySet();
    /** Failed for another reason; they come last, so that no file stands in the way of the others. */
    private final Set<ArchiveFile> failed = ConcurrentHashMap.newKeySet();

    private volatile Instant restsUntil = Instant.MIN;

    IntakeArchive(IntakeProperties properties, Inboxes inboxes, ArchivedFiles archived, Clock clock) {
        this.settings = properties.archive();
        this.inboxes = inboxes;
        this.archived = archived;
        this.clock = clock;
    }

    /** The files to archive now, the oldest first; none while nothing is to be archived at all. */
    public List<ArchiveFile> due() throws IOException {
        List<ArchiveFile> due = new ArrayList<>();
        if (!settings.stores().isBlank() && goesOn()) {
            for (Inbox inbox : inboxes.all()) {
                due.addAll(missing(inbox.done(), inboxes.prefix(inbox)));
                due.addAll(missing(inbox.rejected(), inboxes.prefix(inbox)));
            }
        }
        return due.stream()
                .filter(file -> !refused.contains(file))
                .sorted(Comparator.<ArchiveFile, Boolean>comparing(failed::contains)
                        .thenComparing(ArchiveFile::modified))
                .limit(PORTION)
                .toList();
    }

    /** Whether the stores are asked; they are left alone for a while after they failed. */
    public boolean goesOn() {
        return !clock.instant().isBefore(restsUntil);
    }

    /**
     * Reads a file's content to name it in the stores.
     *
     * @throws NoSuchFileException when somebody has taken it away
     */
    public ArchiveFile named(@Body ArchiveFile file) throws IOException {
        String name = Normalizer.normalize(file.name(), Normalizer.Form.NFKC);
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
        UUID batch = Inbox.batchOf(file.file()).orElse(null);
        String key = "archive/" + DAY.format(clock.instant()) + "/" + (batch == null ? file.folder() : batch) + "/"
                + slug(dot < 0 ? name : name.substring(0, dot)) + "-"
                + FileFacts.of(file.file()).sha256().substring(0, HASH_LENGTH)
                + (ending.matches("\\.[a-z0-9]{1,10}") ? ending : "");
        return file.named(batch, key);
    }

    /** Puts on record that a file is in the archive, unless it was changed while it was sent. */
    public void archived(@Variable("archiving") ArchiveFile file) throws IOException {
        if (file.bytes() == Files.size(file.file()) && file.modified().equals(modified(file.file()))) {
            archived.add(file);
        }
        failed.remove(file.unnamed());
    }

    /** Gives a file up that no store takes, or lets the stores rest; a file that is gone is no failure. */
    public void failed(@Variable("archiving") ArchiveFile file, @ExchangeException Exception failure) {
        boolean forGood = failure instanceof CallFailed call
                && call.outcome().outcomeClass() == OutcomeClass.REJECTED
                && file != null;
        if (forGood) {
            refused.add(file.unnamed());
        } else if (!(failure instanceof NoSuchFileException)) {
            if (file != null) {
                failed.add(file.unnamed());
            }
            restsUntil = clock.instant().plus(settings.retryAfter());
        }
    }

    private List<ArchiveFile> missing(Path folder, String prefix) throws IOException {
        List<ArchiveFile> missing = new ArrayList<>();
        List<ArchiveFile> some = new ArrayList<>();
        String name = prefix + folder.getFileName();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                ArchiveFile settled = settled(file, name);
                if (settled != null) {
                    some.add(settled);
                }
                if (some.size() == ASKED_AT_ONCE) {
                    missing.addAll(archived.missing(name, some));
                    some.clear();
                }
            }
        }
        missing.addAll(archived.missing(name, some));
        return missing;
    }

    /** Null for what is no finished file: temporary ones, and those a spreadsheet program puts beside an open one. */
    private ArchiveFile settled(Path file, String folder) throws IOException {
        String name = file.getFileName().toString();
        if (name.startsWith(".") || name.startsWith("~$") || !Files.isRegularFile(file)) {
            return null;
        }
        try {
            Instant modified = modified(file);
            return modified.isAfter(clock.instant().minusSeconds(SETTLED_SECONDS))
                    ? null
                    : new ArchiveFile(file, folder, Files.size(file), modified, null, null);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What is left of a name in plain ASCII; the whole name goes along beside the key. */
    private static String slug(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = plain.substring(0, Math.min(SLUG_LENGTH, plain.length()));
        return cut.isEmpty() ? "file" : cut;
    }
}
