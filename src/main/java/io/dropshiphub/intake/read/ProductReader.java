package io.dropshiphub.intake.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipFile;

/** Opens a product file of any supported format. Stateless; safe for many threads. */
public final class ProductReader {

    private static final Set<String> BY_LINE = Set.of("jsonl", "ndjson");
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int SNIFFED = 1 << 16;

    private final ReadLimits limits;
    private final Path workDirectory;
    private final Predicate<String> heldPictures;

    /**
     * @param limits how much an input may hold
     * @param workDirectory where the product file of a ZIP is unpacked for the time of reading
     * @param heldPictures whether the hub holds a picture of a media key
     */
    public ProductReader(ReadLimits limits, Path workDirectory, Predicate<String> heldPictures) {
        this.limits = limits;
        this.workDirectory = workDirectory;
        this.heldPictures = heldPictures;
    }

    /**
     * Opens a file; its rows are read while they are iterated.
     *
     * @param file where it lies
     * @param name the name it was given, whose extension tells one-object-per-line from other JSON
     * @param facts what {@link FileFacts#of} said about it
     * @param images takes the pictures of a ZIP; null only checks them
     * @throws IntakeProblem when it cannot be read at all
     */
    public ProductRows open(Path file, String name, FileFacts facts, ImageStore images) throws IOException {
        demandReadable(name, facts);
        if (facts.container() == FileFacts.Container.ZIPPED && !isWorkbook(file)) {
            ZipPack pack = new ZipPack(file, workDirectory, limits, images);
            try {
                Path table = pack.extractTable();
                FileFacts tableFacts = FileFacts.of(table);
                demandReadable(pack.tableName(), tableFacts);
                if (tableFacts.container() == FileFacts.Container.ZIPPED && !isWorkbook(table)) {
                    throw new IntakeProblem(
                            IntakeCode.UNSUPPORTED_FORMAT,
                            "'" + Texts.shorten(pack.tableName(), 60)
                                    + "' in the ZIP is an archive itself; nothing was read");
                }
                return new ProductRows(source(table, pack.tableName(), tableFacts, pack), pack);
            } catch (IOException | RuntimeException e) {
                pack.close();
                throw e;
            }
        }
        return new ProductRows(source(file, name, facts, null), () -> {});
    }

    private ProductRows.Source source(Path file, String name, FileFacts facts, Pictures pictures) throws IOException {
        ProductRules rules = new ProductRules(limits, pictures, new HeldOnes(heldPictures));
        if (isJson(file, name, facts)) {
            JsonItems items = JsonItems.open(facts.open(file), isByLine(name), limits.maxTokens());
            return closingOnFailure(items, () -> new JsonProducts(items, limits, rules));
        }
        TableRows rows = table(file, facts);
        return closingOnFailure(rows, () -> new TableProducts(rows, limits, rules));
    }

    /** The rows of a table as they stand there. */
    TableRows table(Path file, FileFacts facts) throws IOException {
        return facts.container() == FileFacts.Container.ZIPPED
                ? new XlsxTable(file, limits)
                : new CsvTable(() -> facts.open(file), separator(file, facts), limits.maxColumns());
    }

    /** Whether the name says that every line is a JSON object of its own. */
    static boolean isByLine(String name) {
        return BY_LINE.contains(extension(name));
    }

    static boolean isJson(Path file, String name, FileFacts facts) throws IOException {
        if (facts.container() != FileFacts.Container.TEXT) {
            return false;
        }
        if (BY_LINE.contains(extension(name)) || extension(name).equals("json")) {
            return true;
        }
        try (Reader text = facts.open(file)) {
            int c = text.read();
            for (int i = 0; i < SNIFFED && c >= 0 && (Character.isWhitespace(c) || c == '\uFEFF'); i++) {
                c = text.read();
            }
            if (c == '{') {
                return true;
            }
            // "[수정불가]…" may open a header row; a list of objects goes on with a brace
            if (c == '[') {
                do {
                    c = text.read();
                } while (c >= 0 && Character.isWhitespace(c));
                return c == '{' || c == ']';
            }
            return false;
        }
    }

