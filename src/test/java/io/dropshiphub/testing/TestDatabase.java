package io.dropshiphub.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A migrated, empty database of its own for a test class. One PostgreSQL serves all tests of the JVM; it is fast instead of
 * durable. Close it when the test class is done.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static boolean outlivesHubs;

    private final String name;
    private final HikariDataSource dataSource;

    private TestDatabase(String name, String jdbcUrl) {
        this.name = name;
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(jdbcUrl);
        dataSource.setMaximumPoolSize(10);
        dataSource.setMinimumIdle(0);
        dataSource.addDataSourceProperty("reWriteBatchedInserts", "true");
    }

    /** A fresh database with every migration applied. */
    public static TestDatabase create() {
        String name = "test" + NUMBER.incrementAndGet();
        EmbeddedPostgres running = server();
        execute(running, "create database " + name + " template hub_template");
        return new TestDatabase(name, url(running, name));
    }

    /** Its JDBC address, user included; also what {@code hub.database.url} takes. */
    public String url() {
        return dataSource.getJdbcUrl();
    }

    /** A small pool on it. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** For arranging and asserting rows. */
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    /** Empties every table but Flyway's, the users, their API keys, the vault's keys and the audit log, and counts anew. */
    public static void clear(DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        String tables = jdbc.sql("""
                        select string_agg(quote_ident(tablename), ', ') from pg_tables
                        where schemaname = 'public'
                            and tablename not in ('flyway_schema_history', 'app_user', 'api_key', 'vault_root',
                                'vault_key_pair')
                            and tablename not like 'audit_%'
                        """).query(String.class).single();
        jdbc.sql("truncate " + tables + " restart identity cascade").update();
    }

    /** Keeps the server until the last hub of this JVM has stopped: a hub without its database takes ten seconds for that. */
    static synchronized void outliveHubs() {
        if (!outlivesHubs) {
            outlivesHubs = true;
            SpringApplication.getShutdownHandlers().add(TestDatabase::stop);
        }
    }

    private static synchronized void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the test database did not stop", e);
        }
    }

    private static synchronized void stopWithoutHubs() {
        if (!outlivesHubs) {
            stop();
        }
    }

    @Override
    public void close() {
        dataSource.close();
        execute(server(), "drop database if exists " + name + " with (force)");
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("shared_buffers", "128MB")
                        .setServerConfig("jit", "off")
                        .setServerConfig("unix_socket_directories", "")
                        .setRegisterShutdownHook(false)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("the test database did not start", e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::stopWithoutHubs));
            execute(server, "create database hub_template");
            Flyway.configure()
                    .dataSource(url(server, "hub_template"), null, null)
                    .load()
                    .migrate();
        }
        return server;
    }

    private static String url(EmbeddedPostgres running, String database) {
        return running.getJdbcUrl("postgres", database);
    }

    private static void execute(EmbeddedPostgres running, String sql) {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
