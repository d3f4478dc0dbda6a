package io.dropshiphub.intake;

import io.dropshiphub.registration.BatchRow;
import io.dropshiphub.registration.OpenBatch;
import io.dropshiphub.registration.RegistrationBatches;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Hands rows to registration, a chunk a transaction. */
@Component
class RowPump {

    private final RegistrationBatches batches;
    private final int chunkRows;

    RowPump(RegistrationBatches batches, IntakeProperties properties) {
        this.batches = batches;
        this.chunkRows = properties.chunkRows();
    }

    /** What went through. */
    record Counts(long accepted, long rejected) {}

    /**
     * Stores all rows behind the batch's checkpoint. Rows in front of it are read again but not stored again: what they
     * teach (seen SKUs, groups) is needed for the rows behind.
     *
     * @param watcher sees every row
     */
    Counts pump(OpenBatch batch, Iterator<BatchRow> rows, Consumer<BatchRow> watcher) {
        List<BatchRow> chunk = new ArrayList<>(chunkRows);
        long accepted = 0;
        long rejected = 0;
        // the first rows go out soon, so that the first marketplace call does not wait for a full chunk
        int size = Math.min(100, chunkRows);
        while (rows.hasNext()) {
            BatchRow row = rows.next();
            watcher.accept(row);
            if (row.product() == null) {
                rejected++;
            } else {
                accepted++;
            }
            if (row.line() <= batch.readUpToLine()) {
                continue;
            }
            chunk.add(row);
            if (chunk.size() >= size) {
                batches.accept(batch.id(), row.lastLine(), chunk);
                chunk = new ArrayList<>(chunkRows);
                size = chunkRows;
            }
        }
        if (!chunk.isEmpty()) {
            batches.accept(batch.id(), chunk.get(chunk.size() - 1).lastLine(), chunk);
        }
        return new Counts(accepted, rejected);
    }
}
