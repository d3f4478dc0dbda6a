package io.dropshiphub.intake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dropshiphub.intake.read.BatchEnvelope;
import io.dropshiphub.intake.read.FileFacts;
import io.dropshiphub.intake.read.IntakeCode;
import io.dropshiphub.intake.read.IntakeProblem;
import io.dropshiphub.intake.read.ProductReader;
import io.dropshiphub.intake.read.ProductRows;
import io.dropshiphub.product.PictureReport;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.registration.AllocationPlan;
import io.dropshiphub.registration.BatchRequest;
import io.dropshiphub.registration.BatchSource;
import io.dropshiphub.registration.OpenBatch;
import io.dropshiphub.registration.Priority;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.registration.Spread;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Products over REST. A body goes through a temporary file, because it is read more than once (its settings may stand
 * behind its products) and must not sit in memory.
 */
@Component
public class IntakeRequests {

    /**
     * One request as it came.
     *
     * @param ownerId whose batch it shall be
     * @param body its body; null counts as empty
     * @param single whether it must hold one {@code product} instead of a list
     * @param fileName name of an uploaded file; null when the body is the JSON of the REST interface
     * @param idempotencyKey the header, or null
     * @param dryRun only check
     * @param batchName for uploads, or null
     * @param targetPlatforms for uploads, comma-separated, or null
     * @param priority for uploads, or null
     * @param spread for uploads, or null
     */
    public record Incoming(
            long ownerId,
            InputStream body,
            boolean single,
            String fileName,
            String idempotencyKey,
            boolean dryRun,
            String batchName,
            String targetPlatforms,
            String priority,
            String spread) {}

    /**
     * The answer.
     *
     * @param batchId the batch; null after a dry run and when nothing was stored
     * @param batchName its name
     * @param statusUrl where its progress can be asked for; null without a batch
     * @param alreadyRead whether the same request had been taken before: nothing new was stored
     * @param dryRun whether this was only a check
     * @param acceptedRows products that will be registered
     * @param rejectedRows products that were refused
     * @param problems what is wrong with refused products, at most as many as the setting says
     * @param moreProblems whether there are more than listed
     * @param images what a dry run has found out about the pictures; null when they were not looked at
     * @param allocation to which accounts a dry run's products would go; null when it was none
     */
    public record Answer(
            UUID batchId,
            String batchName,
            String statusUrl,
            boolean alreadyRead,
            boolean dryRun,
            long acceptedRows,
            long rejectedRows,
            List<RowProblem> problems,
            boolean moreProblems,
            CheckedImages images,
            AllocationPlan allocation) {

        /** Whether the request is refused as a whole: no batch was made. */
        @JsonIgnore
        public boolean isRefused() {
            return batchId == null && !dryRun;
        }
    }

    /**
     * The pictures of a dry run.
     *
     * @param lookedAt how many different ones were looked at
     * @param notLookedAt how often a product named one that was not, because the settings allow no more
     * @param rows what was found out, by product, at most as many as the setting says
     * @param moreRows whether there are more than listed
     */
    public record CheckedImages(long lookedAt, long notLookedAt, List<CheckedRow> rows, boolean moreRows) {}

    /**
     * @param line position of the product in the list, or its line in an uploaded file
     * @param sku the seller's code
     * @param images its pictures in order, those of the gallery first
     */
    public record CheckedRow(long line, String sku, List<PictureReport> images) {}

    private static final int MAX_KEY = 200;
    private static final int MAX_NAME = 200;

    private final IntakeProperties properties;
    private final RegistrationBatches batches;
    private final HeldPictures images;
    private final Targets targets;
    private final IntakeChecks checks;
    private final ProductReader reader;

    IntakeRequests(
            IntakeProperties properties,
            RegistrationBatches batches,
            HeldPictures images,
            Targets targets,
            IntakeChecks checks) {
        this.properties = properties;
        this.batches = batches;
        this.images = images;
        this.targets = targets;
        this.checks = checks;
        this.reader =
                new ProductReader(properties.limits(), Path.of(System.getProperty("java.io.tmpdir")), images::holds);
    }

