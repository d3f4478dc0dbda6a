package io.dropshiphub.product;

import java.util.Objects;

/**
 * Something wrong with one row of a product file or one product of a request.
 *
 * @param line 1-based line of the file (for XLSX the row number, for JSON the position in the list)
 * @param column the header or field name concerned, or null for the whole row
 * @param code stable code, {@code HUB-INTAKE-nnn} or {@code HUB-REG-nnn}; listed in docs/error-codes.md
 * @param message what is wrong, with what, and how to mend it
 */
public record RowProblem(long line, String column, String code, String message) {

    public RowProblem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }
}
