package io.dropshiphub.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long an idle hub takes from a file's arrival to the first listing at a marketplace. */
final class LatencyBench {

    private LatencyBench() {}

    static void run(Options options) throws Exception {
        int files = options.number("files", 20);
        Path directory = Files.createTempDirectory("hub-bench");
        List<Long> millis = new ArrayList<>();
        try (SandboxUnderLoad sandbox = SandboxUnderLoad.start(directory);
                HubUnderLoad hub = HubUnderLoad.start(directory, sandbox.port(), List.of())) {
            String picture = sandbox.pictureAtNaver();
            // the first files find a cold process
            int cold = 3;
            for (int i = 0; i < cold + files; i++) {
                Path file = directory.resolve("L" + i + ".csv");
                ProductFile.write(file, "L" + i, 1, picture);
                Instant moved = hub.drop(file);
                hub.await("L" + i + ".csv", "result_at");
                long taken = Duration.between(moved, sandbox.firstListing("L" + i + "-0"))
                        .toMillis();
                if (i >= cold) {
                    millis.add(taken);
                }
                // every phase of the hub's timers is met
                Thread.sleep(200 + 37L * i);
            }
        }
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "file moved in to first listing, %d files: median %d ms, slowest %d ms%n",
                files,
                millis.get(millis.size() / 2),
                millis.get(millis.size() - 1));
    }
}
