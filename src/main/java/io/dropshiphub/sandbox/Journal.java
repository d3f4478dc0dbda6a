package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.JournalLines;
import io.dropshiphub.sandbox.wire.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Remembers listings across restarts: one JSON line for each state of a listing, the last one counts. Lines wait in
 * memory for at most a second, so a crash of the sandbox's own process may lose that second. Without a path it does
 * nothing.
 */
final class Journal implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;
    private static final long FLUSH_MILLIS = 1000;

    private final Path path;
    private OutputStream out;

    Journal(Path path) {
        this.path = path;
    }

    /** Fills the shelves from the file, then goes on writing at its end. */
    void open(Map<String, Shelf> shelves) {
        if (path == null) {
            return;
        }
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            if (Files.exists(path)) {
                JournalLines.replay(path, state -> replay(state, shelves));
            }
            out = new BufferedOutputStream(
                    Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND), BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot use its journal " + path, e);
        }
        Thread flusher = new Thread(this::flushRegularly, "sandbox-journal");
        flusher.setDaemon(true);
        flusher.start();
    }

    private static void replay(ObjectNode state, Map<String, Shelf> shelves) {
        Shelf shelf = shelves.get(Json.text(state, "service"));
        if (shelf != null) {
            String document = Json.text(state, "document");
            shelf.restore(
                    listing(state),
                    document == null ? null : Base64.getDecoder().decode(document));
        }
    }

    void write(String service, Listing listing) {
        if (path == null) {
            return;
        }
        ObjectNode state;
        synchronized (listing) {
            state = state(service, listing);
        }
        byte[] line = Json.bytes(state);
        synchronized (this) {
            try {
                if (out != null) {
                    out.write(line);
                    out.write('\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the sandbox cannot write its journal " + path, e);
            }
        }
    }

    private static ObjectNode state(String service, Listing listing) {
        ObjectNode state = Json.object()
                .put("service", service)
                .put("id", listing.id)
                .put("account", listing.account)
                .put("sku", listing.sku)
                .put("created_at", listing.createdAt)
                .put("changed_at", listing.changedAt)
                .put("name", listing.name)
                .put("status", listing.status)
                .put("price", listing.price)
                .put("stock", listing.stock)
                .put("revisions", listing.revisions)
                .put("live", listing.live)
                .put("decided_at", listing.decidedAt)
                .put("verdict", listing.verdict)
                .put("comment", listing.comment);
        for (Listing.Item item : listing.items) {
            state.withArray("items")
                    .addObject()
                    .put("number", item.number)
                    .put("name", item.name)
                    .put("sku", item.sku)
                    .put("price", item.price)
                    .put("original_price", item.originalPrice)
                    .put("stock", item.stock)
                    .put("stopped", item.stopped)
                    .put("approved", item.approved);
        }
        if (listing.document() != null) {
            state.put("document", Base64.getEncoder().encodeToString(listing.document()));
        }
        return state;
    }

    private static Listing listing(JsonNode state) {
        List<Listing.Item> items = new ArrayList<>();
        for (JsonNode row : state.path("items")) {
            Listing.Item item = new Listing.Item(
                    row.path("number").asInt(),
                    Json.text(row, "name"),
                    Json.text(row, "sku"),
                    row.path("price").asLong(),
                    row.path("original_price").asLong(),
                    row.path("stock").asLong());
            item.stopped = row.path("stopped").asBoolean();
            item.approved = row.path("approved").asBoolean();
            items.add(item);
        }
        Listing listing = new Listing(
                state.path("id").asLong(),
                Json.text(state, "account"),
                Json.text(state, "sku"),
                state.path("created_at").asLong(),
                items);
        listing.changedAt = state.path("changed_at").asLong();
        listing.name = Json.text(state, "name");
        listing.status = Json.text(state, "status");
        listing.price = state.path("price").asLong();
        listing.stock = state.path("stock").asLong();
        listing.revisions = state.path("revisions").asInt();
        listing.live = state.path("live").asBoolean();
        listing.decidedAt = state.path("decided_at").asLong();
        listing.verdict = Json.text(state, "verdict");
        listing.comment = Json.text(state, "comment");
        return listing;
    }

    private void flushRegularly() {
        try {
            while (flush()) {
                Thread.sleep(FLUSH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean flush() {
        try {
            if (out != null) {
                out.flush();
            }
            return out != null;
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
            out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
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
