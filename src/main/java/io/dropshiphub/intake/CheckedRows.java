package io.dropshiphub.intake;

import io.dropshiphub.intake.read.ProductRows;
import io.dropshiphub.product.PictureReport;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.registration.BatchRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The rows of a dry run, each with everything that a registration would refuse and what it would do to the pictures. Reads
 * some rows ahead, so that pictures are fetched side by side; used by one thread.
 */
final class CheckedRows implements Iterator<CheckedRows.Row> {

    /** Enough to keep the fetching busy, and few enough that registrations do not wait long behind a dry run. */
    private static final int AHEAD = 16;

    /**
     * One checked row.
     *
     * @param read the row
     * @param problems why it would be refused; empty when it would not
     * @param pictures what would become of its pictures; empty when they were not asked for
     */
    record Row(BatchRow read, List<RowProblem> problems, List<PictureReport> pictures) {}

    private record Pending(BatchRow read, List<RowProblem> problems, CompletableFuture<List<PictureReport>> pictures) {}

    private final ProductRows rows;
    private final Function<BatchRow, List<RowProblem>> registration;
    private final PictureChecks.Check pictures;
    private final Queue<Pending> ahead = new ArrayDeque<>();

    /**
     * @param registration what accepting a row would refuse
     * @param pictures null when the pictures are to be left alone
     */
    CheckedRows(ProductRows rows, Function<BatchRow, List<RowProblem>> registration, PictureChecks.Check pictures) {
        this.rows = rows;
        this.registration = registration;
        this.pictures = pictures;
    }

    @Override
    public boolean hasNext() {
        while (ahead.size() < AHEAD && rows.hasNext()) {
            BatchRow row = rows.next();
            ahead.add(new Pending(
                    row,
                    registration.apply(row),
                    pictures == null || row.product() == null
                            ? CompletableFuture.completedFuture(List.of())
                            : pictures.of(row.product())));
        }
        return !ahead.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Pending row = ahead.remove();
        List<PictureReport> reports = row.pictures().join();
        List<RowProblem> problems = new ArrayList<>(row.problems());
        reports.stream()
                .filter(PictureReport::refuses)
                .map(report -> new RowProblem(
                        row.read().line(),
                        "images",
                        report.problem().code(),
                        report.problem().message()))
                .forEach(problems::add);
        return new Row(row.read(), problems, reports);
    }
}
