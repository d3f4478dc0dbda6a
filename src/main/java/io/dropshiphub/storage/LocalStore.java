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
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/**
 * Objects as files in local folders. Pictures are served below the hub's public address, archived files are served to
 * nobody; nothing is deleted by itself, marketplaces may show a picture for years.
 */
@Component
public class LocalStore {

    private static final String UNFINISHED = "unfinished";

    private final Path pictures;
    private final Path archive;
    private final StorageAddresses addresses;

    LocalStore(StorageProperties settings, StorageAddresses addresses) {
        this.pictures = settings.local().directory().toAbsolutePath().normalize();
        this.archive = settings.local().archiveDirectory().toAbsolutePath().normalize();
        this.addresses = addresses;
    }

    /** Keeps an object durably: after this it outlives a power cut, and a reader never sees half of it. */
    public void put(@Body NewObject object) throws IOException {
        Path file = place(object.purpose(), object.key());
        if (Files.exists(file)) {
            throw StoreFailure.of(StoreFailure.Kind.DUPLICATE, "has the object already");
        }
        Files.createDirectories(file.getParent());
        // on the same file system, so that a move is atomic
        Path temporary = Files.createTempFile(
                Files.createDirectories(root(object.purpose()).resolve(UNFINISHED)), "object", null);
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

    /** The content; the caller closes it. */
    public InputStream get(@Body StoredObject object) throws IOException {
        return Files.newInputStream(file(object));
    }

    /** The size in bytes. */
    public long exists(@Body StoredObject object) throws IOException {
        return Files.size(file(object));
    }

    /** Removes the file; it is no error when it is gone already. */
    public void delete(@Body StoredObject object) throws IOException {
        Files.deleteIfExists(place(object.purpose(), object.key()));
    }

    /** Pictures are open to everybody anyway. */
    public String sign(@Body SignedUrl wish) {
        return addresses.url(wish.object());
    }

    /** The file of a picture; empty when it is not here. Archived files are never found. */
    Optional<Path> picture(String key) {
        return NewObject.isKey(key)
                ? Optional.of(place(Purpose.PICTURE, key)).filter(Files::isRegularFile)
                : Optional.empty();
    }

    private Path file(StoredObject object) {
        Path file = place(object.purpose(), object.key());
        if (!Files.isRegularFile(file)) {
            throw StoreFailure.of(StoreFailure.Kind.MISSING, "has no such object");
        }
        return file;
    }

    private Path root(Purpose purpose) {
        return purpose == Purpose.PICTURE ? pictures : archive;
    }

    /** One folder of a hundred thousand files is slow to list: the first two characters make a folder. */
    private Path place(Purpose purpose, String key) {
        return root(purpose)
                .resolve(key.substring(0, Math.min(2, key.length())))
                .resolve(key);
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
