package io.dropshiphub.journey;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the processes of one test and ends them whatever happens; {@code @RegisterExtension} behind the temporary folder. */
final class Journey implements BeforeEachCallback, AfterEachCallback {

    private final String name;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    Journey(String name) {
        this.name = name;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ChildProcess.forgetLogs(name);
    }

    SandboxProcess sandbox(Path directory, Map<String, String> settings) {
        return closing(SandboxProcess.start(name, directory, settings));
    }

    /** A hub that is not started yet, in a folder of its own. */
    HubProcess hub(Path directory, String hub) {
        return closing(new HubProcess(name, hub, directory.resolve(hub)));
    }

    <T extends AutoCloseable> T closing(T process) {
        running.push(process);
        return process;
    }

    /** A port on which nobody listens now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A figure of this run, for people to read. */
    void say(String format, Object... values) {
        System.out.println("journey " + name + ": " + String.format(format, values));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
