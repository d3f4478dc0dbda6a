package io.dropshiphub.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Pictures in a local folder, named by their content: the same picture is kept once, an address never changes its content,
 * and a name that is no hash cannot be asked for. Nothing is ever deleted, marketplaces may show the address for years.
 */
@Component
class MediaStore {

    private static final int KEY_HEX = 32;
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}\\.(jpg|png|gif|webp|bmp)");

    private final Path root;
    private final Path unfinished;

    MediaStore(ImagesProperties settings) throws IOException {
        root = settings.directory().toAbsolutePath().normalize();
        // on the same file system, so that a move is atomic
        unfinished = Files.createDirectories(root.resolve("unfinished"));
    }

    /** Whether {@code key} can be the name of a held picture. */
    static boolean isKey(String key) {
        return key != null && KEY.matcher(key).matches();
    }

    /** Keeps a picture durably and gives its key; the same bytes give the same key. */
    String put(byte[] bytes, ImageFormat format) throws IOException {
        String key = sha256(bytes).substring(0, KEY_HEX) + "." + format.extension();
        Path file = place(key);
        if (Files.exists(file)) {
            return key;
        }
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(unfinished, key.substring(0, 8), null);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory(file.getParent());
        } finally {
            Files.deleteIfExists(temporary);
        }
        return key;
    }

    /** The file of a held picture; empty for an unknown key and for anything that is no key. */
    Optional<Path> find(String key) {
        if (!isKey(key)) {
            return Optional.empty();
        }
        Path file = place(key);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    private Path place(String key) {
        return root.resolve(key.substring(0, 2)).resolve(key);
    }

    private static void syncDirectory(Path directory) throws IOException {
        // Windows cannot open directories and needs no such call
        if (java.io.File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** SHA-256 as 64 lower-case hex digits. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
