package io.dropshiphub.intake;

import io.dropshiphub.product.RowProblem;
import io.dropshiphub.registration.AllocationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Counts the rows of a request and keeps what its answer lists. */
final class RequestReport {

    private final int mostProblems;
    private final int mostRows;
    private final List<RowProblem> problems = new ArrayList<>();
    private final List<IntakeRequests.CheckedRow> rows = new ArrayList<>();
    private long accepted;
    private long rejected;
    private boolean moreProblems;
    private boolean moreRows;
    private IntakeRequests.CheckedImages images;
    private AllocationPlan allocation;

    RequestReport(int mostProblems, int mostRows) {
        this.mostProblems = mostProblems;
        this.mostRows = mostRows;
    }

    /** A row that was read. */
    void add(List<RowProblem> ofRow) {
        if (ofRow.isEmpty()) {
            accepted++;
            return;
        }
        rejected++;
        for (RowProblem problem : ofRow) {
            if (problems.size() < mostProblems) {
                problems.add(problem);
            } else {
                moreProblems = true;
            }
        }
    }

    /** A row that was checked. */
    void add(CheckedRows.Row row) {
        add(row.problems());
        if (row.pictures().isEmpty()) {
            return;
        }
        if (rows.size() < mostRows) {
            rows.add(new IntakeRequests.CheckedRow(
                    row.read().line(), row.read().sku().value(), row.pictures()));
        } else {
            moreRows = true;
        }
    }

    /** Takes over the counts of the pictures, once all rows were checked; null when they were left alone. */
    void count(PictureChecks.Check pictures) {
        images = pictures == null
                ? null
                : new IntakeRequests.CheckedImages(
                        pictures.lookedAt(), pictures.notLookedAt(), List.copyOf(rows), moreRows);
    }

    /** To which accounts the checked rows would go. */
    void plan(AllocationPlan plan) {
        allocation = plan;
    }

    IntakeRequests.Answer answer(UUID batch, String name, String statusUrl, boolean alreadyRead, boolean dryRun) {
        return new IntakeRequests.Answer(
                batch,
                name,
                statusUrl,
                alreadyRead,
                dryRun,
                accepted,
                rejected,
                List.copyOf(problems),
                moreProblems,
                images,
                allocation);
    }
}
