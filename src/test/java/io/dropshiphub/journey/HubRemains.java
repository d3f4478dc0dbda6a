package io.dropshiphub.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a thief of the disk or of the database would carry off: a hub's files, and the rows of its embedded PostgreSQL. */
final class HubRemains {

    private static final String PASSWORD = "data/postgres/password";

    /** Files that are there to hold a secret, each readable by its owner only. */
    private static final Set<String> MEANT =
            Set.of("data/security/admin-password", "data/security/curl.conf", "data/security/master-key", PASSWORD);

    private static final Pattern BYTES = Pattern.compile("\\\\x([0-9a-f]{8,})");
    private static final int PORT_LINE = 3;

    private final Path directory;

    HubRemains(Path directory) {
        this.directory = directory;
    }

    /** The embedded database's own password. */
    String databasePassword() throws IOException {
        return Files.readString(directory.resolve(PASSWORD)).strip();
    }

    /** Every file but those that are meant to hold secrets, by its path. The database's are brought up to date before. */
    Map<String, byte[]> files() throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                try {
                    if (!MEANT.contains(name)) {
                        found.put(name, Files.readAllBytes(file));
                    }
                } catch (NoSuchFileException gone) {
                    // PostgreSQL has put it away meanwhile
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    /** Every row of every table, as text, and what its bytes hold; by the table's name. */
    Map<String, byte[]> rows() throws SQLException, IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) {
                        String row = rows.getString(1);
                        content.write(row.getBytes(StandardCharsets.UTF_8));
                        content.write('\n');
                        for (Matcher bytes = BYTES.matcher(row); bytes.find(); ) {
                            content.write(HexFormat.of().parseHex(bytes.group(1)));
                        }
                    }
                }
                found.put(table, content.toByteArray());
            }
        }
        return found;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet names = statement.executeQuery(
                "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables")) {
            while (names.next()) {
                found.add(names.getString(1));
            }
        }
        return found;
    }

    private Connection connect() throws IOException, SQLException {
        Path postmaster = directory.resolve("data/postgres/cluster/postmaster.pid");
        String port = Files.readAllLines(postmaster).get(PORT_LINE).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", databasePassword());
    }
}
