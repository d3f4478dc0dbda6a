package io.dropshiphub.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A watched folder's sub-folders, and where its files go. Never overwrites anything a seller put there. */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MOST_NAMES = 10_000;
    private static final String DONE = "done";
    private static final String NOTES = ".hub";
    private static final String OWNERS = "owners";

    private final Path folder;

    /** @param folder absolute; is made when it is not there */
    Inbox(Path folder) {
        this.folder = folder;
        try {
            for (Path part : new Path[] {folder, done(), rejected(), check(), notes(), owners()}) {
                Files.createDirectories(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the inbox " + folder + " cannot be created; set hub.intake.inbox", e);
        }
        LOG.info("Product files are taken from {}", folder);
    }

    /** Whether a folder has been an inbox before. */
    static boolean isOne(Path folder) {
        return Files.isDirectory(folder.resolve(NOTES));
    }

    /** Where files are dropped. */
    Path folder() {
        return folder;
    }

    /** Files that were read. */
    Path done() {
        return folder.resolve(DONE);
    }

    /** Files that could not be read at all. */
    Path rejected() {
        return folder.resolve("rejected");
    }

    /** Files to be checked only. */
    Path check() {
        return folder.resolve("check");
    }

    /** What the hub remembers about files on their way. */
    private Path notes() {
        return folder.resolve(NOTES);
    }

    /** Whose file is called how in {@code done/}: a file of that name, the batch in it. */
    private Path owners() {
        return notes().resolve(OWNERS);
    }

    /** A name nothing in {@code done/} has yet, nor its result. */
    Path freeNameIn(Path directory, String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        for (int n = 1; n < MOST_NAMES; n++) {
            Path free = directory.resolve(n == 1 ? name : stem + "-" + n + extension);
            boolean taken = Files.exists(free)
                    || Files.exists(beside(free, ".result.csv"))
                    || Files.exists(beside(free, ".check.csv"))
                    || Files.exists(beside(free, ".plan.csv"))
                    || Files.exists(beside(free, ".reason.txt"))
                    || Files.exists(beside(free, ".note.txt"));
            if (!taken) {
                return free;
            }
        }
        return directory.resolve(stem + "-" + UUID.randomUUID() + extension);
    }

    /** The file of this name with a suffix: {@code done/a.csv} and {@code .result.csv} give {@code done/a.csv.result.csv}. */
    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Moves a file to a free name in a folder; empty when somebody else has taken it away meanwhile. */
    Optional<Path> move(Path file, Path directory) throws IOException {
        for (int attempt = 0; ; attempt++) {
            Path target = freeNameIn(directory, file.getFileName().toString());
            try {
                return Optional.of(Files.move(file, target));
            } catch (FileAlreadyExistsException e) {
                if (attempt > 5) {
                    throw e;
                }
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
    }

    /** Remembers where the file of a batch is going to lie, before it moves there. */
    void remember(UUID batch, Path inPlace, Path target) throws IOException {
        Files.writeString(owners().resolve(target.getFileName()), batch.toString());
        Files.writeString(notes().resolve(batch.toString()), inPlace.getFileName() + "\n" + target.getFileName());
    }

    /** Whether the file of a batch came through here. */
    boolean knows(UUID batch) {
        return Files.exists(notes().resolve(batch.toString()));
    }

    /** Where the file of a batch lies or shall lie in {@code done/}; empty when the hub knows of none. */
    Optional<Path> targetOf(UUID batch) throws IOException {
        return note(batch, 1).map(name -> done().resolve(name));
    }

    /** Where the file of a batch lies now: in {@code done/}, or still in the inbox; empty when it is gone. */
    Optional<Path> fileOf(UUID batch) throws IOException {
        Optional<Path> target = targetOf(batch).filter(Files::isRegularFile);
        return target.isPresent()
                ? target
                : note(batch, 0).map(name -> folder.resolve(name)).filter(Files::isRegularFile);
    }

    /** The batch of a file in the {@code done/} of an inbox, or of the result beside it; empty when there is none. */
    static Optional<UUID> batchOf(Path file) throws IOException {
        if (!file.getParent().endsWith(DONE)) {
            return Optional.empty();
        }
        Path owners = file.getParent().resolveSibling(NOTES).resolve(OWNERS);
        String name = file.getFileName().toString();
        for (String suffix : new String[] {"", ".result.csv"}) {
            if (name.length() > suffix.length() && name.endsWith(suffix)) {
                Path owner = owners.resolve(name.substring(0, name.length() - suffix.length()));
                if (Files.isRegularFile(owner)) {
                    return uuid(Files.readString(owner));
                }
            }
        }
        return Optional.empty();
    }

    /** A power cut may have left the note empty. */
    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes a short text for the seller, with a byte order mark so that every editor shows the Korean. */
    void write(Path file, String text) throws IOException {
        Files.writeString(file, BYTE_ORDER_MARK + text, StandardCharsets.UTF_8);
    }

    private Optional<String> note(UUID batch, int line) throws IOException {
        try {
            return Optional.of(
                    Files.readAllLines(notes().resolve(batch.toString())).get(line));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
