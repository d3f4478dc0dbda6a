package io.dropshiphub.intake.read;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.dropshiphub.product.ImageRef;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what became of every row beside the row itself: the input's own columns, then line, status, code, message and the
 * columns that its maker adds. The file is a valid input again. Both sides are streamed, so size does not matter.
 */
public final class ResultFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ReadLimits limits;
    private final Path workDirectory;
    private final List<String> more;

    /**
     * @param limits the limits the input was read with
     * @param workDirectory where the product file of a ZIP is unpacked meanwhile
     * @param more headers of further columns; must be ones that are skipped when the file is read again, see {@link Field}
     */
    public ResultFile(ReadLimits limits, Path workDirectory, List<String> more) {
        this.limits = limits;
        this.workDirectory = workDirectory;
        this.more = List.copyOf(more);
    }

    /**
     * Writes the file under a temporary name and moves it into place in one step.
     *
     * @param input the file that was read; null or gone when it is not there any more: then only the verdicts are written
     * @param name its name
     * @param images where a ZIP's pictures are kept, so that the result refers to them without the ZIP; null leaves names
     * @param outcomes one per row, ordered by line
     * @param target the file to write; replaced when it exists
     */
    public void write(Path input, String name, ImageStore images, Iterator<Verdict> outcomes, Path target)
            throws IOException {
        Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
        try (BufferedWriter text = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
            text.write(BYTE_ORDER_MARK);
            CsvWriter csv = CsvWriter.builder().build(text);
            if (input == null || !Files.isRegularFile(input)) {
                onlyVerdicts(csv, outcomes);
            } else {
                FileFacts facts = FileFacts.of(input);
                if (facts.container() == FileFacts.Container.ZIPPED && !ProductReader.isWorkbook(input)) {
                    try (ZipPack pack = new ZipPack(input, workDirectory, limits, images)) {
                        Path table = pack.extractTable();
                        rows(csv, table, pack.tableName(), FileFacts.of(table), images == null ? null : pack, outcomes);
                    }
                } else {
                    rows(csv, input, name, facts, null, outcomes);
                }
            }
            csv.flush();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void rows(
            CsvWriter csv, Path table, String name, FileFacts facts, Pictures pictures, Iterator<Verdict> outcomes)
            throws IOException {
        Verdicts verdicts = new Verdicts(outcomes);
        if (ProductReader.isJson(table, name, facts)) {
            try (JsonItems items =
                    JsonItems.open(facts.open(table), ProductReader.isByLine(name), limits.maxTokens())) {
                jsonRows(
                        csv,
                        new JsonProducts(items, limits, new ProductRules(limits, null, key -> true)),
                        pictures,
                        verdicts);
            }
        } else {
            try (TableRows rows = new ProductReader(limits, workDirectory, key -> true).table(table, facts)) {
                tableRows(csv, rows, pictures, verdicts);
            }
        }
        verdicts.rest(csv);
    }

    private void tableRows(CsvWriter csv, TableRows rows, Pictures pictures, Verdicts verdicts) throws IOException {
        Columns columns = HeaderRow.find(rows, TableProducts.HEADER_WITHIN, limits.maxColumns())
                .columns();
        List<Integer> kept = new ArrayList<>();
        List<String> header = new ArrayList<>();
        for (int i = 0; i < columns.width(); i++) {
            if (columns.at(i) == null || columns.at(i).field() != Field.RESULT) {
                kept.add(i);
                header.add(columns.header().get(i));
            }
        }
        verdicts.width = kept.size();
        writeHeader(csv, header);
        for (RawRow row = rows.next(); row != null; row = rows.next()) {
            Verdict outcome = verdicts.of(row.line(), csv);
            if (outcome == null) {
                continue;
            }
            List<String> cells = new ArrayList<>(kept.size());
            for (int i : kept) {
                String cell = i < row.cells().length ? Texts.clean(row.cells()[i]) : null;
                Columns.Column column = columns.at(i);
                boolean picture = cell != null
                        && pictures != null
                        && column != null
                        && (column.field() == Field.MAIN_IMAGE || column.field() == Field.IMAGES);
                cells.add(picture ? heldPictures(cell, pictures) : cell);
            }
            write(csv, cells, row.line(), outcome);
        }
    }

    private void jsonRows(CsvWriter csv, JsonProducts products, Pictures pictures, Verdicts verdicts)
            throws IOException {
        verdicts.width = FlatProduct.HEADER.size();
        writeHeader(csv, FlatProduct.HEADER);
        for (JsonItems.Item item = products.nextItem(); item != null; item = products.nextItem()) {
            Verdict outcome = verdicts.of(item.line(), csv);
            if (outcome == null) {
                continue;
            }
            List<List<String>> flat = item.node() == null || !item.node().isObject()
                    ? List.of(List.of())
                    : FlatProduct.rows(products.draft(item));
            for (List<String> cells : flat) {
                List<String> shown = new ArrayList<>(cells);
                for (int i : FlatProduct.PICTURES) {
                    if (pictures != null && i < shown.size() && shown.get(i) != null) {
                        shown.set(i, heldPictures(shown.get(i), pictures));
                    }
                }
                while (shown.size() < FlatProduct.HEADER.size()) {
                    shown.add(null);
                }
                write(csv, shown, item.line(), outcome);
            }
        }
    }

    private static String heldPictures(String cell, Pictures pictures) {
        return Texts.addresses(cell).stream()
                .map(address -> {
                    try {
                        String key = address.contains("://") ? null : pictures.keyOf(address);
                        return key == null ? address : ImageRef.HUB_MEDIA + key;
                    } catch (Pictures.Refused e) {
                        // the row's verdict says why
                        return address;
                    }
                })
                .collect(Collectors.joining("\n"));
    }

    private void onlyVerdicts(CsvWriter csv, Iterator<Verdict> outcomes) {
        writeHeader(csv, List.of("sku"));
        while (outcomes.hasNext()) {
            Verdict outcome = outcomes.next();
            List<String> cells = new ArrayList<>();
            cells.add(outcome.sku());
            write(csv, cells, outcome.line(), outcome);
        }
    }

    private void writeHeader(CsvWriter csv, List<String> header) {
        List<String> all = new ArrayList<>(header);
        all.addAll(List.of("line", "status", "code", "message"));
        all.addAll(more);
        csv.writeRecord(all);
    }

    private void write(CsvWriter csv, List<String> cells, long line, Verdict outcome) {
        List<String> all = new ArrayList<>(cells.size() + 4 + more.size());
        cells.forEach(cell -> all.add(Texts.forSpreadsheet(cell)));
        all.add(String.valueOf(line));
        all.add(outcome.status());
        all.add(Texts.forSpreadsheet(outcome.code()));
        all.add(Texts.forSpreadsheet(outcome.message()));
        outcome.more().forEach(text -> all.add(Texts.forSpreadsheet(text)));
        csv.writeRecord(all);
    }

    /** Walks the verdicts along with the rows; a verdict without a row of its own is written alone, never lost. */
    private final class Verdicts {

        private final Iterator<Verdict> outcomes;
        private Verdict current;
        private boolean used = true;
        private int width;

        Verdicts(Iterator<Verdict> outcomes) {
            this.outcomes = outcomes;
        }

        Verdict of(long line, CsvWriter csv) {
            while (current == null || current.lastLine() < line) {
                alone(csv);
                if (!outcomes.hasNext()) {
                    current = null;
                    return null;
                }
                current = outcomes.next();
                used = false;
            }
            if (current.line() > line) {
                return null;
            }
            used = true;
            return current;
        }

        void rest(CsvWriter csv) {
            alone(csv);
            while (outcomes.hasNext()) {
                current = outcomes.next();
                used = false;
                alone(csv);
            }
        }

        private void alone(CsvWriter csv) {
            if (!used) {
                List<String> blank = new ArrayList<>();
                for (int i = 0; i < width; i++) {
                    blank.add(null);
                }
                write(csv, blank, current.line(), current);
                used = true;
            }
        }
    }
}
