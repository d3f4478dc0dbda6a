package io.dropshiphub.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.springframework.core.env.PropertyResolver;
import org.springframework.stereotype.Component;

/**
 * Objects as files in a local folder. Pictures are served below the hub's public address; nothing is deleted by itself,
 * marketplaces may show a picture for years.
 */
@Component
class LocalStore {

    static final String NAME = "local";
    /** Path below the hub's public address. */
    static final String MEDIA_PATH = "/media/";

    private final StorageProperties.Local settings;
    private final PropertyResolver environment;
    private final Path root;
    private final Path unfinished;

    LocalStore(StorageProperties settings, PropertyResolver environment) throws IOException {
        this.settings = settings.local();
        this.environment = environment;
        this.root = this.settings.directory().toAbsolutePath().normalize();
        // on the same file system, so that a move is atomic
        this.unfinished = Files.createDirectories(root.resolve("unfinished"));
    }

    /** Keeps an object durably: after this it outlives a power cut, and a reader never sees half of it. */
    void put(NewObject object) throws IOException {
        Path file = place(object.key());
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(unfinished, "object", null);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                    InputStream in = object.content().getInputStream()) {
                OutputStream out = Channels.newOutputStream(channel);
                in.transferTo(out);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory(file.getParent());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The file of an object; empty when it is not here. */
    Optional<Path> find(String key) {
        if (!NewObject.isKey(key)) {
            return Optional.empty();
        }
        Path file = place(key);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    String url(String key) {
        return media() + key;
    }

    Optional<String> keyIn(String url) {
        return url.startsWith(media())
                ? Optional.of(url.substring(media().length())).filter(NewObject::isKey)
                : Optional.empty();
    }

    private String media() {
        if (!settings.publicUrl().isEmpty()) {
            return settings.publicUrl() + MEDIA_PATH;
        }
        // the real port is known once the server listens; with server.port=0 it is known no other way
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://127.0.0.1:" + port + MEDIA_PATH;
    }

    /** One folder of a hundred thousand files is slow to list: the first two characters make a folder. */
    private Path place(String key) {
        return root.resolve(key.substring(0, Math.min(2, key.length()))).resolve(key);
    }

    private static void syncDirectory(Path directory) throws IOException {
        // Windows cannot open directories and needs no such call
        if (java.io.File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
