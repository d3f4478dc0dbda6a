package io.dropshiphub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of a process under test: what its heap held after each collection, and its largest resident size. */
final class GcLog {

    private static final Pattern COLLECTION = Pattern.compile("Pause .* \\d+M->(\\d+)M\\(\\d+M\\)");
    private static final int PARTS = 5;

    private GcLog() {}

    /** The smallest heap after a collection in each fifth of the collections so far: flat when nothing piles up. */
    static void print(Path log, long pid) throws IOException {
        List<Integer> after = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.find()) {
                after.add(Integer.parseInt(collection.group(1)));
            }
        }
        List<String> floors = new ArrayList<>();
        for (int part = 0; part < PARTS && after.size() >= PARTS; part++) {
            List<Integer> some = after.subList(after.size() * part / PARTS, after.size() * (part + 1) / PARTS);
            floors.add(String.valueOf(
                    some.stream().mapToInt(Integer::intValue).min().orElse(0)));
        }
        System.out.printf(
                Locale.ROOT,
                "memory: heap after collection %s MB (lowest of each fifth of %d), at most %d MB; resident at most %s%n",
                String.join(", ", floors),
                after.size(),
                after.stream().mapToInt(Integer::intValue).max().orElse(0),
                largestResident(pid));
    }

    private static String largestResident(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return "unknown (no /proc here)";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                .findFirst()
                .orElse("unknown");
    }
}
