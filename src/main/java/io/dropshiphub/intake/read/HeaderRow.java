package io.dropshiphub.intake.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The header row of a table.
 *
 * @param columns what its columns mean
 * @param line where it stands
 */
record HeaderRow(Columns columns, long line) {

    /**
     * Reads on until the header row has passed.
     *
     * @param within rows that are looked at
     * @throws IntakeProblem when none of them is one, or it is unusable
     */
    static HeaderRow find(TableRows rows, int within, int maxColumns) throws IOException {
        List<String> looked = new ArrayList<>();
        for (int i = 0; i < within; i++) {
            RawRow row = rows.next();
            if (row == null) {
                break;
            }
            if (row.problem() != null) {
                if (row.problem() == IntakeCode.TOO_MANY_CELLS) {
                    throw tooWide("thousands of", maxColumns);
                }
                if (row.problem() == IntakeCode.REST_UNREADABLE) {
                    break;
                }
                continue;
            }
            if (row.isBlank()) {
                i--;
                continue;
            }
            // a title above the table has one or two cells; a header row names at least two things the hub knows
            if (Columns.score(row.cells()) >= 2) {
                String[] cells = trimmed(row.cells());
                if (cells.length > maxColumns) {
                    throw tooWide(String.valueOf(cells.length), maxColumns);
                }
                return new HeaderRow(Columns.of(cells), row.line());
            }
            if (looked.size() < 3) {
                looked.add(Texts.shorten(String.join(", ", nonNull(row.cells())), 120));
            }
        }
        if (looked.isEmpty()) {
            throw new IntakeProblem(
                    IntakeCode.EMPTY_FILE,
                    "the table holds nothing but blank rows; nothing was read. Fill in the template");
        }
        throw new IntakeProblem(
                IntakeCode.HEADER_NOT_FOUND,
                "no row among the first " + within + " names columns the hub knows; the table begins with: "
                        + String.join(" / ", looked)
                        + "; expected at least 상품명 (name), 카테고리 (category_id), 판매가 (price), 대표이미지 (main_image_url)."
                        + " Add a header row or start from the template");
    }

    private static IntakeProblem tooWide(String found, int maxColumns) {
        return new IntakeProblem(
                IntakeCode.TOO_MANY_COLUMNS,
                "the header has " + found + " columns, at most " + maxColumns
                        + " are possible; nothing was read. Delete columns that hold no product data");
    }

    private static String[] trimmed(String[] cells) {
        int width = cells.length;
        while (width > 0 && (cells[width - 1] == null || cells[width - 1].isBlank())) {
            width--;
        }
        return java.util.Arrays.copyOf(cells, width);
    }

    private static List<String> nonNull(String[] cells) {
        List<String> texts = new ArrayList<>();
        for (String cell : cells) {
            if (cell != null && texts.size() < 30) {
                texts.add(cell.strip());
            }
        }
        return texts;
    }
}
