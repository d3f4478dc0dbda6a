package io.dropshiphub.intake.read;

import io.dropshiphub.product.RowProblem;
import io.dropshiphub.registration.BatchRow;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Products out of a table: one per row, or one per run of rows with the same group code. */
final class TableProducts implements ProductRows.Source {

    /** Titles and notes may stand above the header row, as in Sabangnet's and SmartStore's sheets. */
    static final int HEADER_WITHIN = 10;

    private static final Set<String> HINTS = Set.of("필수", "선택", "조건부필수", "조건부 필수", "비필수", "required", "optional");

    private final TableRows rows;
    private final ReadLimits limits;
    private final ProductRules rules;
    private final Columns columns;
    private final boolean grouped;
    private final SkuLines groups = new SkuLines();
    private final Deque<RawRow> ahead;
    private long read;
    private boolean ended;

    TableProducts(TableRows rows, ReadLimits limits, ProductRules rules) throws IOException {
        this.rows = rows;
        this.limits = limits;
        this.rules = rules;
        HeaderRow found = HeaderRow.find(rows, HEADER_WITHIN, limits.maxColumns());
        this.columns = found.columns();
        this.ahead = new ArrayDeque<>();
        this.grouped = columns.indexOf(Field.GROUP) >= 0;
        RawRow first = nextFilled();
        if (first == null) {
            throw new IntakeProblem(
                    IntakeCode.NO_ROWS,
                    "there is a header row but no product below it; nothing was read. Add products");
        }
        ahead.add(first);
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public BatchRow next() throws IOException {
        if (ended) {
            return null;
        }
        RawRow row = nextFilled();
        if (row == null) {
            ended = true;
            return null;
        }
        if (++read > limits.maxRows()) {
            ended = true;
            return problemRow(
                    row.line(),
                    IntakeCode.TOO_MANY_ROWS,
                    "more than " + limits.maxRows()
                            + " rows; this and the following ones were left out. Split the file");
        }
        if (row.problem() != null) {
            ended = row.problem() == IntakeCode.REST_UNREADABLE;
            return problemRow(row.line(), row.problem(), row.detail());
        }
        try {
            Draft draft = draft(row);
            String group = grouped ? draft.text(Field.GROUP) : null;
            return rules.check(group == null ? draft : gathered(draft, group));
        } catch (RuntimeException e) {
            return rules.unexpected(row.line(), row.line(), e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private Draft gathered(Draft first, String group) throws IOException {
        // the rows' own codes are those of the variants; the group's code stands for the product
        String ownSku = first.text(Field.SKU);
        first.text(Field.SKU, first.label(Field.GROUP), group);
        long seen = groups.put(group, first.line);
        if (seen > 0) {
            first.problem(
                    Field.GROUP,
                    IntakeCode.GROUP_SCATTERED,
                    "group '" + Texts.shorten(group, 40) + "' began on line " + seen
                            + " and was interrupted; move its rows together");
        }
        List<Draft> others = new ArrayList<>();
        for (RawRow row = nextFilled(); row != null; row = nextFilled()) {
            Draft next = row.problem() == null ? draft(row) : null;
            if (next == null || !group.equals(next.text(Field.GROUP))) {
                ahead.addFirst(row);
                break;
            }
            read++;
            first.lastLine = next.line;
            if (others.size() < limits.maxVariants()) {
                others.add(next);
            } else if (others.size() == limits.maxVariants() && first.problems.isEmpty()) {
                first.problem(
                        Field.GROUP,
                        IntakeCode.TOO_MANY_VARIANTS,
                        "group '" + Texts.shorten(group, 40) + "' has more than " + limits.maxVariants()
                                + " rows; split the product");
            }
        }
        join(first, ownSku, others);
        return first;
    }

    private void join(Draft first, String ownSku, List<Draft> others) {
        List<Integer> axes = new ArrayList<>(first.optionValues.keySet());
        if (axes.isEmpty()) {
            if (!others.isEmpty()) {
                first.problem(
                        Field.OPTION_VALUE,
                        IntakeCode.OPTIONS_UNREADABLE,
                        "the group has several rows but its first row has no option value; fill in the option columns");
            }
            return;
        }
        for (int axis : axes) {
            String name = first.optionNames.get(axis);
            first.axes.add(new Draft.Axis(name == null ? "옵션" + Math.max(axis, 1) : name, List.of()));
        }
        String base = first.text(Field.PRICE);
        boolean ownStocks = first.text(Field.OPTION_STOCK) == null;
        first.variants.add(variant(first, axes, ownSku, null, ownStocks));
        for (Draft other : others) {
            first.problems.addAll(other.problems);
            String name = other.text(Field.NAME);
            if (name != null && !name.equals(first.text(Field.NAME))) {
                first.problem(
                        other.line,
                        other.label(Field.NAME),
                        IntakeCode.GROUP_CONFLICT,
                        "'" + Texts.shorten(name, 40) + "' is in the group of '"
                                + Texts.shorten(String.valueOf(first.text(Field.NAME)), 40)
                                + "'; use another group code or the same name");
            }
            String price = other.text(Field.PRICE);
            boolean samePrice = price == null || price.equals(base);
            if (!samePrice && other.text(Field.OPTION_PRICE) != null) {
                first.problem(
                        other.line,
                        other.label(Field.PRICE),
                        IntakeCode.GROUP_CONFLICT,
                        "the row has both another price and an extra price; keep one of them");
            }
            first.images.addAll(other.images);
            first.variants.add(variant(other, axes, other.text(Field.SKU), samePrice ? null : price, ownStocks));
        }
        // from here on the rows' stocks are the variants' stocks
        first.text(Field.STOCK, first.label(Field.STOCK), null);
    }

    private static Draft.VariantText variant(
            Draft row, List<Integer> axes, String sku, String price, boolean stockColumn) {
        List<String> values = new ArrayList<>(axes.size());
        for (int axis : axes) {
            values.add(row.optionValues.get(axis));
        }
        return new Draft.VariantText(
                row.line,
                values,
                row.text(Field.OPTION_PRICE),
                price,
                stockColumn ? row.text(Field.STOCK) : row.text(Field.OPTION_STOCK),
                row.text(Field.OPTION_SKU) != null ? row.text(Field.OPTION_SKU) : sku);
    }

    private Draft draft(RawRow row) {
        Draft draft = new Draft(row.line(), columns);
        String[] cells = row.cells();
        for (int i = 0; i < cells.length; i++) {
            String cell = Texts.clean(cells[i]);
            if (cell == null) {
                continue;
            }
            if (i >= columns.width()) {
                draft.problem(
                        null,
                        IntakeCode.TOO_MANY_CELLS,
                        "the row has " + cells.length + " cells, the header " + columns.width() + "; '"
                                + Texts.shorten(cell, 40) + "' belongs to no column");
                break;
            }
            Columns.Column column = columns.at(i);
            if (column != null && column.field() != Field.RESULT) {
                fill(draft, column, cell);
            }
        }
        return draft;
    }

    private void fill(Draft draft, Columns.Column column, String whole) {
        if (whole.length() > limits.maxCell()) {
            draft.problem(
                    draft.line,
                    column.label(),
                    IntakeCode.CELL_TOO_LARGE,
                    "the cell has " + whole.length() + " characters, at most " + limits.maxCell() + " are possible");
        }
        // the rest of the row is still checked
        String cell = whole.length() > limits.maxCell() ? Texts.shorten(whole, 20) : whole;
        switch (column.field()) {
            case IMAGES -> draft.images.add(cell);
            case OPTIONS -> {
                if (cell.startsWith(FlatProduct.UNREADABLE)) {
                    draft.problem(
                            draft.line,
                            column.label(),
                            IntakeCode.OPTIONS_UNREADABLE,
                            "the values of '" + Texts.shorten(cell.substring(2).strip(), 80)
                                    + "' could not be shown in this table; fill them in and empty this cell");
                    return;
                }
                draft.packedOptions.put(column.number(), cell);
                draft.text(Field.OPTIONS, column.label(), cell);
            }
            case OPTION_NAME -> {
                draft.optionNames.put(column.number(), cell);
                draft.text(Field.OPTION_NAME, column.label(), cell);
            }
            case OPTION_VALUE -> {
                draft.optionValues.put(column.number(), cell);
                draft.text(Field.OPTION_VALUE, column.label(), cell);
            }
            case ATTRIBUTE -> {
                if (column.attribute() != null) {
                    draft.attributes.put(column.attribute(), cell);
                } else {
                    packedAttributes(draft, column, cell);
                }
            }
            default -> draft.text(column.field(), column.label(), cell);
        }
    }

    private static void packedAttributes(Draft draft, Columns.Column column, String cell) {
        for (String part : cell.split("[\n;]")) {
            int at = part.indexOf(':');
            if (at > 0 && at < part.length() - 1) {
                draft.attributes.put(
                        part.substring(0, at).strip(), part.substring(at + 1).strip());
            } else if (!part.isBlank()) {
                draft.problem(
                        draft.line,
                        column.label(),
                        IntakeCode.OPTIONS_UNREADABLE,
                        "'" + Texts.shorten(part, 40) + "' is no attribute; write name:value, one per line");
            }
        }
    }

    /** The next row that holds a product: not blank, no note, no repeated header. */
    private RawRow nextFilled() throws IOException {
        if (!ahead.isEmpty()) {
            return ahead.poll();
        }
        for (RawRow row = rows.next(); row != null; row = rows.next()) {
            if (row.problem() != null || !row.isBlank() && !isNote(row)) {
                return row;
            }
        }
        return null;
    }

    private boolean isNote(RawRow row) {
        String first = Arrays.stream(row.cells())
                .filter(cell -> cell != null && !cell.isBlank())
                .findFirst()
                .orElse("")
                .strip();
        if (first.startsWith("▶")) {
            return true;
        }
        int name = columns.indexOf(Field.NAME);
        String nameCell = name < row.cells().length ? row.cells()[name] : null;
        if (nameCell != null && nameCell.strip().equals(columns.header().get(name))) {
            return true;
        }
        return HINTS.contains(first)
                && Arrays.stream(row.cells())
                        .allMatch(cell -> cell == null || cell.isBlank() || HINTS.contains(cell.strip()));
    }

    private static BatchRow problemRow(long line, IntakeCode code, String detail) {
        RowProblem problem = Draft.problemOf(line, null, code, detail);
        return new BatchRow(line, line, null, null, List.of(problem));
    }
}
