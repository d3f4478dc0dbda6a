package io.dropshiphub.journey;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A JVM of the test's own, with its output in a file. None outlives the test's JVM. */
class ChildProcess implements AutoCloseable {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();
    private static final Path LOGS = Path.of("target/journey").toAbsolutePath();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a main class on the class path of the tests, without the tests' own classes and settings.
     *
     * @param journey the test, for the place of the log
     * @param name the process, for the name of the log
     */
    static ChildProcess start(
            String journey,
            String name,
            Path directory,
            List<String> jvm,
            Class<?> main,
            List<String> arguments,
            Map<String, String> environment) {
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            // short lives on a shared machine: quick to start matters more than quick at its best
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
            command.addAll(jvm);
            command.addAll(List.of("-cp", classPath(), main.getName()));
            command.addAll(arguments);
            Path log = freshLog(journey, name);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(key -> key.matches("(HUB|SANDBOX|COUPANG|NAVER|ELEVENTH)_.*")
                            || List.of("DATABASE_URL", "SERVER_PORT", "JAVA_TOOL_OPTIONS")
                                    .contains(key));
            builder.environment().putAll(environment);
            Process process = builder.start();
            ALIVE.add(process);
            return new ChildProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path freshLog(String journey, String name) throws IOException {
        Path directory = Files.createDirectories(LOGS.resolve(journey));
        Path log = directory.resolve(name + ".log");
        for (int n = 2; Files.exists(log); n++) {
            log = directory.resolve(name + "-" + n + ".log");
        }
        return log;
    }

    /** Removes what an earlier run of the journey has logged. */
    static void forgetLogs(String journey) {
        File[] files = LOGS.resolve(journey).toFile().listFiles();
        for (File file : files == null ? new File[0] : files) {
            file.delete();
        }
    }

    /** What the first match of {@code pattern} in the output holds in its group; waits for it while the process lives. */
    String awaitOutput(Pattern pattern, Duration patience) {
        return await("'" + pattern + "' in " + log)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(25))
                .failFast("the process has ended, see " + log, () -> !process.isAlive())
                .until(
                        () -> {
                            Matcher matcher = pattern.matcher(output());
                            return matcher.find() ? matcher.group(1) : null;
                        },
                        found -> found != null);
    }

    /** Everything it has said so far. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill9() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(20));
    }

    /** {@code kill -TERM}; returns at once. */
    void terminate() {
        process.destroy();
    }

    /** {@code kill -STOP}: it stays, and does nothing. */
    void freeze() {
        signal("STOP");
    }

    /** {@code kill -CONT}. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end and answers whether it came in time. */
    boolean awaitEnd(Duration patience) {
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                ALIVE.remove(process);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill9();
        }
    }
}
