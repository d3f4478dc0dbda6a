package io.dropshiphub.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java process on this build's classes (without the tests); ends with its owner. Its output goes to a file. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final Thread atExit = new Thread(this::kill);

    ChildJvm(Path output, Map<String, String> environment, List<String> jvmOptions, String main, List<String> arguments)
            throws IOException {
        this.output = output;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** The tests' own classes stay out: the hub must not find beans in them. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    /** Everything it has written so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Throws with the end of its output when it has ended by itself. */
    void checkAlive() throws IOException {
        if (!process.isAlive()) {
            String text = output();
            throw new IllegalStateException("a process under test has ended with exit code " + process.exitValue()
                    + ":\n" + text.substring(Math.max(0, text.length() - 4000)));
        }
    }

    /** Waits for it to end by itself. */
    void await() throws InterruptedException {
        process.waitFor();
    }

    private void kill() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // the whole benchmark is being stopped
        }
    }
}
