package io.dropshiphub.intake;

import io.dropshiphub.intake.read.FileFacts;
import io.dropshiphub.intake.read.IntakeProblem;
import io.dropshiphub.intake.read.ProductReader;
import io.dropshiphub.intake.read.ProductRows;
import io.dropshiphub.intake.read.ResultFile;
import io.dropshiphub.intake.read.Verdict;
import io.dropshiphub.product.PictureReport;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.registration.AllocationPlan;
import io.dropshiphub.registration.AllocationPlans;
import io.dropshiphub.registration.AllocationPreview;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.registration.Spread;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Dry runs: every check of a registration, pictures included, and nothing is stored. */
@Component
public class IntakeChecks {

    private final IntakeProperties properties;
    private final Inboxes inboxes;
    private final RegistrationBatches batches;
    private final AllocationPlans plans;
    private final PictureChecks pictures;
    private final Targets targets;
    private final ProductReader reader;
    private final Path workDirectory = Path.of(System.getProperty("java.io.tmpdir"));

    IntakeChecks(
            IntakeProperties properties,
            Inboxes inboxes,
            RegistrationBatches batches,
            AllocationPlans plans,
            PictureChecks pictures,
            HeldPictures held,
            Targets targets) {
        this.properties = properties;
        this.inboxes = inboxes;
        this.batches = batches;
        this.plans = plans;
        this.pictures = pictures;
        this.targets = targets;
        this.reader = new ProductReader(properties.limits(), workDirectory, held::holds);
    }

    /** What is done with the checked rows of an input. */
    interface Use {
        /** @param pictures counts the pictures while the rows are read; null when they are left alone */
        void of(CheckedRows rows, PictureChecks.Check pictures) throws IOException;
    }

    /**
     * What would become of an input.
     *
     * @param ownerId whose batch it would be
     * @param platforms where its products would go
     * @param spread to how many of them each
     * @param fitImages whether their pictures would be fitted; they are looked at only then
     */
    record Wanted(long ownerId, List<String> platforms, Spread spread, boolean fitImages) {}

    /**
     * Checks the rows of an input while they are used.
     *
     * @return to which accounts they would go
     * @throws IntakeProblem when it cannot be read at all
     */
    AllocationPlan check(Path file, String name, FileFacts facts, Wanted wanted, Use use) throws IOException {
        PictureChecks.Check check = wanted.fitImages() ? pictures.begin(wanted.platforms()) : null;
        AllocationPreview preview = plans.preview(wanted.ownerId(), wanted.platforms(), wanted.spread());
        try (ProductRows rows = reader.open(file, name, facts, check == null ? null : check::inZip)) {
            use.of(
                    new CheckedRows(
                            rows,
                            row -> {
                                preview.add(row);
                                return batches.check(wanted.ownerId(), wanted.platforms(), wanted.spread(), row);
                            },
                            check),
                    check);
        }
        return preview.plan();
    }

    /**
     * Writes {@code done/NAME.check.csv} with a verdict on every row of a dropped file, and {@code done/NAME.plan.csv} with the
     * accounts its rows would go to.
     *
     * @throws IntakeProblem when the file cannot be read at all
     * @throws IOException when the disk fails
     */
    public void file(@Body File dropped) throws IOException {
        Path file = dropped.toPath();
        FileFacts facts = IntakeFiles.facts(file);
        if (!facts.stillHoldFor(file)) {
            return;
        }
        Inbox inbox = inboxes.of(file);
        long owner = inboxes.ownerOf(file);
        String name = file.getFileName().toString();
        // the name beside which it will stand is known when the file has moved: others move files there too
        Path verdict = inbox.done().resolve("." + UUID.randomUUID());
        Path note = inbox.done().resolve("." + UUID.randomUUID());
        Path planned = inbox.done().resolve("." + UUID.randomUUID());
        List<String> platforms = targets.standard(owner);
        Wanted wanted = new Wanted(owner, platforms, Spread.ALL, properties.fitImages());
        ResultFile result = new ResultFile(
                properties.limits(),
                workDirectory,
                platforms.stream().map(platform -> "image_check_" + platform).toList());
        try {
            AllocationPlan plan = check(file, name, facts, wanted, (rows, check) -> {
                result.write(file, name, null, verdicts(rows, platforms), verdict);
                if (check != null && check.notLookedAt() > 0) {
                    inbox.write(note, note(check));
                }
            });
            inbox.write(planned, PlanFile.text(plan));
            Optional<Path> moved = inbox.move(file, inbox.done());
            if (moved.isPresent()) {
                Files.move(planned, Inbox.beside(moved.get(), ".plan.csv"), StandardCopyOption.REPLACE_EXISTING);
                Files.move(verdict, Inbox.beside(moved.get(), ".check.csv"), StandardCopyOption.REPLACE_EXISTING);
                if (Files.exists(note)) {
                    Files.move(note, Inbox.beside(moved.get(), ".note.txt"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } finally {
            Files.deleteIfExists(verdict);
            Files.deleteIfExists(planned);
            Files.deleteIfExists(note);
        }
    }

    private static Iterator<Verdict> verdicts(CheckedRows rows, List<String> platforms) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Verdict next() {
                return verdict(rows.next(), platforms);
            }
        };
    }

    private static Verdict verdict(CheckedRows.Row row, List<String> platforms) {
        boolean ok = row.problems().isEmpty();
        return new Verdict(
                row.read().line(),
                row.read().lastLine(),
                row.read().sku() == null ? null : row.read().sku().value(),
                ok ? "ok" : "rejected",
                ok
                        ? null
                        : row.problems().stream()
                                .map(RowProblem::code)
                                .distinct()
                                .collect(Collectors.joining("|")),
                ok
                        ? null
                        : row.problems().stream()
                                .map(problem -> problem.column() == null
                                        ? problem.message()
                                        : problem.column() + ": " + problem.message())
                                .collect(Collectors.joining(" | ")),
                platforms.stream()
                        .map(platform -> inWords(row.pictures(), platform))
                        .toList());
    }

    /** "image 1: taken as it is | image 2: scaled … | detail 1: HUB-IMAGE-007 …" */
    private static String inWords(List<PictureReport> pictures, String platform) {
        List<String> words = new ArrayList<>();
        int inGallery = 0;
        int inDetail = 0;
        for (PictureReport picture : pictures) {
            boolean detail = picture.place().equals("detail");
            String name = detail ? "detail " + ++inDetail : "image " + ++inGallery;
            if (picture.leftOut().contains(platform)) {
                words.add(name + ": left out, the marketplace shows fewer");
            } else if (picture.problem() != null) {
                words.add(name + ": " + picture.problem().code()
                        // what refuses the row stands in its message already
                        + (picture.refuses() ? "" : " " + picture.problem().message()));
            } else if (picture.changes().containsKey(platform)) {
                List<String> changes = picture.changes().get(platform);
                words.add(name + ": " + (changes.isEmpty() ? "taken as it is" : String.join("; ", changes)));
            }
        }
        return words.isEmpty() ? null : String.join(" | ", words);
    }

    private static String note(PictureChecks.Check check) {
        return "사진 " + check.lookedAt() + "장까지만 검사했습니다. 검사하지 않은 사진이 " + check.notLookedAt()
                + "번 나옵니다. 파일을 나누어 검사해 주세요.\r\n"
                + check.lookedAt() + " different pictures were looked at. Rows name pictures that were not looked at "
                + check.notLookedAt()
                + " times; the check file says which. Check fewer rows at a time, or raise hub.images.dry-run.\r\n";
    }
}
