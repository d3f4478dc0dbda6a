package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The buckets of one service; contents lie on disk, so that their size does not matter to the memory. */
public final class ObjectStore implements AutoCloseable {

    /** For {@link #put}: store whatever is there already. */
    static final long ANY = -1;

    /** For {@link #put}: store only what is not there yet. */
    static final long ABSENT = 0;

    private static final int BUFFER = 64 * 1024;

    private final String service;
    private final SandboxClock clock;
    private final ObjectFolder folder;
    private final Map<String, StorageSettings.Bucket> buckets = new TreeMap<>();
    private final Map<String, TreeMap<String, StoredObject>> objects = new TreeMap<>();
    private long lastGeneration;

    /** @throws UncheckedIOException when the folder cannot be used */
    public ObjectStore(String service, StorageSettings settings, SandboxClock clock) {
        this.service = service;
        this.clock = clock;
        this.folder = new ObjectFolder(
                settings.folder() == null ? null : settings.folder().resolve(service));
        settings.buckets().forEach(bucket -> {
            buckets.put(bucket.name(), bucket);
            objects.put(bucket.name(), new TreeMap<>());
        });
        for (StoredObject known : folder.load()) {
            if (objects.containsKey(known.bucket())) {
                objects.get(known.bucket()).put(known.name(), known);
                lastGeneration = Math.max(lastGeneration, known.generation());
            }
        }
    }

    public String service() {
        return service;
    }

    /** Null when there is no such bucket. */
    StorageSettings.Bucket bucket(String name) {
        return buckets.get(name);
    }

    /** An empty file for content that is on its way. */
    Path newFile() throws IOException {
        return folder.newFile();
    }

    /** Takes content in; null when it is larger than that. */
    Content receive(InputStream in, long most) throws IOException {
        Path file = newFile();
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            int read;
            while (size <= most && (read = in.read(buffer)) >= 0) {
                out.write(buffer, 0, read);
                size += read;
            }
            whole = size <= most;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return whole ? Content.of(file) : null;
    }

    /** The same content once more. */
    Content duplicate(StoredObject source) throws IOException {
        try (InputStream in = Files.newInputStream(source.content().file())) {
            return receive(in, Long.MAX_VALUE);
        }
    }

    /**
     * Stores content under a name.
     *
     * @param generation which one must be there now, {@link #ABSENT} for none, {@link #ANY} for no matter
     * @return null when another one is there; the content is thrown away then
     */
    synchronized StoredObject put(
            String bucket, String name, Content content, StoredObject.Label label, long generation) {
        StoredObject before = objects.get(bucket).get(name);
        if (!isExpected(before, generation)) {
            content.delete();
            return null;
        }
        long now = clock.millis();
        lastGeneration = Math.max(lastGeneration + 1, now * 1000);
        StoredObject stored = new StoredObject(
                bucket,
                name,
                before == null ? UUID.randomUUID().toString() : before.id(),
                lastGeneration,
                content,
                label,
                before == null ? now : before.createdAt(),
                now);
        folder.label(stored);
        objects.get(bucket).put(name, stored);
        if (before != null) {
            folder.remove(before);
        }
        return stored;
    }

    /** Whether this generation, {@link #ABSENT} for none, is there now. */
    synchronized boolean isExpected(String bucket, String name, long generation) {
        return isExpected(objects.get(bucket).get(name), generation);
    }

    private static boolean isExpected(StoredObject known, long generation) {
        return generation == ANY || generation == (known == null ? ABSENT : known.generation());
    }

    /** Null when there is none. */
    synchronized StoredObject get(String bucket, String name) {
        return objects.getOrDefault(bucket, new TreeMap<>()).get(name);
    }

    /** What was deleted, null when there was nothing. */
    synchronized StoredObject delete(String bucket, String name) {
        StoredObject known = objects.get(bucket).remove(name);
        if (known != null) {
            folder.remove(known);
        }
        return known;
    }

    /** The objects whose names begin so, in the order of their names. */
    synchronized List<StoredObject> list(String bucket, String prefix) {
        List<StoredObject> found = new ArrayList<>();
        for (StoredObject object : objects.get(bucket).tailMap(prefix, true).values()) {
            if (!object.name().startsWith(prefix)) {
                break;
            }
            found.add(object);
        }
        return found;
    }

    /** For the control interface: one row an object. */
    public synchronized void describe(ArrayNode rows, String onlyBucket, String prefix) {
        for (String bucket : buckets.keySet()) {
            if (onlyBucket == null || onlyBucket.equals(bucket)) {
                list(bucket, prefix == null ? "" : prefix).forEach(object -> rows.add(row(object)));
            }
        }
    }

    private ObjectNode row(StoredObject object) {
        return Json.object()
                .put("service", service)
                .put("bucket", object.bucket())
                .put("name", object.name())
                .put("bytes", object.content().size())
                .put("sha256", object.content().sha256())
                .put("content_type", object.label().contentType())
                .put("cache_control", object.label().cacheControl())
                .put("generation", object.generation());
    }

    /** Forgets every object. */
    public synchronized void clear() {
        objects.values().forEach(bucket -> {
            bucket.values().forEach(folder::remove);
            bucket.clear();
        });
    }

    @Override
    public void close() {
        folder.close();
    }
}
