package io.dropshiphub.intake;

import io.dropshiphub.intake.read.FileFacts;
import io.dropshiphub.intake.read.IntakeCode;
import io.dropshiphub.intake.read.IntakeProblem;
import io.dropshiphub.intake.read.ProductReader;
import io.dropshiphub.intake.read.ProductRows;
import io.dropshiphub.intake.read.ResultFile;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.registration.BatchRequest;
import io.dropshiphub.registration.BatchRow;
import io.dropshiphub.registration.BatchSource;
import io.dropshiphub.registration.OpenBatch;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.registration.RowOutcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes product files from the watched folder. A file stays where it is until all its rows are stored, so a crash loses
 * nothing: the next look goes on behind the last stored row. Several hubs may watch one folder; the batch's checkpoint
 * decides whose rows count.
 */
@Component
public class IntakeFiles {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeFiles.class);
    private static final int MOST_RESTING = 1000;

    private final IntakeProperties properties;
    private final Inbox inbox;
    private final RegistrationBatches batches;
    private final RowPump pump;
    private final ObjectProvider<ZipImages> images;
    private final Targets targets;
    private final Clock clock;
    private final ProductReader reader;
    private final Path workDirectory = Path.of(System.getProperty("java.io.tmpdir"));
    /** Files the hub failed on for its own reasons, and when to try again. */
    private final Map<Path, Instant> resting = new ConcurrentHashMap<>();

    IntakeFiles(
            IntakeProperties properties,
            Inbox inbox,
            RegistrationBatches batches,
            RowPump pump,
            ObjectProvider<ZipImages> images,
            Targets targets,
            Clock clock) {
        this.properties = properties;
        this.inbox = inbox;
        this.batches = batches;
        this.pump = pump;
        this.images = images;
        this.targets = targets;
        this.clock = clock;
        this.reader = new ProductReader(properties.limits(), workDirectory);
    }

    /**
     * Registers every good row of a file, then moves it to {@code done/}; to {@code rejected/} when it cannot be read.
     *
     * @throws IOException when the disk fails; the file stays and is tried again
     */
    public void read(File file) throws IOException {
        take(file.toPath(), this::register);
    }

    /**
     * A dry run: writes {@code done/NAME.check.csv} with a verdict on every row and stores nothing.
     *
     * @throws IOException when the disk fails; the file stays and is tried again
     */
    public void check(File file) throws IOException {
        take(file.toPath(), this::dryRun);
    }

    private interface Use {
        void of(Path file, FileFacts facts) throws IOException;
    }

    private void take(Path file, Use use) throws IOException {
        Instant notBefore = resting.get(file);
        if (notBefore != null && clock.instant().isBefore(notBefore)) {
            return;
        }
        resting.remove(file);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            if (Files.isSymbolicLink(file)) {
                throw new IntakeProblem(
                        IntakeCode.IS_A_LINK,
                        "'" + file.getFileName() + "' is a link; nothing was read. Put the file itself here");
            }
            FileFacts facts = facts(file);
            if (!facts.stillHoldFor(file)) {
                // somebody is still writing; the next look sees the rest
                return;
            }
            use.of(file, facts);
        } catch (NoSuchFileException e) {
            LOG.info("{} was taken away while it was read", file.getFileName());
        } catch (IOException | RuntimeException e) {
            if (e instanceof CodedProblem problem) {
                reject(file, problem);
                return;
            }
            rest(file);
            throw e;
        }
    }

    private void register(Path file, FileFacts facts) throws IOException {
        String name = file.getFileName().toString();
        ZipImages store = images.getIfAvailable();
        try (ProductRows rows = reader.open(file, name, facts, store == null ? null : store::store)) {
            OpenBatch batch = batches.open(new BatchRequest(
                    name,
                    BatchSource.FILE,
                    name + "/" + facts.sha256(),
                    name,
                    targets.standard(),
                    properties.priority(),
                    null,
                    properties.maxAttempts(),
                    properties.fitImages()));
            if (batch.alreadyRead()) {
                finish(file, batch.id(), true);
                return;
            }
            RowPump.Counts counts;
            try {
                counts = pump.pump(batch, rows, row -> {});
            } catch (RuntimeException e) {
                if (!(e instanceof CodedProblem problem)) {
                    throw e;
                }
                // cancelled by a person, or another hub was faster and has closed it
                LOG.warn("{}: {}", name, problem.detail());
                finish(file, batch.id(), false);
                return;
            }
            if (Files.exists(file) && !facts.stillHoldFor(file)) {
                batches.fail(
                        batch.id(),
                        IntakeCode.FILE_CHANGED.code(),
                        "'" + name
                                + "' changed while it was read; its new content is read from the start as a batch of its own,"
                                + " rows that stayed the same are not sent twice");
                return;
            }
            Path target = inbox.freeNameIn(inbox.done(), name);
            inbox.remember(batch.id(), file, target);
            batches.close(batch.id());
            finish(file, batch.id(), false);
            LOG.info(
                    "{}: batch {} has {} products to register, {} rows were refused",
                    name,
                    batch.id(),
                    counts.accepted(),
                    counts.rejected());
        }
    }

    /** Moves a read file to its place; the place taken means that this is a second copy of the same file. */
    private void finish(Path file, UUID batch, boolean again) throws IOException {
        Optional<Path> target = inbox.targetOf(batch);
        if (target.isPresent() && !Files.exists(target.get())) {
            try {
                Files.move(file, target.get());
            } catch (NoSuchFileException e) {
                LOG.info("{} was moved by another hub", file.getFileName());
            }
            return;
        }
        Optional<Path> moved = inbox.move(file, inbox.done());
        if (again && moved.isPresent()) {
            inbox.write(
                    Inbox.beside(moved.get(), ".note.txt"),
                    IntakeCode.ALREADY_READ.code() + "\r\n" + IntakeCode.ALREADY_READ.korean() + ". (배치 " + batch
                            + ")\r\n"
                            + "This file has the same name and content as one that was read before, as batch " + batch
                            + "; nothing was registered again. To send it again, change or rename it.\r\n");
        }
    }

    private void dryRun(Path file, FileFacts facts) throws IOException {
        String name = file.getFileName().toString();
        Path target = inbox.freeNameIn(inbox.done(), name);
        try (ProductRows rows = reader.open(file, name, facts, null)) {
            Iterator<RowOutcome> verdicts = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public RowOutcome next() {
                    return verdict(rows.next());
                }
            };
            new ResultFile(properties.limits(), workDirectory, List.of())
                    .write(file, name, null, verdicts, Inbox.beside(target, ".check.csv"));
        }
        Files.move(file, target);
    }

    private RowOutcome verdict(BatchRow row) {
        List<RowProblem> problems = batches.check(targets.standard(), row);
        String sku = row.sku() == null ? null : row.sku().value();
        if (problems.isEmpty()) {
            return new RowOutcome(row.line(), row.lastLine(), sku, "ok", null, null, Map.of());
        }
        return new RowOutcome(
                row.line(),
                row.lastLine(),
                sku,
                "rejected",
                problems.stream().map(RowProblem::code).distinct().collect(Collectors.joining("|")),
                problems.stream()
                        .map(problem -> problem.column() == null
                                ? problem.message()
                                : problem.column() + ": " + problem.message())
                        .collect(Collectors.joining(" | ")),
                Map.of());
    }

    private FileFacts facts(Path file) throws IOException {
        try {
            return FileFacts.of(file);
        } catch (AccessDeniedException e) {
            throw new IntakeProblem(
                    IntakeCode.NOT_READABLE,
                    "'" + file.getFileName()
                            + "' may not be opened by the hub; nothing was read. Grant read permission");
        }
    }

    private void reject(Path file, CodedProblem problem) throws IOException {
        Optional<Path> moved = inbox.move(file, inbox.rejected());
        if (moved.isEmpty()) {
            return;
        }
        String korean = problem instanceof IntakeProblem known ? known.kind().korean() + ".\r\n" : "";
        inbox.write(
                Inbox.beside(moved.get(), ".reason.txt"),
                problem.code() + "\r\n" + korean + problem.detail() + ".\r\n");
        LOG.warn("{} was moved to rejected/: {} {}", file.getFileName(), problem.code(), problem.detail());
    }

    private void rest(Path file) {
        if (resting.size() >= MOST_RESTING) {
            Instant now = clock.instant();
            resting.values().removeIf(until -> until.isBefore(now));
        }
        resting.put(file, clock.instant().plus(properties.retryAfter()));
    }
}
