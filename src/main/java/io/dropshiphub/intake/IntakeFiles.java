package io.dropshiphub.intake;

import io.dropshiphub.intake.read.FileFacts;
import io.dropshiphub.intake.read.IntakeCode;
import io.dropshiphub.intake.read.IntakeProblem;
import io.dropshiphub.intake.read.ProductReader;
import io.dropshiphub.intake.read.ProductRows;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.registration.BatchEnded;
import io.dropshiphub.registration.BatchRequest;
import io.dropshiphub.registration.BatchSource;
import io.dropshiphub.registration.OpenBatch;
import io.dropshiphub.registration.RegistrationBatches;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.component.file.FileConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private final Inboxes inboxes;
    private final RegistrationBatches batches;
    private final HeldPictures images;
    private final Targets targets;
    private final RestingFiles resting;
    private final ProductReader reader;

    IntakeFiles(
            IntakeProperties properties,
            Inboxes inboxes,
            RegistrationBatches batches,
            HeldPictures images,
            Targets targets,
            RestingFiles resting) {
        this.properties = properties;
        this.inboxes = inboxes;
        this.batches = batches;
        this.images = images;
        this.targets = targets;
        this.resting = resting;
        this.reader =
                new ProductReader(properties.limits(), Path.of(System.getProperty("java.io.tmpdir")), images::holds);
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
        long owner = inboxes.ownerOf(file);
        String name = file.getFileName().toString();
        ProductRows rows = reader.open(file, name, facts, images::store);
        OpenBatch batch = null;
        try {
            batch = batches.open(new BatchRequest(
                    owner,
                    name,
                    BatchSource.FILE,
                    name + "/" + facts.sha256(),
                    name,
                    targets.standard(owner),
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
        Inbox inbox = inboxes.of(file);
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
        Inbox inbox = inboxes.of(file);
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

    /** Moves a read file to its place; the place taken means that this is a second copy of the same file. */
    private void finish(Path file, UUID batch, boolean again) throws IOException {
        Inbox inbox = inboxes.of(file);
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

    /**
     * What there is to know of a dropped file before it is read.
     *
     * @throws IntakeProblem when it may not be read
     */
    static FileFacts facts(Path file) throws IOException {
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
