package io.dropshiphub.intake;

import io.dropshiphub.intake.read.FileFacts;
import io.dropshiphub.registration.OpenBatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;

/**
 * A file of the inbox on its way into its batch.
 *
 * @param file where it lies
 * @param facts what was found out about it before it was read
 * @param batch its batch; null when it is not its time yet, because it is still being written
 * @param unread what is still to be stored; null when that is nothing
 */
public record IntakeReading(Path file, FileFacts facts, OpenBatch batch, RowChunks unread) implements Closeable {

    /** The rows to store, read while they are iterated. */
    public Iterator<RowChunks.Chunk> chunks() {
        return unread == null ? Collections.emptyIterator() : unread;
    }

    /** Lets go of the file, so that it can be moved; may be called again. */
    @Override
    public void close() throws IOException {
        if (unread != null) {
            unread.close();
        }
    }
}
