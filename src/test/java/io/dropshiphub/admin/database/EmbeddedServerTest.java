package io.dropshiphub.admin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts, kills and restarts the embedded PostgreSQL as a hub does, with real processes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "reads permissions and signals of Unix")
class EmbeddedServerTest {

    /** Made once and copied: initialising a cluster takes seconds. */
    @TempDir
    static Path prepared;

    @TempDir
    Path directory;

    private EmbeddedServer server;

    @BeforeAll
    static void prepare() throws SQLException {
        try (EmbeddedServer first = EmbeddedServer.start(properties(prepared))) {
            execute(first, "create table note (text text)");
            execute(first, "insert into note values ('from before')");
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void is_durable() throws SQLException, IOException {
        server = start();

        assertThat(query(server, "show fsync")).isEqualTo("on");
        assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
        assertThat(query(server, "show full_page_writes")).isEqualTo("on");
    }

    @Test
    void keeps_data_and_port_over_a_restart() throws SQLException, IOException {
        server = start();
        String url = server.url().jdbcUrl();
        execute(server, "insert into note values ('kept')");
        server.close();

        server = EmbeddedServer.start(properties(directory));
        assertThat(query(server, "select string_agg(text, ',' order by text) from note"))
                .isEqualTo("from before,kept");
        assertThat(server.url().jdbcUrl()).isEqualTo(url);
    }

    @Test
    void asks_for_a_password_that_only_its_owner_can_read() throws IOException {
        server = start();

        assertThatThrownBy(() -> DriverManager.getConnection(server.url().jdbcUrl(), "postgres", "guess"))
                .isInstanceOf(SQLException.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void takes_over_the_server_of_a_killed_hub_within_seconds_and_loses_nothing() throws Exception {
        copyPrepared();
        Process hub = otherHub("insert into note values ('by the killed hub')");
        hub.destroyForcibly().waitFor();
        Postmaster orphan = Postmaster.in(directory.resolve("cluster")).orElseThrow();
        assertThat(orphan.isPostgres()).as("PostgreSQL outlives the hub").isTrue();

        long before = System.nanoTime();
        server = EmbeddedServer.start(properties(directory));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(query(server, "select count(*) from note")).isEqualTo("2");

        server.close();
        await("the server ends with the hub that took it over")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !orphan.isPostgres());
    }

    @Test
    void recovers_when_hub_and_server_were_killed() throws Exception {
        copyPrepared();
        Process hub = otherHub("insert into note values ('by the killed hub')");
        Postmaster postmaster = Postmaster.in(directory.resolve("cluster")).orElseThrow();
        ProcessHandle.of(postmaster.pid()).ifPresent(ProcessHandle::destroyForcibly);
        hub.destroyForcibly().waitFor();

        server = EmbeddedServer.start(properties(directory));
        assertThat(query(server, "select count(*) from note")).isEqualTo("2");
    }

    @Test
    void is_not_fooled_by_a_process_number_that_belongs_to_somebody_else_now() throws Exception {
        copyPrepared();
        Files.write(
                directory.resolve("cluster/postmaster.pid"),
                List.of(String.valueOf(ProcessHandle.current().pid()), directory.toString(), "1", "5432"));

        server = EmbeddedServer.start(properties(directory));
        assertThat(query(server, "select text from note")).isEqualTo("from before");
    }

    @Test
    void refuses_a_directory_that_a_living_hub_uses() throws Exception {
        copyPrepared();
        Process hub = otherHub("select 1");
        try {
            assertThatThrownBy(() -> EmbeddedServer.start(properties(directory)))
                    .isInstanceOf(DatabaseProblem.class)
                    .hasMessageContaining("HUB-DB-001")
                    .hasMessageContaining("process " + hub.pid());
        } finally {
            // an orderly end, which stops its server too
            hub.getOutputStream().close();
            hub.waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void sets_an_incomplete_cluster_aside_and_makes_a_new_one() throws Exception {
        Files.createDirectories(directory.resolve("cluster/base"));
        Files.writeString(directory.resolve("cluster/postgresql.conf"), "# killed while it was made");
        Files.createDirectories(directory.resolve("init-1-1/base"));

        server = EmbeddedServer.start(properties(directory));
        assertThat(query(server, "select 1")).isEqualTo("1");
        try (Stream<Path> children = Files.list(directory)) {
            assertThat(children.map(child -> child.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("cluster.incomplete-"))
                    .noneMatch(name -> name.startsWith("init-"));
        }
    }

    /** What runs in the other process: a hub's database, until its input ends. */
    static final class OtherHub {
        private OtherHub() {}

        public static void main(String[] arguments) throws Exception {
            try (EmbeddedServer server = EmbeddedServer.start(properties(Path.of(arguments[0])))) {
                execute(server, arguments[1]);
                System.out.println("ready");
                while (System.in.read() >= 0) {
                    // until the test closes it
                }
            }
        }
    }

    private Process otherHub(String sql) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherHub.class.getName(),
                        directory.toString(),
                        sql)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        String line = output.readLine();
        while (line != null && !line.equals("ready")) {
            line = output.readLine();
        }
        assertThat(line).as("the other hub is up").isEqualTo("ready");
        return process;
    }

    private EmbeddedServer start() throws IOException {
        copyPrepared();
        return EmbeddedServer.start(properties(directory));
    }

    private void copyPrepared() throws IOException {
        try (Stream<Path> files = Files.walk(prepared)) {
            for (Path file : files.filter(path -> !path.equals(prepared)).toList()) {
                Path copy = directory.resolve(prepared.relativize(file).toString());
                if (Files.isSymbolicLink(file)) {
                    Files.createSymbolicLink(copy, Files.readSymbolicLink(file));
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        // each test's server has a port of its own
        Files.deleteIfExists(directory.resolve("port"));
    }

    private static DatabaseProperties properties(Path directory) {
        return new DatabaseProperties("", directory.toString(), 0, Duration.ofMinutes(2), 5, 3);
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        DatabaseUrl url = server.url();
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }
}
