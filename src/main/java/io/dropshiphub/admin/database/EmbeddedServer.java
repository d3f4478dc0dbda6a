package io.dropshiphub.admin.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a child of the hub, with its files in one directory:
 *
 * <pre>
 * hub.lock    held while a hub uses the directory
 * cluster/    PostgreSQL's own files; appears in one step when initialisation is complete
 * password    of the database user, readable by the hub's user only
 * port        the port it had last
 * runtime/    PostgreSQL's programs
 * </pre>
 *
 * <p>The server survives a killed hub. The next hub takes the living server over instead of waiting for it to die.
 */
final class EmbeddedServer implements DatabaseServer {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    private static final String USER = "postgres";
    private static final String DATABASE = "postgres";
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    /** What durability means; the library's defaults are made for throw-away tests. */
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "localhost"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "120"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("effective_cache_size", "1GB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "10min"),
            Map.entry("checkpoint_completion_target", "0.9"),
            Map.entry("wal_compression", "on"),
            Map.entry("random_page_cost", "1.1"),
            // queries here are short; compiling them costs more than it saves
            Map.entry("jit", "off"),
            // the server outlives a killed hub, so its log may not go through the hub's output
            Map.entry("logging_collector", "on"),
            Map.entry("log_directory", "log"),
            Map.entry("log_filename", "postgresql-%a.log"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_rotation_age", "1d"));

    private final Path cluster;
    private final Path runtime;
    private final DirectoryLock lock;
    private final int port;
    private final String password;
    /** Null when the server was taken over from an earlier hub. */
    private final EmbeddedPostgres started;

    private EmbeddedServer(
            Path cluster, Path runtime, DirectoryLock lock, int port, String password, EmbeddedPostgres started) {
        this.cluster = cluster;
        this.runtime = runtime;
        this.lock = lock;
        this.port = port;
        this.password = password;
        this.started = started;
    }

    /**
     * Starts the server of {@code properties.path()}, or takes over the one that a killed hub left running.
     *
     * @throws DatabaseProblem when another hub uses the directory, or the server does not get ready
     */
    static EmbeddedServer start(DatabaseProperties properties) {
        long before = System.nanoTime();
        Path directory = properties.path();
        DirectoryLock lock = null;
        try {
            Files.createDirectories(directory);
            Directories.closeToOthers(directory);
            lock = DirectoryLock.take(directory);
            EmbeddedServer server = open(properties, directory, lock);
            LOG.info(
                    "Database: embedded PostgreSQL in {} on port {}, {} in {} ms",
                    directory,
                    server.port,
                    server.started == null ? "taken over" : "started",
                    Duration.ofNanos(System.nanoTime() - before).toMillis());
            return server;
        } catch (IOException | RuntimeException e) {
            release(lock);
            if (e instanceof DatabaseProblem problem) {
                throw problem;
            }
            throw new DatabaseProblem(
                    "HUB-DB-003",
                    "The embedded PostgreSQL in " + directory + " did not start: " + e.getMessage(),
                    "Look into " + directory.resolve("cluster/log") + "; or name another database in DATABASE_URL",
                    e);
        }
    }

    /** Where the server of {@code properties.path()} answers, when some hub runs it now; nothing is started or taken over. */
    static Optional<DatabaseUrl> running(DatabaseProperties properties) {
        Path cluster = properties.path().resolve("cluster");
        try {
            Optional<Postmaster> running = Postmaster.in(cluster).filter(Postmaster::isPostgres);
            if (running.isEmpty()) {
                return Optional.empty();
            }
            int port = running.get().port();
            String password = password(properties.path());
            return serves(port, password, cluster)
                    ? Optional.of(new DatabaseUrl(jdbcUrl(port), USER, password))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static EmbeddedServer open(DatabaseProperties properties, Path directory, DirectoryLock lock)
            throws IOException {
        Path cluster = directory.resolve("cluster");
        Path runtime = Files.createDirectories(directory.resolve("runtime"));
        removeUnfinishedInitialisations(directory, runtime);
        if (Files.exists(cluster) && !isComplete(cluster)) {
            setAside(cluster);
        }
        String password = password(directory);
        if (Files.exists(cluster)) {
            Optional<Postmaster> left = leftRunning(cluster, password, properties.startTimeout());
            if (left.isPresent()) {
                if (isDurable(left.get().port(), password)) {
                    return new EmbeddedServer(cluster, runtime, lock, left.get().port(), password, null);
                }
                LOG.warn("The PostgreSQL left running in {} is not set to be durable; it is restarted", cluster);
                stop(cluster, runtime, left.get());
            }
        } else {
            initialise(directory, cluster, runtime, password, properties);
        }
        int port = port(directory, properties.port());
        EmbeddedPostgres started = builder(cluster, runtime, properties, port)
                .setConnectConfig("password", password)
                .start();
        EmbeddedServer server = new EmbeddedServer(cluster, runtime, lock, port, password, started);
        if (!serves(port, password, cluster)) {
            server.stopOwn();
            throw new IOException("port " + port + " answers, but for another PostgreSQL directory");
        }
        return server;
    }

    /** A cluster is made beside its final place and moved there when it is whole: a kill leaves no half of one. */
    private static void initialise(
            Path directory, Path cluster, Path runtime, String password, DatabaseProperties properties)
            throws IOException {
        Path unfinished = directory.resolve("init-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        EmbeddedPostgres server =
                builder(unfinished, runtime, properties, freePort()).start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // hexadecimal, so nothing to escape
            statement.execute("alter user " + USER + " password '" + password + "'");
        } catch (SQLException e) {
            throw new IOException("could not set the database password", e);
        } finally {
            server.close();
        }
        Files.writeString(unfinished.resolve("pg_hba.conf"), """
                # Written by the hub: only from this machine, only with the password in ../password
                host all all 127.0.0.1/32 scram-sha-256
                host all all ::1/128      scram-sha-256
                """);
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private static EmbeddedPostgres.Builder builder(
            Path cluster, Path runtime, DatabaseProperties properties, int port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(runtime.toFile())
                // Spring stops it when nothing uses it any more
                .setRegisterShutdownHook(false)
                .setPGStartupWait(properties.startTimeout())
                .setLocaleConfig("locale", "C")
                .setPort(port);
        SETTINGS.forEach(builder::setServerConfig);
        DURABLE.forEach(builder::setServerConfig);
        return builder;
    }

    /** The server that a killed hub left behind, once it answers. A file that names no living server is removed. */
    private static Optional<Postmaster> leftRunning(Path cluster, String password, Duration patience)
            throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Postmaster> named = Postmaster.in(cluster);
            if (named.isEmpty()) {
                return Optional.empty();
            }
            if (!named.get().isPostgres()) {
                LOG.info(
                        "PostgreSQL in {} was not stopped (process {} is gone); it recovers by itself now",
                        cluster,
                        named.get().pid());
                Files.deleteIfExists(Postmaster.file(cluster));
                return Optional.empty();
            }
            if (serves(named.get().port(), password, cluster)) {
                return named;
            }
            // starting, recovering or just stopping
            Pause.of(Duration.ofMillis(100));
        }
        throw new IOException(
                "process " + Postmaster.in(cluster).map(Postmaster::pid).orElse(-1L)
                        + " still holds the directory but does not answer");
    }

    private static boolean serves(int port, String password, Path cluster) {
        try {
            return Path.of(show(port, password, "data_directory")).toRealPath().equals(cluster.toRealPath());
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    private static boolean isDurable(int port, String password) {
        try {
            for (Map.Entry<String, String> setting : DURABLE.entrySet()) {
                if (!show(port, password, setting.getKey()).equals(setting.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String show(int port, String password, String setting) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "2");
        login.setProperty("socketTimeout", "5");
        try (Connection connection = DriverManager.getConnection(jdbcUrl(port), login);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean isComplete(Path cluster) {
        return Files.exists(cluster.resolve("PG_VERSION")) && Files.exists(cluster.resolve("global/pg_control"));
    }

    /** Never deletes: whoever put it there may want to look. */
    private static void setAside(Path cluster) throws IOException {
        Path aside =
                cluster.resolveSibling("cluster.incomplete-" + Instant.now().toEpochMilli());
        Files.move(cluster, aside);
        LOG.warn(
                "{} is no complete PostgreSQL directory (no PG_VERSION or no global/pg_control). It was moved to {} and a new,"
                        + " empty database is made. If it was copied here from a backup, copy it again, whole",
                cluster,
                aside);
    }

    /** What a hub that was killed while it made a new cluster left behind; no row of the hub was ever in it. */
    private static void removeUnfinishedInitialisations(Path directory, Path runtime) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            for (Path unfinished : children.filter(
                            child -> child.getFileName().toString().startsWith("init-"))
                    .toList()) {
                LOG.info("Removing {}: the hub was stopped before this new database was complete", unfinished);
                Optional<Postmaster> left = Postmaster.in(unfinished).filter(Postmaster::isPostgres);
                if (left.isPresent()) {
                    stop(unfinished, runtime, left.get());
                }
                Directories.delete(unfinished);
            }
        }
    }

    private static String password(Path directory) throws IOException {
        Path file = directory.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path fresh = directory.resolve("password.new");
            Files.deleteIfExists(fresh);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(fresh, HexFormat.of().formatHex(random));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static int port(Path directory, int configured) throws IOException {
        if (configured != 0) {
            return configured;
        }
        Path file = directory.resolve("port");
        if (Files.exists(file)) {
            try {
                int remembered = Integer.parseInt(Files.readString(file).strip());
                if (isFree(remembered)) {
                    return remembered;
                }
            } catch (NumberFormatException e) {
                // a damaged note; another port is chosen and noted
            }
        }
        int port = freePort();
        Files.writeString(file, String.valueOf(port));
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static String jdbcUrl(int port) {
        return "jdbc:postgresql://localhost:" + port + "/" + DATABASE;
    }

    @Override
    public DatabaseUrl url() {
        return new DatabaseUrl(jdbcUrl(port), USER, password);
    }

    @Override
    public void close() {
        try {
            if (started != null) {
                stopOwn();
            } else {
                Optional<Postmaster> running = Postmaster.in(cluster);
                if (running.isPresent()) {
                    stop(cluster, runtime, running.get());
                }
            }
        } catch (IOException e) {
            LOG.error("The embedded PostgreSQL in {} could not be stopped; the next hub takes it over", cluster, e);
        } finally {
            release(lock);
        }
    }

    private void stopOwn() throws IOException {
        started.close();
        // the library waits five seconds only; a last checkpoint on a slow disk takes longer
        Optional<Postmaster> slow = Postmaster.in(cluster).filter(Postmaster::isPostgres);
        if (slow.isPresent()) {
            awaitEnd(cluster, slow.get());
        }
    }

    /** Fast shutdown: running statements are cancelled, everything committed is on disk. */
    private static void stop(Path cluster, Path runtime, Postmaster server) throws IOException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        ProcessBuilder command = windows
                ? new ProcessBuilder(pgCtl(runtime), "-D", cluster.toString(), "stop", "-m", "fast")
                : new ProcessBuilder("kill", "-INT", String.valueOf(server.pid()));
        command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitEnd(cluster, server);
    }

    private static String pgCtl(Path runtime) throws IOException {
        try (Stream<Path> files = Files.find(
                runtime, 3, (path, attributes) -> path.getFileName().toString().equals("pg_ctl.exe"))) {
            return files.findFirst()
                    .orElseThrow(() -> new IOException("no pg_ctl.exe in " + runtime))
                    .toString();
        }
    }

    private static void awaitEnd(Path cluster, Postmaster server) throws IOException {
        long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!Files.exists(Postmaster.file(cluster)) || !server.isPostgres()) {
                return;
            }
            Pause.of(Duration.ofMillis(50));
        }
        throw new IOException("process " + server.pid() + " did not end within " + STOP_PATIENCE.toSeconds() + " s");
    }

    private static void release(DirectoryLock lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.warn("The lock of the database directory was not released: {}", e.getMessage());
            }
        }
    }
}
