package io.dropshiphub.intake.read;

import io.dropshiphub.product.RowProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A product as its texts stand in the input, with what is already known to be wrong. Used by one thread. */
final class Draft {

    /** One option axis. */
    record Axis(String name, List<String> values) {}

    /** One variant; every text may be null. {@code price} is a whole price, {@code extra} an addition to the product's. */
    record VariantText(long line, List<String> values, String extra, String price, String stock, String sku) {}

    private static final int MAX_PROBLEMS = 50;

    final long line;
    long lastLine;
    final List<String> images = new ArrayList<>(4);
    final List<String> tags = new ArrayList<>(4);
    final Map<String, String> attributes = new LinkedHashMap<>();
    /** Cells of numbered columns, by number. */
    final Map<Integer, String> packedOptions = new TreeMap<>();

    final Map<Integer, String> optionNames = new TreeMap<>();
    final Map<Integer, String> optionValues = new TreeMap<>();
    final List<Axis> axes = new ArrayList<>(3);
    final List<VariantText> variants = new ArrayList<>();
    /** Fields whose value had no usable form, so that a table cannot show it. */
    final List<String> unreadable = new ArrayList<>(0);

    final List<RowProblem> problems = new ArrayList<>(0);
    private final String[] texts = new String[Field.COUNT];
    private final String[] labels = new String[Field.COUNT];

    /** What the columns are called; null when the input is no table. */
    private final Columns columns;

    Draft(long line, Columns columns) {
        this.columns = columns;
        this.line = line;
        this.lastLine = line;
    }

    String text(Field field) {
        return texts[field.ordinal()];
    }

    void text(Field field, String label, String text) {
        texts[field.ordinal()] = text;
        labels[field.ordinal()] = label;
    }

    /** The header the seller used for this field, or the hub's own name of it. */
    String label(Field field) {
        String label = labels[field.ordinal()];
        if (label == null && columns != null) {
            label = columns.labelOf(field);
        }
        return label == null ? field.wire() : label;
    }

    void problem(Field field, IntakeCode code, String message) {
        problem(line, field == null ? null : label(field), code, message);
    }

    /** Adds a problem; the Korean advice is appended, so that one message serves every reader. */
    void problem(long at, String column, IntakeCode code, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problemOf(at, column, code, message));
        }
    }

    /** Whether something is wrong with this field already. */
    boolean hasProblemWith(Field field) {
        String label = label(field);
        return problems.stream().anyMatch(problem -> label.equals(problem.column()));
    }

    static RowProblem problemOf(long at, String column, IntakeCode code, String message) {
        return new RowProblem(at, column, code.code(), message + " (" + code.korean() + ")");
    }
}
