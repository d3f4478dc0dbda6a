package io.dropshiphub.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Registrations a second through the hub, beside the bare loop, round about. */
final class EngineBench {

    private EngineBench() {}

    static void run(Options options) throws Exception {
        int registrations = options.number("registrations", 30_000);
        int rounds = options.number("rounds", 5);
        int products = registrations / HubUnderLoad.PLATFORMS.size();
        Path directory = Files.createTempDirectory("hub-bench");
        System.out.println("sandbox alone: " + SandboxUnderLoad.ownRate(directory));
        Figures callsOnly = new Figures();
        Figures bare = new Figures();
        Figures hub = new Figures();
        try (SandboxUnderLoad sandbox = SandboxUnderLoad.start(directory);
                HubUnderLoad measured = HubUnderLoad.start(directory, sandbox.port(), List.of())) {
            String picture = sandbox.pictureAtNaver();
            try (BareLoop loop = new BareLoop(CapturedCalls.capture(measured, sandbox), measured)) {
                for (int round = 0; round < rounds; round++) {
                    sandbox.clear();
                    callsOnly.add(loop.callsOnly("C" + round, products));
                    sandbox.clear();
                    bare.add(loop.registrations("B" + round, products));
                    sandbox.expect(registrations);
                    sandbox.clear();
                    hub.add(throughHub(measured, directory, "H" + round, products, picture));
                    sandbox.expect(registrations);
                    System.out.printf(
                            Locale.ROOT,
                            "round %d%s: calls only %,.0f, bare loop %,.0f, hub %,.0f a second%n",
                            round,
                            round == 0 && rounds > 1 ? " (warm-up)" : "",
                            callsOnly.last(),
                            bare.last(),
                            hub.last());
                }
            }
        }
        System.out.printf(Locale.ROOT, "%n%-42s %s%n", "registrations/s, median (range)", registrations + " a round");
        System.out.printf(Locale.ROOT, "%-42s %s%n", "bare loop, calls only, nothing written", callsOnly);
        System.out.printf(Locale.ROOT, "%-42s %s%n", "bare loop", bare);
        System.out.printf(Locale.ROOT, "%-42s %s%n", "hub", hub);
        System.out.printf(Locale.ROOT, "%-42s %.2f%n", "hub / bare loop", hub.median() / bare.median());
    }

    private static double throughHub(HubUnderLoad hub, Path directory, String prefix, int products, String picture)
            throws Exception {
        Path file = directory.resolve(prefix + ".csv");
        ProductFile.write(file, prefix, products, picture);
        // intake is measured elsewhere
        hub.pauseAll();
        hub.drop(file);
        hub.await(prefix + ".csv", "read_at");
        hub.jdbc().execute("checkpoint");
        Instant start = Instant.now();
        hub.resumeAll();
        hub.await(prefix + ".csv", "result_at");
        int registrations = products * HubUnderLoad.PLATFORMS.size();
        Instant end = hub.lastOutcome(prefix + ".csv", registrations);
        return registrations * 1e9 / Duration.between(start, end).toNanos();
    }
}
