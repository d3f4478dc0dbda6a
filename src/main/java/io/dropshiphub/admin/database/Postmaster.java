package io.dropshiphub.admin.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code postmaster.pid} in a PostgreSQL directory says: the process that serves it, or served it before a crash.
 *
 * @param pid its process
 * @param port its TCP port
 */
record Postmaster(long pid, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** Reads the file; empty when there is none or it is not (yet) complete. */
    static Optional<Postmaster> in(Path cluster) {
        Path file = file(cluster);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(PID_LINE).strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /**
     * Whether the process lives and can be a PostgreSQL. After a restart of the machine or container the number in the file
     * often belongs to somebody else.
     */
    boolean isPostgres() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie())
                .map(process -> process.info()
                        .command()
                        .map(command -> Path.of(command)
                                .getFileName()
                                .toString()
                                .toLowerCase(Locale.ROOT)
                                .startsWith("postgres"))
                        // somebody else's process hides its command: better wait for it than write into its files
                        .orElse(true))
                .orElse(false);
    }

    /** Dead, but not yet taken note of by its parent; in a container without an init process that is for ever. */
    private boolean isZombie() {
        Path stat = Path.of("/proc", String.valueOf(pid), "stat");
        try {
            if (!Files.exists(stat)) {
                return false;
            }
            String text = Files.readString(stat);
            // "pid (name) state …", and the name may hold anything
            return text.startsWith(") Z", text.lastIndexOf(')'));
        } catch (IOException e) {
            return false;
        }
    }
}
