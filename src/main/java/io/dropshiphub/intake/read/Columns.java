package io.dropshiphub.intake.read;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands a header row: which column means what. */
final class Columns {

    /**
     * One understood column.
     *
     * @param field what it means
     * @param number its number among columns of the same meaning ({@code 옵션명2} is 2), 0 without one
     * @param label the header as it stands in the file, for messages
     * @param attribute the fact's name when {@code field} is ATTRIBUTE, else null
     */
    record Column(Field field, int number, String label, String attribute) {}

    private static final Map<String, Field> BY_NAME = byName();
    private static final Pattern DECORATION =
            Pattern.compile("\\[[^]]*]|\\((필수|선택|원|개|won|krw|url|required|optional)\\)|[*※]");
    private static final Pattern BLANKS = Pattern.compile("[\\s_\\-./\\u00A0\\uFEFF]+");
    private static final Pattern NUMBERED = Pattern.compile("^(.*?)\\(?(\\d{1,2})\\)?$");
    private static final Pattern NUMBER_INSIDE = Pattern.compile("^(option|옵션|image)(\\d{1,2})(\\D+)$");
    private static final Pattern ATTRIBUTE = Pattern.compile("^(?:속성|attribute|attr|attributes)\\s*[:.]\\s*(.+)$");
    private static final Pattern NOTICE = Pattern.compile("^상품정보제공고시\\s*(.+)$");

    private final Column[] columns;
    private final List<String> header;

    private Columns(Column[] columns, List<String> header) {
        this.columns = columns;
        this.header = header;
    }

    /** Understands one header cell or JSON field name; null when it means nothing to the hub. */
    static Column understand(String header) {
        String label = firstLine(header);
        String plain = Normalizer.normalize(label, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
        Matcher attribute = ATTRIBUTE.matcher(plain);
        if (attribute.matches()) {
            return new Column(Field.ATTRIBUTE, 0, label, attribute.group(1).strip());
        }
        Matcher notice = NOTICE.matcher(plain);
        if (notice.matches()) {
            return new Column(Field.ATTRIBUTE, 0, label, notice.group(1).strip());
        }
        String key = BLANKS.matcher(DECORATION.matcher(plain).replaceAll("")).replaceAll("");
        Field whole = key.startsWith("listingid") || key.startsWith("imagecheck") ? Field.RESULT : BY_NAME.get(key);
        if (whole != null) {
            return new Column(whole, 0, label, null);
        }
        Matcher inside = NUMBER_INSIDE.matcher(key);
        if (inside.matches()) {
            return numbered(inside.group(1) + inside.group(3), Integer.parseInt(inside.group(2)), label);
        }
        Matcher trailing = NUMBERED.matcher(key);
        return trailing.matches() ? numbered(trailing.group(1), Integer.parseInt(trailing.group(2)), label) : null;
    }

    /** How many cells of a row are headers the hub knows; the row with the most is the header row. */
    static int score(String[] cells) {
        int known = 0;
        for (String cell : cells) {
            if (cell != null && !cell.isBlank() && cell.length() < 80) {
                Column column = understand(cell);
                known += column == null || column.field() == Field.RESULT ? 0 : 1;
            }
        }
        return known;
    }

    /**
     * Understands a whole header row.
     *
     * @throws IntakeProblem when two columns mean the same or a required one is missing
     */
    static Columns of(String[] cells) {
        Column[] columns = new Column[cells.length];
        Map<String, Column> seen = new HashMap<>();
        List<String> header = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i] == null ? "" : cells[i].strip();
            header.add(cell);
            if (cell.isEmpty()) {
                continue;
            }
            Column column = understand(cell);
            columns[i] = column;
            if (column == null || column.field() == Field.RESULT) {
                continue;
            }
            Column before = seen.put(column.field() + "/" + column.number() + "/" + column.attribute(), column);
            if (before != null && !(column.field() == Field.IMAGES && column.number() == 0)) {
                throw new IntakeProblem(
                        IntakeCode.COLUMN_TWICE,
                        "columns '" + before.label() + "' and '" + column.label() + "' both mean "
                                + column.field().wire() + "; nothing was read. Rename or delete one of them");
            }
        }
        Columns understood = new Columns(columns, List.copyOf(header));
        understood.demandRequired();
        return understood;
    }

    /** Number of columns of the header row. */
    int width() {
        return columns.length;
    }

    /** The column at an index; null when it means nothing. */
    Column at(int index) {
        return columns[index];
    }

    /** The header cells, stripped. */
    List<String> header() {
        return header;
    }

    /** Index of the first column of this meaning, or -1. */
    int indexOf(Field field) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null && columns[i].field() == field) {
                return i;
            }
        }
        return -1;
    }

    /** The header of the first column of this meaning; null when there is none. */
    String labelOf(Field field) {
        int index = indexOf(field);
        return index < 0 ? null : columns[index].label();
    }

    private void demandRequired() {
        List<String> missing = new ArrayList<>();
        for (Field field : List.of(Field.NAME, Field.CATEGORY, Field.PRICE)) {
            if (indexOf(field) < 0) {
                missing.add(field.names().get(1) + " (" + field.wire() + ")");
            }
        }
        if (indexOf(Field.MAIN_IMAGE) < 0 && indexOf(Field.IMAGES) < 0) {
            missing.add(Field.MAIN_IMAGE.names().get(1) + " (main_image_url)");
        }
        if (!missing.isEmpty()) {
            throw new IntakeProblem(
                    IntakeCode.COLUMN_MISSING,
                    "missing: " + String.join(", ", missing) + "; found: "
                            + Texts.shorten(String.join(", ", header), 400)
                            + "; nothing was read. Add the missing columns or start from the template");
        }
    }

    private static Column numbered(String base, int number, String label) {
        Field field = BY_NAME.get(base);
        if (field == Field.MAIN_IMAGE) {
            field = Field.IMAGES;
        }
        return field != null && field.isNumbered() ? new Column(field, number, label, null) : null;
    }

    private static String firstLine(String header) {
        String text = header.strip();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).strip();
    }

    private static Map<String, Field> byName() {
        Map<String, Field> names = new HashMap<>();
        for (Field field : Field.values()) {
            for (String name : field.names()) {
                if (names.put(name.replace("_", ""), field) != null) {
                    throw new IllegalStateException("two fields are called " + name);
                }
            }
        }
        return names;
    }
}
