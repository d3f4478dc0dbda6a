package io.dropshiphub.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures the hub on this machine: {@code engine}, {@code intake}, {@code latency}, {@code images}, {@code codecs} or {@code payments}. What each does and prints is told in
 * docs/benchmarks.md. No test: figures depend on the machine and its load, so nothing here passes or fails.
 */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(Stream.of(arguments)
                .flatMap(argument -> Stream.of(argument.trim().split("\\s+")))
                .toList());
        String what = words.isEmpty() ? "" : words.remove(0);
        Options options = new Options(words);
        header(what);
        switch (what) {
            case "engine" -> EngineBench.run(options);
            case "intake" -> IntakeBench.run(options);
            case "images" -> ImagesBench.run(options);
            case "latency" -> LatencyBench.run(options);
            case "codecs" -> CodecBench.run(options);
            case "payments" -> PaymentsBench.run(options);
            default ->
                throw new IllegalArgumentException(
                        "say what to measure: engine, intake, latency, images, codecs or payments, not '" + what + "'");
        }
        System.out.printf(Locale.ROOT, "load at the end: %s%n", load());
    }

    private static void header(String what) {
        System.out.printf(
                Locale.ROOT,
                "%s, %s, %d processors, Java %s, load at the start: %s%n",
                what,
                LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                load());
    }

    /** The last minute's load average: what else this machine was busy with. */
    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
