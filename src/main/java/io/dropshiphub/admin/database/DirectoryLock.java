package io.dropshiphub.admin.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held by the one hub that uses a database directory; the operating system lets go of it however the hub ends. */
final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws DatabaseProblem when another living hub holds it */
    static DirectoryLock take(Path directory) throws IOException {
        Path file = directory.resolve("hub.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // another hub in this very process
        }
        if (lock == null) {
            channel.close();
            throw new DatabaseProblem(
                    "HUB-DB-001",
                    "Another hub (process " + owner(file) + ") is using the database directory " + directory
                            + "; this one does not start",
                    "Stop the other hub, give this one its own hub.database.directory, or let both work on one"
                            + " DATABASE_URL",
                    null);
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new DirectoryLock(channel);
    }

    private static String owner(Path file) {
        try {
            String pid = Files.readString(file).strip();
            return pid.isEmpty() ? "unknown" : pid;
        } catch (IOException e) {
            // Windows does not let others read a locked file
            return "unknown";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
