package io.dropshiphub.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Registrations a second through the hub and through the bare loop, in turns. */
final class EngineBench {

    /** The figures of one contestant. */
    private static final class Column {
        private final Figures perSecond;
        private final Figures ownCpu;
        private final Figures postgresCpu;

        Column(int warmUp) {
            perSecond = new Figures(warmUp);
            ownCpu = new Figures(warmUp);
            postgresCpu = new Figures(warmUp);
        }

        /** Milliseconds of processor time a registration costs, in the process itself and in PostgreSQL. */
        double cpu() {
            return ownCpu.median() + postgresCpu.median();
        }
    }

    private interface Round {
        Stopwatch.Lap run() throws Exception;
    }

    private final int registrations;
    private final int warmUp;
    private final Path directory = Files.createTempDirectory("hub-bench");

    private EngineBench(Options options) throws Exception {
        registrations = options.number("registrations", 30_000);
        warmUp = options.number("warm-up", 3);
    }

    static void run(Options options) throws Exception {
        new EngineBench(options).rounds(options.number("rounds", 5), options.text("jvm", ""));
    }

    private int products() {
        return registrations / HubUnderLoad.PLATFORMS.size();
    }

    private void rounds(int rounds, String jvmOptions) throws Exception {
        System.out.println("sandbox alone: " + SandboxUnderLoad.ownRate(directory));
        Figures callsOnly = new Figures(warmUp);
        Column bare = new Column(warmUp);
        Column hub = new Column(warmUp);
        try (SandboxUnderLoad sandbox = SandboxUnderLoad.start(directory);
                HubUnderLoad measured = HubUnderLoad.start(
                        directory,
                        sandbox.port(),
                        Stream.of(jvmOptions.split(";"))
                                .filter(option -> !option.isEmpty())
                                .toList());
                BareLoop loop = new BareLoop(CapturedCalls.capture(measured, sandbox), measured)) {
            String picture = sandbox.pictureAtNaver();
            for (int i = 0; i < warmUp + rounds; i++) {
                int round = i;
                sandbox.clear();
                callsOnly.add(loop.callsOnly("C" + round, products()));
                measure(bare, sandbox, () -> loop.registrations("B" + round, products()));
                measure(hub, sandbox, () -> throughHub(measured, "H" + round, picture));
                System.out.printf(
                        Locale.ROOT,
                        "round %d%s: calls only %,.0f, bare loop %,.0f, hub %,.0f a second%n",
                        round,
                        round < warmUp ? " (warm-up)" : "",
                        callsOnly.last(),
                        bare.perSecond.last(),
                        hub.perSecond.last());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%-34s%-30s%s%n",
                "median (range)",
                "registrations/s",
                "CPU ms each: process + PostgreSQL");
        System.out.printf(Locale.ROOT, "%-34s%s%n", "calls only, nothing written", callsOnly);
        row("bare loop", bare);
        row("hub", hub);
        System.out.printf(
                Locale.ROOT,
                "%-34s%-30.2f%.2f%n",
                "hub / bare loop",
                hub.perSecond.median() / bare.perSecond.median(),
                hub.cpu() / bare.cpu());
    }

    private static void row(String name, Column column) {
        System.out.printf(
                Locale.ROOT, "%-34s%-30s%s + %s%n", name, column.perSecond, column.ownCpu, column.postgresCpu);
    }

    private void measure(Column column, SandboxUnderLoad sandbox, Round round) throws Exception {
        sandbox.clear();
        Stopwatch.Lap lap = round.run();
        column.perSecond.add(lap.perSecond());
        column.ownCpu.add(lap.ownCpu());
        column.postgresCpu.add(lap.postgresCpu());
        sandbox.expect(registrations);
    }

    private Stopwatch.Lap throughHub(HubUnderLoad hub, String prefix, String picture) throws Exception {
        Path file = directory.resolve(prefix + ".csv");
        ProductFile.write(file, prefix, products(), picture);
        // intake is measured elsewhere
        hub.pauseAll();
        hub.drop(file);
        hub.await(prefix + ".csv", "read_at");
        hub.jdbc().execute("checkpoint");
        Stopwatch watch = new Stopwatch(hub, hub.pid());
        hub.resumeAll();
        hub.await(prefix + ".csv", "completed_at");
        Stopwatch.Lap lap = watch.stop(registrations, () -> hub.lastOutcome(prefix + ".csv", registrations));
        hub.await(prefix + ".csv", "result_at");
        return lap;
    }
}
