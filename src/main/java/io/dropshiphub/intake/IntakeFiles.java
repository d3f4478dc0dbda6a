package io.dropshiphub.intake;

import io.dropshiphub.intake.read.FileFacts;
import io.dropshiphub.intake.read.IntakeCode;
import io.dropshiphub.intake.read.IntakeProblem;
import io.dropshiphub.intake.read.ProductReader;
import io.dropshiphub.intake.read.ProductRows;
import io.dropshiphub.intake.read.ResultFile;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.registration.BatchEnded;
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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.component.file.FileConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The steps of a product file through the watched folder. A file stays where it is until all its rows are stored, so a
 * crash loses nothing: the next look goes on behind the last stored row. Several hubs may watch one folder; the batch's
 * checkpoint decides whose rows count.
 */
@Component
public class IntakeFiles {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeFiles.class);

    private final IntakeProperties properties;
    private final Inbox inbox;
    private final RegistrationBatches batches;
    private final ObjectProvider<ZipImages> images;
    private final Targets targets;
    private final RestingFiles resting;
    private final ProductReader reader;
    private final Path workDirectory = Path.of(System.getProperty("java.io.tmpdir"));

    IntakeFiles(
            IntakeProperties properties,
            Inbox inbox,
            RegistrationBatches batches,
            ObjectProvider<ZipImages> images,
            Targets targets,
            RestingFiles resting) {
        this.properties = properties;
        this.inbox = inbox;
        this.batches = batches;
        this.images = images;
        this.targets = targets;
        this.resting = resting;
        this.reader = new ProductReader(properties.limits(), workDirectory);
    }

    /**
     * Opens a file and its batch, or the batch that the same file has opened before.
     *
     * @return the reading; without rows when the file is still being written or was read before
     * @throws IntakeProblem when the file cannot be read at all
     * @throws NoSuchFileException when somebody has taken the file away
     * @throws IOException when the disk fails
     */
    public IntakeReading open(@Body File dropped) throws IOException {
        Path file = dropped.toPath();
        FileFacts facts = facts(file);
        if (!facts.stillHoldFor(file)) {
            // somebody is still writing; the next look sees the rest
            return new IntakeReading(file, facts, null, null);
        }
        String name = file.getFileName().toString();
        ZipImages store = images.getIfAvailable();
        ProductRows rows = reader.open(file, name, facts, store == null ? null : store::store);
        OpenBatch batch = null;
        try {
            batch = batches.open(new BatchRequest(
                    name,
                    BatchSource.FILE,
                    name + "/" + facts.sha256(),
                    name,
                    targets.standard(),
                    properties.priority(),
                    null,
                    properties.maxAttempts(),
                    properties.fitImages()));
        } finally {
            if (batch == null || batch.alreadyRead()) {
                rows.close();
            }
        }
        return new IntakeReading(
                file,
                facts,
                batch,
                batch.alreadyRead() ? null : new RowChunks(batch, rows, properties.chunkRows(), row -> {}));
    }

    /**
     * Closes the batch whose rows are all stored and moves its file to {@code done/}.
     *
     * @throws IOException when the disk fails; the file stays and the next look goes on here
     */
    public void close(@Variable("reading") IntakeReading reading) throws IOException {
        reading.close();
        OpenBatch batch = reading.batch();
        if (batch == null) {
            return;
        }
        Path file = reading.file();
        if (batch.alreadyRead()) {
            finish(file, batch.id(), true);
            return;
        }
        String name = file.getFileName().toString();
        if (Files.exists(file) && !reading.facts().stillHoldFor(file)) {
            batches.fail(
                    batch.id(),
                    IntakeCode.FILE_CHANGED.code(),
                    "'" + name
                            + "' changed while it was read; its new content is read from the start as a batch of its own,"
                            + " rows that stayed the same are not sent twice");
            return;
        }
        inbox.remember(batch.id(), file, inbox.freeNameIn(inbox.done(), name));
        batches.close(batch.id());
        finish(file, batch.id(), false);
        LOG.info(
                "{}: batch {} has {} products to register, {} rows were refused",
                name,
                batch.id(),
                reading.unread().accepted(),
                reading.unread().rejected());
    }

    /** Moves a file to {@code done/} whose batch was cancelled by a person, or closed by another hub that was faster. */
    public void leave(@Variable("reading") IntakeReading reading, @ExchangeException BatchEnded end)
            throws IOException {
        reading.close();
        LOG.warn("{}: {}", reading.file().getFileName(), end.detail());
        finish(reading.file(), reading.batch().id(), false);
    }

    /** Moves a file that cannot be taken in to {@code rejected/} and writes beside it why. */
    public void reject(
            @Header(FileConstants.FILE_ABSOLUTE_PATH) File refused,
            @Variable("reading") IntakeReading reading,
            @ExchangeException CodedProblem problem)
            throws IOException {
        if (reading != null) {
            reading.close();
        }
        Path file = refused.toPath();
        Optional<Path> moved = inbox.move(file, inbox.rejected());
        if (moved.isEmpty()) {
            return;
        }
        String korean = problem instanceof IntakeProblem known ? known.kind().korean() + ".\r\n" : "";
        // only what can be mended ends a batch half-way, such as an account switched off
        String goesOn = reading == null
                ? ""
                : "Its rows so far are batch " + reading.batch().id() + "; put it back as '" + file.getFileName()
                        + "' and it goes on behind them.\r\n";
        inbox.write(
                Inbox.beside(moved.get(), ".reason.txt"),
                problem.code() + "\r\n" + korean + problem.detail() + ".\r\n" + goesOn);
        LOG.warn("{} was moved to rejected/: {} {}", file.getFileName(), problem.code(), problem.detail());
    }

    /** Lets a file rest where it is, after the hub failed on it; it is tried again later and goes on where it stopped. */
    public void rest(@Header(FileConstants.FILE_ABSOLUTE_PATH) File file, @Variable("reading") IntakeReading reading)
            throws IOException {
        resting.add(file.toPath());
        if (reading != null) {
            reading.close();
        }
    }

    /**
     * A dry run: writes {@code done/NAME.check.csv} with a verdict on every row and stores nothing.
     *
     * @throws IntakeProblem when the file cannot be read at all
     * @throws IOException when the disk fails
     */
    public void check(@Body File dropped) throws IOException {
        Path file = dropped.toPath();
        FileFacts facts = facts(file);
        if (!facts.stillHoldFor(file)) {
            return;
        }
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

    private static FileFacts facts(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IntakeProblem(
                    IntakeCode.IS_A_LINK,
                    "'" + file.getFileName() + "' is a link; nothing was read. Put the file itself here");
        }
        try {
            return FileFacts.of(file);
        } catch (AccessDeniedException e) {
            throw new IntakeProblem(
                    IntakeCode.NOT_READABLE,
                    "'" + file.getFileName()
                            + "' may not be opened by the hub; nothing was read. Grant read permission");
        }
    }
}
