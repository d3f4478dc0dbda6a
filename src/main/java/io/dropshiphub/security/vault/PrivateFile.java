package io.dropshiphub.security.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A small file that nobody but its owner may read, where the file system knows owners. */
final class PrivateFile {

    private PrivateFile() {}

    /**
     * Writes a new file. It is there with all of its content or not at all.
     *
     * @throws FileAlreadyExistsException when there is one already; it is left as it is
     */
    static void write(Path file, String content) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path written =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".new", ownerOnly(target));
        try {
            Files.writeString(written, content);
            Files.createLink(target, written);
        } finally {
            Files.delete(written);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
