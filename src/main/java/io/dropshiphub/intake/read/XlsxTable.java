package io.dropshiphub.intake.read;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** Streams the first visible sheet of a workbook. Formulas count with the value that Excel last computed. */
final class XlsxTable implements TableRows {

    /** A double holds 15 decimal digits: what Excel shows; more of them are rounding noise. */
    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private long lastLine;
    private boolean ended;

    /**
     * @throws IntakeProblem when the workbook is broken, protected or unpacks to too much
     */
    XlsxTable(Path file, ReadLimits limits) throws IOException {
        unpackOnce(file, limits);
        ReadableWorkbook opened = null;
        try {
            opened = new ReadableWorkbook(file.toFile(), new ReadingOptions(false, true));
            Sheet sheet = opened.getSheets()
                    .filter(s -> s.getVisibility() == SheetVisibility.VISIBLE)
                    .findFirst()
                    .orElseThrow(() -> new IntakeProblem(
                            IntakeCode.XLSX_BROKEN,
                            "the workbook has no visible sheet; put the products on its first sheet"));
            workbook = opened;
            stream = sheet.openStream();
            rows = stream.iterator();
        } catch (IOException | RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            throw e instanceof IntakeProblem known ? known : broken(e);
        }
    }

    @Override
    public RawRow next() {
        if (ended) {
            return null;
        }
        Row row;
        try {
            if (!rows.hasNext()) {
                ended = true;
                return null;
            }
            row = rows.next();
        } catch (RuntimeException e) {
            ended = true;
            return RawRow.broken(
                    lastLine + 1,
                    IntakeCode.REST_UNREADABLE,
                    "the sheet is damaged behind row " + lastLine + ": "
                            + Texts.shorten(String.valueOf(e.getMessage()), 120));
        }
        // numbers that go backwards occur in made-up files only; lines must stay in order
        lastLine = Math.max(lastLine + 1, row.getRowNum());
        String[] cells = new String[row.getCellCount()];
        for (int i = 0; i < cells.length; i++) {
            Cell cell = row.getCell(i);
            cells[i] = cell == null ? null : text(cell);
        }
        return RawRow.of(lastLine, cells);
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA) {
            String raw = cell.getValue() instanceof BigDecimal number ? number.toString() : cell.getRawValue();
            return cell.getType() == CellType.FORMULA && !isNumber(raw) ? raw : plainNumber(raw);
        }
        if (cell.getType() == CellType.ERROR) {
            return cell.getRawValue();
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return Boolean.TRUE.equals(cell.getValue()) ? "true" : "false";
        }
        return cell.getText();
    }

    private static boolean isNumber(String raw) {
        return raw != null && raw.length() < 40 && raw.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");
    }

    private static String plainNumber(String raw) {
        if (!isNumber(raw)) {
            return raw;
        }
        BigDecimal number = new BigDecimal(raw);
        // beyond this the plain form would be a wall of zeros; as it stands it is refused as a number later on
        return Math.abs(number.scale()) > 40 || number.precision() - number.scale() > 40
                ? raw
                : number.round(EXCEL_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** Unpacks every part once, keeping nothing, to know its true size before anything is parsed. */
    private static void unpackOnce(Path file, ReadLimits limits) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        boolean isWorkbook = false;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                isWorkbook |= entry.getName().equals("xl/workbook.xml");
                long size = 0;
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        size += n;
                        total += n;
                        Unpacking.check(entry.getName(), size, entry.getCompressedSize(), total, limits);
                        if (entry.getName().endsWith("sharedStrings.xml")
                                && size > limits.maxSharedTexts().toBytes()) {
                            throw new IntakeProblem(
                                    IntakeCode.SHEET_TOO_LARGE,
                                    "the workbook's table of texts has more than "
                                            + limits.maxSharedTexts().toMegabytes()
                                            + " MB; nothing was read. Save the sheet as CSV (UTF-8) and drop that");
                        }
                    }
                }
            }
        } catch (IntakeProblem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
        if (!isWorkbook) {
            throw new IntakeProblem(
                    IntakeCode.XLSX_BROKEN,
                    "the file holds no sheets the hub can read; nothing was read. Save it as .xlsx");
        }
    }

    private static IntakeProblem broken(Exception e) {
        return new IntakeProblem(
                IntakeCode.XLSX_BROKEN,
                "the workbook is damaged or protected by a password ("
                        + Texts.shorten(String.valueOf(e.getMessage()), 120)
                        + "); nothing was read. Open it in Excel and save it again");
    }
}
