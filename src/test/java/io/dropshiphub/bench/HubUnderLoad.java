package io.dropshiphub.bench;

import io.dropshiphub.DropshipHub;
import io.dropshiphub.testing.AdminKey;
import io.dropshiphub.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The hub as a process of its own, as a user runs it: {@code -Xmx512m}, durable embedded PostgreSQL, all its routes; without
 * quotas and without fetching pictures.
 */
final class HubUnderLoad implements AutoCloseable {

    static final List<String> PLATFORMS = List.of("coupang", "naver", "11st");

    private final ChildJvm process;
    private final Path directory;
    private final String address;

    private HubUnderLoad(ChildJvm process, Path directory, String address) {
        this.process = process;
        this.directory = directory;
        this.address = address;
    }

    static HubUnderLoad start(Path directory, int sandboxPort, List<String> jvmOptions, String... settings)
            throws IOException, InterruptedException {
        int port = ChildJvm.freePort();
        List<String> arguments = new ArrayList<>(accountSettings());
        arguments.addAll(List.of(
                "--server.port=" + port,
                "--hub.database.directory=" + directory.resolve("postgres"),
                "--hub.intake.inbox=" + directory.resolve("inbox"),
                "--hub.intake.fit-images=false",
                "--hub.storage.local.directory=" + directory.resolve("media"),
                "--hub.security.login.local-api-key-file=",
                // nothing but the registrations themselves during a round
                "--hub.queue.approval-delays=12h"));
        arguments.addAll(List.of(settings));
        List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        options.addAll(jvmOptions);
        ChildJvm process = new ChildJvm(
                directory.resolve("hub.log"),
                Map.of(
                        "HUB_SANDBOX_PORT",
                        String.valueOf(sandboxPort),
                        "ENCRYPTION_MASTER_KEY",
                        TestKeys.MASTER,
                        AdminKey.VARIABLE,
                        AdminKey.PASSWORD),
                options,
                DropshipHub.class.getName(),
                arguments);
        HubUnderLoad hub = new HubUnderLoad(process, directory, "http://127.0.0.1:" + port);
        while (!Web.isUp(hub.address + "/actuator/health/readiness")) {
            process.checkAlive();
            Thread.sleep(100);
        }
        Web.logIn(hub.address);
        return hub;
    }

    /** The demo accounts without any limit. A second hub on the same database must have the same, it would change them. */
    static List<String> accountSettings() {
        List<String> settings =
                new ArrayList<>(List.of("--spring.profiles.active=sandbox", "--hub.sandbox.enabled=false"));
        for (String platform : List.of("coupang", "naver", "eleventh-street")) {
            for (String limit : List.of("rate-per-second", "burst", "daily-creations", "max-in-flight")) {
                settings.add("--hub.platforms." + platform + "." + limit + "=0");
            }
        }
        return settings;
    }

    /** Its PostgreSQL, with one of the databases on it. */
    DriverManagerDataSource database(String name) throws IOException {
        Path postgres = directory.resolve("postgres");
        return new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:"
                        + Files.readString(postgres.resolve("port")).strip() + "/" + name
                        + "?reWriteBatchedInserts=true&prepareThreshold=3",
                "postgres",
                Files.readString(postgres.resolve("password")).strip());
    }

    JdbcTemplate jdbc() throws IOException {
        return new JdbcTemplate(database("postgres"));
    }

    void pauseAll() throws IOException, InterruptedException {
        for (String platform : PLATFORMS) {
            Web.post(address + "/api/v1/platforms/" + platform + "/pause", "{\"reason\":\"benchmark\"}");
        }
    }

    void resumeAll() throws IOException, InterruptedException {
        for (String platform : PLATFORMS) {
            Web.post(address + "/api/v1/platforms/" + platform + "/resume", "{}");
        }
    }

    /** Moves a file into the inbox and says when. */
    Instant drop(Path file) throws IOException {
        Instant now = Instant.now();
        Files.move(file, directory.resolve("inbox").resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        return now;
    }

    /** Waits until the batch of a file has that time stamp ({@code read_at}, {@code completed_at}, {@code result_at}). */
    Instant await(String fileName, String stamp) throws IOException, InterruptedException {
        JdbcTemplate jdbc = jdbc();
        while (true) {
            List<Timestamp> found = jdbc.queryForList(
                    "select " + stamp + " from registration_batch where name = ? and " + stamp + " is not null",
                    Timestamp.class,
                    fileName);
            if (!found.isEmpty()) {
                return found.get(0).toInstant();
            }
            process.checkAlive();
            Thread.sleep(100);
        }
    }

    /** When the last outcome of a file's batch was written; throws unless so many were registered. */
    Instant lastOutcome(String fileName, int registered) throws IOException {
        return lastOutcome(jdbc(), "(select id from registration_batch where name = '" + fileName + "')", registered);
    }

    static Instant lastOutcome(JdbcTemplate jdbc, String batch, int registered) {
        Integer found = jdbc.queryForObject(
                "select count(*) from platform_registration where state = 'registered' and batch_id = " + batch,
                Integer.class);
        if (found == null || found != registered) {
            throw new IllegalStateException(found + " of " + registered + " registrations succeeded");
        }
        return jdbc.queryForObject(
                        "select max(updated_at) from platform_registration where batch_id = " + batch, Timestamp.class)
                .toInstant();
    }

    long pid() {
        return process.pid();
    }

    /** Milliseconds of processor time that its PostgreSQL has used so far. */
    double postgresCpu() throws IOException {
        Path postmaster = directory.resolve("postgres/cluster/postmaster.pid");
        return CpuTime.ofPostgres(
                Long.parseLong(Files.readAllLines(postmaster).get(0).strip()));
    }

    @Override
    public void close() {
        process.close();
    }
}
