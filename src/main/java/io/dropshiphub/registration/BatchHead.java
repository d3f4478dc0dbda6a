package io.dropshiphub.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What accepting rows needs to know of their batch. */
record BatchHead(
        UUID id,
        long ownerId,
        String status,
        long readUpToLine,
        List<String> platforms,
        Spread spread,
        String priority,
        Instant scheduledAt,
        int maxAttempts) {

    static BatchHead of(ResultSet row) throws SQLException {
        Timestamp scheduled = row.getTimestamp("scheduled_at");
        return new BatchHead(
                row.getObject("id", UUID.class),
                row.getLong("user_id"),
                row.getString("status"),
                row.getLong("read_up_to_line"),
                List.of((String[]) row.getArray("platforms").getArray()),
                Spread.parse(row.getString("spread")),
                row.getString("priority"),
                scheduled == null ? null : scheduled.toInstant(),
                row.getInt("max_attempts"));
    }
}
