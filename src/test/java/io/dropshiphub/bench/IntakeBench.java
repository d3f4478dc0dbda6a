package io.dropshiphub.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Rows a second from a CSV into the database, and the whole way to the result file, in 512 MB of heap. */
final class IntakeBench {

    private IntakeBench() {}

    static void run(Options options) throws Exception {
        int rows = options.number("rows", 100_000);
        boolean journey =
                options.text("journey", rows <= 100_000 ? "yes" : "no").equals("yes");
        for (String count : options.text("platforms", "1,3").split(",")) {
            measure(rows, HubUnderLoad.PLATFORMS.subList(0, Integer.parseInt(count)), journey);
        }
    }

    private static void measure(int rows, List<String> platforms, boolean journey) throws Exception {
        Path directory = Files.createTempDirectory("hub-bench");
        Path gcLog = directory.resolve("gc.log");
        try (SandboxUnderLoad sandbox = SandboxUnderLoad.start(directory);
                HubUnderLoad hub = HubUnderLoad.start(
                        directory,
                        sandbox.port(),
                        List.of("-Xlog:gc:file=" + gcLog + "::filecount=0"),
                        "--hub.intake.platforms=" + String.join(",", platforms))) {
            Path file = directory.resolve("products.csv");
            ProductFile.write(file, "P", rows, sandbox.pictureAtNaver());
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d rows, %,d MB, for %s; -Xmx512m%n",
                    rows,
                    Files.size(file) / 1_000_000,
                    String.join(", ", platforms));
            // the calls are measured elsewhere; here they would only take the processors from the intake
            hub.pauseAll();
            Instant moved = hub.drop(file);
            Instant read = hub.await("products.csv", "read_at");
            double seconds = seconds(moved, read);
            System.out.printf(
                    Locale.ROOT,
                    "intake: %.1f s from the file's arrival to its last row stored, %,.0f rows/s, %,.0f registrations/s%n",
                    seconds,
                    rows / seconds,
                    rows * platforms.size() / seconds);
            GcLog.print(gcLog, hub.pid());
            if (journey) {
                Instant resumed = Instant.now();
                hub.resumeAll();
                Instant result = hub.await("products.csv", "result_at");
                Instant last = hub.lastOutcome("products.csv", rows * platforms.size());
                sandbox.expect(rows * platforms.size());
                System.out.printf(
                        Locale.ROOT,
                        "calls: %.1f s for %,d registrations, %,.0f a second; result file %.1f s later; %.1f s in all%n",
                        seconds(resumed, last),
                        rows * platforms.size(),
                        rows * platforms.size() / seconds(resumed, last),
                        seconds(last, result),
                        seconds + seconds(resumed, result));
                GcLog.print(gcLog, hub.pid());
            }
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
