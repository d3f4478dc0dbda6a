package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where contents lie: a file each, and beside it in a lasting folder another one that says whose content it is. Content
 * without such a label is left over from an upload that never ended, and goes at the next start.
 */
final class ObjectFolder implements AutoCloseable {

    private static final String LABEL = ".json";
    private static final String CONTENT = ".bin";

    private final boolean lasting;
    private Path folder;

    /** @param folder null for a temporary one */
    ObjectFolder(Path folder) {
        this.lasting = folder != null;
        this.folder = folder;
    }

    List<StoredObject> load() {
        List<StoredObject> found = new ArrayList<>();
        if (!lasting || !Files.isDirectory(folder)) {
            return found;
        }
        for (Path file : files()) {
            if (file.toString().endsWith(CONTENT)) {
                try {
                    StoredObject known = load(file);
                    if (known == null) {
                        Files.delete(file);
                    } else {
                        found.add(known);
                    }
                } catch (IOException e) {
                    throw unusable(e);
                }
            }
        }
        return found;
    }

    private static StoredObject load(Path content) throws IOException {
        Path label = label(content);
        ObjectNode json = Files.exists(label) ? Json.object(Files.readAllBytes(label)) : null;
        return json == null ? null : StoredObject.fromJson(json, Content.of(content));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    synchronized Path newFile() throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("sandbox-storage");
        }
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "object", CONTENT);
    }

    private static Path label(Path content) {
        String name = content.getFileName().toString();
        return content.resolveSibling(name.substring(0, name.length() - CONTENT.length()) + LABEL);
    }

    void label(StoredObject object) {
        if (lasting) {
            try {
                Files.write(label(object.content().file()), Json.bytes(object.toJson()));
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }

    void remove(StoredObject object) {
        try {
            Files.deleteIfExists(label(object.content().file()));
        } catch (IOException e) {
            throw unusable(e);
        }
        object.content().delete();
    }

    private UncheckedIOException unusable(IOException e) {
        return new UncheckedIOException("the sandbox cannot use its storage folder " + folder, e);
    }

    /** A temporary folder goes. */
    @Override
    public synchronized void close() {
        if (lasting || folder == null) {
            return;
        }
        try {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw unusable(e);
        }
    }
}
