package io.dropshiphub.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows turned into one array per column, for statements that handle a whole group by {@code unnest}. Not thread-safe. */
public final class Columns {

    private final List<Object[]> rows = new ArrayList<>();

    /** Adds a row; every row has the same number of values, null allowed. */
    public void row(Object... values) {
        rows.add(values);
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Runs an update with the columns as its parameters; {@code types} are PostgreSQL's element types. */
    public int update(JdbcTemplate jdbc, String sql, String... types) {
        return jdbc.update(connection -> statement(connection, sql, types));
    }

    /** Runs a statement that returns ids. */
    public Set<Long> query(JdbcTemplate jdbc, String sql, String... types) {
        return new HashSet<>(jdbc.query(connection -> statement(connection, sql, types), (row, n) -> row.getLong(1)));
    }

    /** Prepares a statement with the columns as its first parameters. */
    public PreparedStatement statement(Connection connection, String sql, String... types) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int column = 0; column < types.length; column++) {
            Object[] values = new Object[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row)[column];
            }
            statement.setArray(column + 1, connection.createArrayOf(types[column], values));
        }
        return statement;
    }
}