    /**
     * Stores the good products of a request as a batch, unless there is none.
     *
     * @throws IntakeProblem when the request cannot be read or names something unknown
     * @throws IOException when the disk fails or the sender breaks off
     */
    public Answer accept(Incoming incoming) throws IOException {
        Path spooled = Files.createTempFile("intake-", ".body");
        try {
            spool(incoming.body(), spooled);
            FileFacts facts = FileFacts.of(spooled);
            boolean upload = incoming.fileName() != null;
            BatchEnvelope envelope = upload ? envelopeOf(incoming) : BatchEnvelope.read(spooled, facts);
            if (!upload) {
                demandShape(incoming, envelope);
            }
            BatchRequest request = request(incoming, envelope, facts);
            String name = upload ? incoming.fileName() : "body.json";
            return incoming.dryRun() ? check(spooled, name, facts, request) : store(spooled, name, facts, request);
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    private Answer check(Path body, String name, FileFacts facts, BatchRequest request) throws IOException {
        RequestReport report = new RequestReport(properties.listedProblems(), properties.listedRows());
        IntakeChecks.Wanted wanted =
                new IntakeChecks.Wanted(request.ownerId(), request.platforms(), request.spread(), request.fitImages());
        AllocationPlan plan = checks.check(body, name, facts, wanted, (rows, pictures) -> {
            rows.forEachRemaining(report::add);
            report.count(pictures);
        });
        report.plan(plan);
        return report.answer(null, request.name(), null, false, true);
    }

    private Answer store(Path body, String name, FileFacts facts, BatchRequest request) throws IOException {
        RequestReport refused = new RequestReport(properties.listedProblems(), 0);
        if (!hasGoodRow(body, name, facts, request, refused)) {
            return refused.answer(null, request.name(), null, false, false);
        }
        try (ProductRows rows = reader.open(body, name, facts, images::store)) {
            OpenBatch batch = batches.open(request);
            String status = "/api/v1/registration/batch/" + batch.id() + "/status";
            RequestReport report = new RequestReport(properties.listedProblems(), 0);
            if (batch.alreadyRead()) {
                return report.answer(batch.id(), request.name(), status, true, false);
            }
            RowChunks chunks = new RowChunks(batch, rows, properties.chunkRows(), row -> report.add(row.problems()));
            chunks.forEachRemaining(chunk -> batches.accept(chunk.batch(), chunk.upToLine(), chunk.rows()));
            batches.close(batch.id());
            return report.answer(batch.id(), request.name(), status, false, false);
        }
    }

    /** Looks for the first product that can be registered; what is in front of it is reported. */
    private boolean hasGoodRow(Path body, String name, FileFacts facts, BatchRequest request, RequestReport refused)
            throws IOException {
        try (ProductRows rows = reader.open(body, name, facts, null)) {
            while (rows.hasNext()) {
                List<RowProblem> problems =
                        batches.check(request.ownerId(), request.platforms(), request.spread(), rows.next());
                if (problems.isEmpty()) {
                    return true;
                }
                refused.add(problems);
            }
        }
        return false;
    }

    private BatchRequest request(Incoming incoming, BatchEnvelope envelope, FileFacts facts) {
        String name = envelope.name() != null && !envelope.name().isBlank()
                ? envelope.name().strip()
                : incoming.fileName() != null
                        ? incoming.fileName()
                        : "REST " + facts.sha256().substring(0, 8);
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw wrong("batch_name", "has more than " + MAX_NAME + " characters or control characters");
        }
        return new BatchRequest(
                incoming.ownerId(),
                name,
                BatchSource.REST,
                dedupeKey(incoming, envelope, facts),
                incoming.fileName(),
                envelope.platforms() == null
                        ? targets.standard(incoming.ownerId())
                        : targets.named(envelope.platforms()),
                priority(envelope.priority()),
                instant(envelope.scheduledAt()),
                attempts(envelope),
                envelope.fitImages() == null ? properties.fitImages() : envelope.fitImages(),
                spread(envelope.spread()));
    }

    private static String dedupeKey(Incoming incoming, BatchEnvelope envelope, FileFacts facts) {
        String key = incoming.idempotencyKey();
        if (key == null || key.isBlank()) {
            return "body/" + facts.sha256() + "/" + incoming.fileName() + "/" + envelope.platforms() + "/"
                    + envelope.priority() + (envelope.spread() == null ? "" : "/" + envelope.spread());
        }
        if (key.length() > MAX_KEY || key.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
            throw wrong("Idempotency-Key", "must be at most " + MAX_KEY + " plain ASCII characters");
        }
        return "key/" + key;
    }

    private Priority priority(String text) {
        if (text == null) {
            return properties.priority();
        }
        try {
            return Priority.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong("priority", "is '" + shorten(text) + "' but must be urgent, high, normal or low");
        }
    }

    private static Spread spread(String text) {
        try {
            return text == null ? Spread.ALL : Spread.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong("spread", "is '" + shorten(text) + "' but must be all or one");
        }
    }

    private static Instant instant(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(
                    "scheduled_at",
                    "is '" + shorten(text) + "' but must be a time with its zone, like 2026-12-01T09:00:00+09:00");
        }
    }

    /** {@code max_retry_attempts} counts what comes after the first try. */
    private int attempts(BatchEnvelope envelope) {
        if (Boolean.FALSE.equals(envelope.autoRetry())) {
            return 1;
        }
        return envelope.maxRetries() == null ? properties.maxAttempts() : envelope.maxRetries() + 1;
    }

    private static BatchEnvelope envelopeOf(Incoming incoming) {
        List<String> targets = incoming.targetPlatforms() == null
                ? null
                : List.of(incoming.targetPlatforms().split(","));
        return new BatchEnvelope(
                incoming.batchName(),
                targets,
                incoming.priority(),
                null,
                null,
                null,
                null,
                incoming.spread(),
                true,
                false);
    }

    private static void demandShape(Incoming incoming, BatchEnvelope envelope) {
        if (incoming.single() && !envelope.hasSingle()) {
            throw new IntakeProblem(
                    IntakeCode.JSON_SHAPE,
                    "the body has no object 'product'; nothing was stored. Send {\"product\": {…}}");
        }
        if (!incoming.single() && !envelope.hasList()) {
            throw new IntakeProblem(
                    IntakeCode.JSON_SHAPE,
                    "the body has no list 'products'; nothing was stored. Send {\"products\": [{…}]}");
        }
    }

    private void spool(InputStream body, Path file) throws IOException {
        if (body == null) {
            return;
        }
        long left = properties.maxBody().toBytes();
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw new IntakeProblem(
                            IntakeCode.TOO_LARGE,
                            "the body has more than " + properties.maxBody().toMegabytes()
                                    + " MB; nothing was stored. Split it, or drop it into the inbox folder");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static IntakeProblem wrong(String field, String what) {
        return new IntakeProblem(IntakeCode.BAD_SETTING, "'" + field + "' " + what + "; nothing was stored");
    }

    private static String shorten(String text) {
        String plain = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return plain.replaceAll("\\p{Cntrl}", " ");
    }
}
