package io.dropshiphub.intake.read;

import io.dropshiphub.registration.BatchRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The products of one input, read one at a time while it is iterated. Used by one thread; to be closed. */
public final class ProductRows implements Iterator<BatchRow>, Closeable {

    /** Where rows come from. */
    interface Source extends Closeable {

        /** The next row; null at the end. */
        BatchRow next() throws IOException;

        /** What the columns mean; null when the input is no table. */
        Columns columns();
    }

    private final Source source;
    private final Closeable more;
    private BatchRow ready;
    private boolean ended;

    ProductRows(Source source, Closeable more) {
        this.source = source;
        this.more = more;
    }

    /** @throws UncheckedIOException when the disk fails */
    @Override
    public boolean hasNext() {
        if (ready == null && !ended) {
            try {
                ready = source.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ended = ready == null;
        }
        return ready != null;
    }

    @Override
    public BatchRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        BatchRow row = ready;
        ready = null;
        return row;
    }

    @Override
    public void close() throws IOException {
        try (more) {
            source.close();
        }
    }
}
