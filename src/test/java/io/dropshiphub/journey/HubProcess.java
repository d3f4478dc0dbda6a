package io.dropshiphub.journey;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.DropshipHub;
import io.dropshiphub.testing.AdminKey;
import io.dropshiphub.testing.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A hub as a process of its own, with its folders below one directory; may be killed and started again. */
final class HubProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final String journey;
    private final String name;
    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private ChildProcess process;
    private volatile Http http;
    private int port;

    HubProcess(String journey, String name, Path directory) {
        this.journey = journey;
        this.name = name;
        this.directory = directory;
        set("server.port", "0");
        set("hub.routes.directory", Path.of("routes").toAbsolutePath().toString());
        set("hub.routes.watch", "false");
        set("spring.profiles.active", "sandbox");
        // hubs that share a database share its vault
        environment.put("ENCRYPTION_MASTER_KEY", TestKeys.MASTER);
        environment.put(AdminKey.VARIABLE, AdminKey.PASSWORD);
    }

    /** A setting as on the command line; of effect at the next start. */
    HubProcess set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Calls that sandbox instead of bringing its own. */
    HubProcess against(SandboxProcess sandbox) {
        environment.put("HUB_SANDBOX_PORT", Integer.toString(sandbox.port()));
        return set("hub.sandbox.enabled", "false");
    }

    /** On its own port, with a sandbox inside. */
    HubProcess withSandboxOn(int port) {
        environment.put("HUB_SANDBOX_PORT", Integer.toString(port));
        return this;
    }

    /** A variable of its environment. */
    HubProcess given(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Makes a one-time password for its first administrator, as which it has to be logged in by hand. */
    HubProcess untouched() {
        environment.remove(AdminKey.VARIABLE);
        return this;
    }

    HubProcess on(String databaseUrl) {
        environment.put("DATABASE_URL", databaseUrl);
        return this;
    }

    /** Everything that usually takes a minute takes seconds: what is lost in a crash comes back within a test's time. */
    HubProcess quick() {
        set("hub.queue.lease", "8s");
        set("hub.queue.send-margin", "3s");
        set("hub.calls.response-timeout", "2s");
        set("hub.queue.retry-delays", "1s,2s");
        // longer than the sandbox's search lags behind
        return set("hub.queue.look-up-delays", "1500ms,2s");
    }

    /** The hub's own rate limits off. */
    HubProcess unlimited() {
        return limit("coupang", 0, 0).limit("naver", 0, 0).limit("eleventh-street", 0, 0);
    }

    /** A rate for each of a marketplace's accounts, and no cap a day. */
    HubProcess limit(String platform, int perSecond, int burst) {
        set("hub.platforms." + platform + ".rate-per-second", Integer.toString(perSecond));
        set("hub.platforms." + platform + ".burst", Integer.toString(burst));
        return set("hub.platforms." + platform + ".daily-creations", "0");
    }

    /** Starts it and waits until it is ready. */
    HubProcess start() {
        return launch().awaitReady();
    }

    /** Starts it and returns at once. */
    HubProcess launch() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        process = ChildProcess.start(
                journey, name, directory, List.of("-Xmx400m"), DropshipHub.class, arguments, environment);
        http = null;
        return this;
    }

    HubProcess awaitReady() {
        port = Integer.parseInt(process.awaitOutput(PORT, START));
        http = new Http(port);
        await("the hub is ready, see " + process.log())
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> http.get("/actuator/health/readiness")
                        .path("status")
                        .asText()
                        .equals("UP"));
        if (environment.containsKey(AdminKey.VARIABLE)) {
            http.logIn();
        }
        return this;
    }

    void kill9() {
        process.kill9();
    }

    /** Is killed as soon as that is so, and started again. */
    void dieWhen(String point, BooleanSupplier reached) {
        await(point)
                .atMost(START)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(reached::getAsBoolean);
        kill9();
        start();
    }

    /** Payments are repeated, and looked after by themselves, within seconds; nothing else limits them. */
    HubProcess quickPayments(Iterable<String> gateways) {
        set("hub.calls.response-timeout", "2s");
        set("hub.payments.resolve.lease", "5s");
        set("hub.payments.resolve.delays", "1s,2s");
        set("hub.payments.retry.first-delay", "100ms");
        gateways.forEach(gateway -> set("hub.payments." + gateway + ".limits.calls", "10000"));
        return set("hub.security.door.rate.requests", "1000000");
    }

    /** Its own folder, with everything that it keeps. */
    Path directory() {
        return directory;
    }

    int port() {
        return port;
    }

    ChildProcess process() {
        return process;
    }

    /** Is asked with this API key from now on. */
    void comeWith(String key) {
        http.comeWith(key);
    }

    JsonNode get(String path) {
        return http.get(path);
    }

    byte[] getBytes(String path) {
        return http.getBytes(path);
    }

    JsonNode post(String path, String body) {
        return http.post(path, body);
    }

    /**
     * Asks for something under a key, also while the hub is being killed or started.
     *
     * @return whether the hub has taken it; else it may have, and the same is to be asked again
     */
    boolean takes(String path, String body, String key) {
        Http server = http;
        return server != null && server.takes(path, body, key);
    }

    Path inbox() {
        return directory.resolve("inbox");
    }

    /** Puts a file into the inbox the way a careful program does: it is there at once and whole. */
    void drop(String name, byte[] content) {
        try {
            Path inbox = Files.createDirectories(inbox());
            Path unfinished = Files.write(inbox.resolve("." + name + ".tmp"), content);
            Files.move(unfinished, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All batches, the newest first. */
    List<JsonNode> batches() {
        List<JsonNode> found = new ArrayList<>();
        http.get("/api/v1/registration/batches?limit=100").forEach(found::add);
        return found;
    }

    /** What became of every row of a batch. */
    List<JsonNode> rows(String batch) {
        List<JsonNode> found = new ArrayList<>();
        String after = "-1";
        while (after != null) {
            JsonNode page = http.get("/api/v1/registration/batch/" + batch + "/rows?limit=1000&after=" + after);
            page.path("rows").forEach(found::add);
            after = page.path("next_after").isNumber() ? page.path("next_after").asText() : null;
        }
        return found;
    }

    /** Waits until that many batches have ended, with their result files written. */
    void awaitEnd(int batches, Duration patience) {
        await(batches + " batches have ended, see " + process.log())
                .atMost(patience)
                .pollInterval(Duration.ofMillis(250))
                .failFast("the hub has ended, see " + process.log(), () -> !process.isAlive())
                .until(() -> batches().stream()
                                .filter(batch -> batch.path("status").asText().matches("completed|failed|cancelled"))
                                .count()
                        == batches);
    }

    /** Ends the hub, and the database that a killed hub leaves running. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        Path postmaster = directory.resolve("data/postgres/cluster/postmaster.pid");
        try {
            if (Files.exists(postmaster)) {
                long pid = Long.parseLong(Files.readAllLines(postmaster).get(0).strip());
                ProcessHandle.of(pid)
                        .filter(each -> each.info().command().orElse("").contains("postgres"))
                        .ifPresent(HubProcess::end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(ProcessHandle postgres) {
        postgres.destroy();
        try {
            postgres.onExit().get(15, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            postgres.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
