package io.dropshiphub.intake.read;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/**
 * Streams a CSV file. A row with broken quotes is reported and reading goes on at the next line, so that one stray quote
 * can neither stop the file nor swallow the rows behind it unnoticed.
 */
final class CsvTable implements TableRows {

    /** Opens the text from its beginning; called again after a broken row. */
    interface Source {
        Reader open() throws IOException;
    }

    /** Stands alone in a row behind the end of the text: when it turns up inside a cell, a quote was never closed. */
    private static final String END = "\u0002hub-end\u0002";

    private static final int MAX_FIELD = 16 * 1024 * 1024;
    private static final int MAX_RECOVERIES = 50;

    private final Source source;
    private final char separator;
    private final int maxFields;
    private CsvReader<CsvRecord> reader;
    private CloseableIterator<CsvRecord> records;
    /** Lines in front of the current reader's first line. */
    private long skipped;
    /** The line behind the last row that was read. */
    private long nextLine = 1;

    private int recoveries;
    private boolean ended;

    CsvTable(Source source, char separator, int maxColumns) throws IOException {
        this.source = source;
        this.separator = separator;
        // a row that is much too wide is still read and reported; a runaway one is not
        this.maxFields = Math.max(maxColumns * 4, 4096);
        openAt(0);
    }

    @Override
    public RawRow next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            if (!records.hasNext()) {
                ended = true;
                return null;
            }
            CsvRecord record = records.next();
            long line = skipped + record.getStartingLineNumber();
            String[] cells = new String[record.getFieldCount()];
            long lines = 1;
            for (int i = 0; i < cells.length; i++) {
                cells[i] = record.getField(i);
                lines += lineBreaks(cells[i]);
            }
            if (cells[cells.length - 1].contains(END)) {
                if (cells.length == 1 && cells[0].equals(END)) {
                    ended = true;
                    return null;
                }
                return recover(line, IntakeCode.QUOTES_BROKEN, "a quote opened in this row is never closed");
            }
            nextLine = line + lines;
            return RawRow.of(line, cells);
        } catch (CsvParseException e) {
            return recover(nextLine, codeOf(e), whatIsWrong(e));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private RawRow recover(long line, IntakeCode code, String what) throws IOException {
        reader.close();
        if (++recoveries > MAX_RECOVERIES) {
            ended = true;
            return RawRow.broken(
                    line,
                    IntakeCode.REST_UNREADABLE,
                    "more than " + MAX_RECOVERIES + " rows with broken quotes; the last: " + what);
        }
        nextLine = line + 1;
        openAt(line);
        return RawRow.broken(line, code, what + "; this row was left out, reading went on at line " + (line + 1));
    }

    private void openAt(long linesToSkip) throws IOException {
        Reader text = source.open();
        if (linesToSkip > 0) {
            text = new BufferedReader(text);
            skipLines(text, linesToSkip);
        }
        skipped = linesToSkip;
        reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                .maxBufferSize(MAX_FIELD)
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(maxFields)
                                .maxFieldSize(MAX_FIELD)
                                .maxRecordSize(MAX_FIELD * 2)),
                        new EndMarkingReader(text));
        records = reader.iterator();
    }

    private static void skipLines(Reader text, long lines) throws IOException {
        long left = lines;
        boolean afterReturn = false;
        while (left > 0) {
            int c = text.read();
            if (c < 0) {
                return;
            }
            if (c == '\n') {
                left -= afterReturn ? 0 : 1;
            } else if (c == '\r') {
                left--;
            }
            afterReturn = c == '\r';
        }
        if (afterReturn) {
            text.mark(1);
            if (text.read() != '\n') {
                text.reset();
            }
        }
    }

    private static long lineBreaks(String cell) {
        long breaks = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\n' && (i == 0 || cell.charAt(i - 1) != '\r') || c == '\r') {
                breaks++;
            }
        }
        return breaks;
    }

    private static IntakeCode codeOf(CsvParseException e) {
        String text = allMessages(e);
        if (text.contains("maximum limit of")) {
            return IntakeCode.TOO_MANY_CELLS;
        }
        return text.contains("max field size") || text.contains("max record size") || text.contains("buffer size")
                ? IntakeCode.CELL_TOO_LARGE
                : IntakeCode.QUOTES_BROKEN;
    }

    private static String whatIsWrong(CsvParseException e) {
        return switch (codeOf(e)) {
            case TOO_MANY_CELLS -> "the row has thousands of cells";
            case CELL_TOO_LARGE -> "a cell has more than 16 million characters, or a quote opened here is never closed";
            default -> "text follows a closing quote; double the quotes that belong to the text";
        };
    }

    private static String allMessages(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            text.append(t.getMessage()).append('\n');
        }
        return text.toString();
    }

    /** Appends a line break and the end marker to a text. */
    private static final class EndMarkingReader extends Reader {

        private final Reader text;
        private final String tail = "\n" + END + "\n";
        private int tailAt = -1;

        EndMarkingReader(Reader text) {
            this.text = text;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (tailAt < 0) {
                int n = text.read(buffer, offset, length);
                if (n >= 0) {
                    return n;
                }
                tailAt = 0;
            }
            int n = Math.min(length, tail.length() - tailAt);
            if (n == 0) {
                return -1;
            }
            tail.getChars(tailAt, tailAt + n, buffer, offset);
            tailAt += n;
            return n;
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
