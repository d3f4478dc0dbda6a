package io.dropshiphub.intake.read;

/**
 * One row of a table as it stands there, or the report that it cannot be read.
 *
 * @param line its line in the file, 1-based
 * @param cells its cells; entries may be null
 * @param problem why it cannot be read, else null
 * @param detail the sentence to the problem, else null
 */
record RawRow(long line, String[] cells, IntakeCode problem, String detail) {

    static RawRow of(long line, String[] cells) {
        return new RawRow(line, cells, null, null);
    }

    static RawRow broken(long line, IntakeCode problem, String detail) {
        return new RawRow(line, new String[0], problem, detail);
    }

    boolean isBlank() {
        if (problem != null) {
            return false;
        }
        for (String cell : cells) {
            if (cell != null && !cell.isBlank()) {
                return false;
            }
        }
        return true;
    }
}