    private void demandReadable(String name, FileFacts facts) {
        if (facts.size() == 0) {
            throw new IntakeProblem(IntakeCode.EMPTY_FILE, "the file has no content; nothing was read");
        }
        if (facts.size() > limits.maxFile().toBytes()) {
            throw new IntakeProblem(
                    IntakeCode.TOO_LARGE,
                    "the file has " + facts.size() + " bytes, at most "
                            + limits.maxFile().toBytes() + " are possible; nothing was read. Split it");
        }
        switch (facts.container()) {
            case OLE2 ->
                throw new IntakeProblem(
                        IntakeCode.UNSUPPORTED_FORMAT,
                        "the file is an old Excel workbook (.xls) or one with a password; nothing was read. Open it in Excel,"
                                + " remove the password and save it as .xlsx or CSV UTF-8");
            case OTHER_BINARY ->
                throw new IntakeProblem(
                        IntakeCode.UNSUPPORTED_FORMAT,
                        "'" + Texts.shorten(name, 80)
                                + "' is a picture, document or program, not a product file; nothing was read");
            case TEXT -> {
                if (extension(name).equals("xlsx") || extension(name).equals("zip")) {
                    if (facts.hasNul()) {
                        throw new IntakeProblem(
                                extension(name).equals("zip") ? IntakeCode.ZIP_BROKEN : IntakeCode.XLSX_BROKEN,
                                "the file does not begin like its name says; it is damaged. Nothing was read");
                    }
                } else if (facts.hasNul() && looksBinary(facts)) {
                    throw new IntakeProblem(
                            IntakeCode.NOT_TEXT,
                            "the file is not text, or UTF-16 without a byte order mark; nothing was read."
                                    + " Save it as CSV UTF-8");
                }
            }
            case ZIPPED -> {}
        }
    }

    /** A stray NUL in one cell is that row's problem; a file full of them is no text. */
    private static boolean looksBinary(FileFacts facts) {
        return facts.nuls() * 20 > facts.size();
    }

    private static char separator(Path file, FileFacts facts) throws IOException {
        char[] head = new char[SNIFFED];
        int length = 0;
        try (Reader text = facts.open(file)) {
            for (int n = text.read(head); n > 0; n = text.read(head, length, head.length - length)) {
                length += n;
            }
        }
        String start = new String(head, 0, length);
        char best = ',';
        int bestScore = -1;
        for (char separator : SEPARATORS) {
            int score = score(start, separator);
            if (score > bestScore) {
                best = separator;
                bestScore = score;
            }
        }
        return best;
    }

    /** How well a separator makes a header row appear among the first lines. */
    private static int score(String start, char separator) {
        int best = 0;
        try (CsvTable table = new CsvTable(() -> new java.io.StringReader(start), separator, 4096)) {
            for (int i = 0; i < 12; i++) {
                RawRow row = table.next();
                if (row == null) {
                    break;
                }
                if (row.problem() == null) {
                    best = Math.max(best, Columns.score(row.cells()) * 100 + Math.min(row.cells().length, 99));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return best;
    }

    static boolean isWorkbook(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile(), FileFacts.MS949)) {
            return zip.getEntry("[Content_Types].xml") != null || zip.getEntry("xl/workbook.xml") != null;
        } catch (IOException | RuntimeException e) {
            // too damaged to tell: by its name, so that the message fits
            return extension(file.getFileName().toString()).equals("xlsx");
        }
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private interface Opening {
        ProductRows.Source open() throws IOException;
    }

    private static ProductRows.Source closingOnFailure(Closeable resource, Opening opening) throws IOException {
        try {
            return opening.open();
        } catch (IOException | RuntimeException e) {
            resource.close();
            throw e;
        }
    }
}
