package io.dropshiphub.security.audit;

import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The checkpoints in the database. */
@Component
class CheckpointRows {

    private static final String SELECT = "select seq, hash, at, key_id, signature from audit_checkpoint ";

    private final JdbcClient jdbc;

    CheckpointRows(DataSource database) {
        JdbcTemplate streaming = new JdbcTemplate(database);
        streaming.setFetchSize(500);
        jdbc = JdbcClient.create(streaming);
    }

    /** Nothing happens when another hub has signed the same entry. */
    void add(Checkpoint checkpoint) {
        jdbc.sql("""
                        insert into audit_checkpoint (seq, hash, at, key_id, signature)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        checkpoint.seq(),
                        checkpoint.hash(),
                        checkpoint.at(),
                        checkpoint.keyId(),
                        checkpoint.signature())
                .update();
    }

    /** The newest; {@link Checkpoint#NONE} when there is none. */
    Checkpoint last() {
        return jdbc.sql(SELECT + "order by seq desc limit 1")
                .query(Checkpoint.class)
                .optional()
                .orElse(Checkpoint.NONE);
    }

    /** All in the order of their numbers, read as they are used; inside a transaction, and close the stream. */
    Stream<Checkpoint> all() {
        return jdbc.sql(SELECT + "order by seq").query(Checkpoint.class).stream();
    }
}
