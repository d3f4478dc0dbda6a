package io.dropshiphub.intake;

import io.dropshiphub.intake.read.ProductRows;
import io.dropshiphub.registration.BatchRow;
import io.dropshiphub.registration.OpenBatch;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The rows of one input behind its batch's checkpoint, in the portions in which they are stored. Rows in front of the
 * checkpoint are read again but not given out: what they teach (seen SKUs, groups) is needed for the rows behind. Reads
 * while it is iterated, in one thread; whoever stops half-way closes it.
 */
public final class RowChunks implements Iterator<RowChunks.Chunk>, Closeable {

    /** The first rows go out soon, so that the first marketplace call does not wait for a full chunk. */
    private static final int FIRST_ROWS = 100;

    /**
     * What is stored in one transaction.
     *
     * @param batch where the rows belong
     * @param upToLine the last line they and the ones before stand for
     * @param rows at least one
     */
    public record Chunk(UUID batch, long upToLine, List<BatchRow> rows) {

        /** Short, because tracing tools show bodies as text. */
        @Override
        public String toString() {
            return rows.size() + " rows up to line " + upToLine + " of batch " + batch;
        }
    }

    private final OpenBatch batch;
    private final ProductRows rows;
    private final int fullSize;
    private final Consumer<BatchRow> watcher;
    private int size;
    private BatchRow ahead;
    private boolean over;
    private long accepted;
    private long rejected;

    /**
     * @param rows closed together with this
     * @param chunkRows how many rows a chunk has at most
     * @param watcher sees every row, also those in front of the checkpoint
     */
    RowChunks(OpenBatch batch, ProductRows rows, int chunkRows, Consumer<BatchRow> watcher) {
        this.batch = batch;
        this.rows = rows;
        this.fullSize = chunkRows;
        this.watcher = watcher;
        this.size = Math.min(FIRST_ROWS, chunkRows);
    }

    /** Whether more rows are to be stored; no after a failure and once it is closed. */
    @Override
    public boolean hasNext() {
        while (ahead == null && !over) {
            // a failed read leaves it over: nobody may go on behind a hole
            over = true;
            if (rows.hasNext()) {
                BatchRow row = rows.next();
                over = false;
                count(row);
                if (row.line() > batch.readUpToLine()) {
                    ahead = row;
                }
            }
        }
        return ahead != null;
    }

    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<BatchRow> chunk = new ArrayList<>(size);
        while (chunk.size() < size && hasNext()) {
            chunk.add(ahead);
            ahead = null;
        }
        size = fullSize;
        return new Chunk(batch.id(), chunk.get(chunk.size() - 1).lastLine(), chunk);
    }

    /** Products read so far. */
    long accepted() {
        return accepted;
    }

    /** Rows refused so far. */
    long rejected() {
        return rejected;
    }

    @Override
    public void close() throws IOException {
        over = true;
        ahead = null;
        rows.close();
    }

    private void count(BatchRow row) {
        watcher.accept(row);
        if (row.product() == null) {
            rejected++;
        } else {
            accepted++;
        }
    }
}
