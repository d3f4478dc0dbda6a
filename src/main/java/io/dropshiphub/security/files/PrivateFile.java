package io.dropshiphub.security.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A small file that nobody but its owner may read, where the file system knows owners. It is there with all of its content or
 * not at all; folders that are missing are made, for the owner only.
 */
public final class PrivateFile {

    private interface Placing {
        void place(Path fresh, Path target) throws IOException;
    }

    private PrivateFile() {}

    /**
     * Writes a file that is not there yet.
     *
     * @throws FileAlreadyExistsException when there is one already; it is left as it is
     */
    public static void create(Path file, String content) throws IOException {
        write(file, content, (fresh, target) -> Files.createLink(target, fresh));
    }

    /** Writes a file, in place of an older one. */
    public static void replace(Path file, String content) throws IOException {
        write(file, content, (fresh, target) -> Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING));
    }

    private static void write(Path file, String content, Placing placing) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Files.createDirectories(folder, permissions(target, "rwx------"));
        Path fresh = Files.createTempFile(folder, ".", ".new", permissions(target, "rw-------"));
        try {
            Files.writeString(fresh, content, StandardCharsets.UTF_8);
            placing.place(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
