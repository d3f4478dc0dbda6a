package io.dropshiphub.intake.read;

import java.io.Closeable;
import java.io.IOException;

/** Rows of a table, one at a time. */
interface TableRows extends Closeable {

    /** The next row; null at the end. What is wrong with one row is told in it, never thrown. */
    RawRow next() throws IOException;
}
