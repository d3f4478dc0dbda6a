package io.dropshiphub.sandbox.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.JournalLines;
import io.dropshiphub.sandbox.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Remembers books and keys across restarts: one JSON line for each state of a thing, the last one counts. Every line is handed to
 * the operating system before the answer goes out, so that killing the process loses no charge. Without a path it does nothing.
 */
final class PaymentJournal implements AutoCloseable {

    private static final String KIND = "kind";

    private final Path path;
    private final Map<String, Consumer<ObjectNode>> readers = new HashMap<>();
    private final ThreadLocal<ByteArrayOutputStream> heldBack = new ThreadLocal<>();
    private OutputStream out;

    /** @param path its file, or null for nowhere */
    PaymentJournal(Path path) {
        this.path = path;
    }

    /** Who takes back the states of a kind; to be said before {@link #open}. */
    void restore(String kind, Consumer<ObjectNode> reader) {
        readers.put(kind, reader);
    }

    /** Hands out what the file holds, then goes on writing at its end. */
    void open() {
        if (path == null) {
            return;
        }
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            if (Files.exists(path)) {
                JournalLines.replay(path, this::replay);
            }
            out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot use its journal " + path, e);
        }
    }

    private void replay(ObjectNode state) {
        Consumer<ObjectNode> reader = readers.get(Json.text(state, KIND));
        if (reader != null) {
            reader.accept(state);
        }
    }

    /**
     * What this thread writes from here on goes out by {@link #end} in one piece: a kill in between leaves nothing of it, so that
     * no charge can be remembered without the key that it was made with.
     */
    void begin() {
        heldBack.set(new ByteArrayOutputStream());
    }

    /** Writes what was held back; does nothing when nothing was begun. */
    void end() {
        ByteArrayOutputStream lines = heldBack.get();
        heldBack.remove();
        if (lines != null && lines.size() > 0) {
            append(lines.toByteArray());
        }
    }

    /** @param state changed by this: it gets the kind */
    void write(String kind, ObjectNode state) {
        if (path == null) {
            return;
        }
        ByteArrayOutputStream lines = heldBack.get();
        boolean single = lines == null;
        lines = single ? new ByteArrayOutputStream() : lines;
        lines.writeBytes(Json.bytes(state.put(KIND, kind)));
        lines.write('\n');
        if (single) {
            append(lines.toByteArray());
        }
    }

    private synchronized void append(byte[] lines) {
        try {
            if (out != null) {
                out.write(lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot write its journal " + path, e);
        }
    }

    /** Starts an empty file. */
    synchronized void clear() {
        if (out == null) {
            return;
        }
        try {
            out.close();
            out = Files.newOutputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot empty its journal " + path, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
                out = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot close its journal " + path, e);
        }
    }
}
