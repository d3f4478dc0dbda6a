package io.dropshiphub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time that processes have used. A second opinion beside the clock: it hardly depends on what else the machine is
 * busy with. From Linux' {@code /proc}; elsewhere 0.
 */
final class CpuTime {

    private static final Path PROC = Path.of("/proc");
    /** Linux counts in hundredths of a second. */
    private static final double MILLIS_A_TICK = 10;

    // fields of /proc/<pid>/stat behind the command's closing parenthesis
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_ENDED_CHILDREN = 13;
    private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

    private CpuTime() {}

    /** Milliseconds of one process. */
    static double of(long pid) throws IOException {
        String[] stat = stat(PROC.resolve(Long.toString(pid)));
        return stat == null ? 0 : sum(stat, USER, SYSTEM);
    }

    /** Milliseconds of a PostgreSQL server: its first process and all it has started. */
    static double ofPostgres(long postmaster) throws IOException {
        String[] first = stat(PROC.resolve(Long.toString(postmaster)));
        if (first == null) {
            return 0;
        }
        double millis = sum(first, USER, SYSTEM, USER_OF_ENDED_CHILDREN, SYSTEM_OF_ENDED_CHILDREN);
        List<Path> processes;
        try (Stream<Path> entries = Files.list(PROC)) {
            processes = entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .toList();
        }
        for (Path process : processes) {
            String[] stat = stat(process);
            if (stat != null && Long.parseLong(stat[PARENT]) == postmaster) {
                millis += sum(stat, USER, SYSTEM);
            }
        }
        return millis;
    }

    private static String[] stat(Path process) throws IOException {
        try {
            String line = Files.readString(process.resolve("stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return null;
        }
    }

    private static double sum(String[] stat, int... fields) {
        double ticks = 0;
        for (int field : fields) {
            ticks += Long.parseLong(stat[field]);
        }
        return ticks * MILLIS_A_TICK;
    }
}
