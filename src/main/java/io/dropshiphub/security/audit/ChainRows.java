package io.dropshiphub.security.audit;

import io.dropshiphub.security.AuditTrail.Filter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored chain, read. */
@Component
class ChainRows {

    private static final String SELECT =
            "select seq, at, actor, action, target, outcome, details, prev_hash, hash from audit_log ";

    private final JdbcClient jdbc;

    ChainRows(DataSource database) {
        JdbcTemplate streaming = new JdbcTemplate(database);
        streaming.setFetchSize(1000);
        jdbc = JdbcClient.create(streaming);
    }

    /** Empty when somebody has removed the row. */
    Optional<ChainHead> head() {
        return jdbc.sql("select seq, hash from audit_head")
                .query(ChainHead.class)
                .optional();
    }

    /** The whole chain in the order of its numbers, read as it is used; inside a transaction, and close the stream. */
    Stream<ChainLink> all() {
        return jdbc.sql(SELECT + "order by seq").query(ChainRows::link).stream();
    }

    /** Whether an entry names that hash as the one before it. Reads the whole table. */
    boolean hasSuccessor(String hash) {
        return jdbc.sql("select exists (select 1 from audit_log where prev_hash = ?)")
                .param(hash)
                .query(Boolean.class)
                .single();
    }

    /** The next ones in the order of their numbers. */
    List<ChainLink> page(long afterSeq, Instant since, int most) {
        return jdbc.sql(
                        SELECT
                                + "where seq > :after and (:since::timestamptz is null or at >= :since) order by seq limit :most")
                .param("after", afterSeq)
                .param("since", timestamp(since))
                .param("most", most)
                .query(ChainRows::link)
                .list();
    }

    /** The newest first. */
    List<ChainLink> browse(Filter filter) {
        return jdbc.sql(SELECT + """
                        where (:actor::text is null or actor = :actor) and (:action::text is null or action = :action)
                            and (:target::text is null or target = :target)
                            and (:since::timestamptz is null or at >= :since)
                            and (:before::bigint is null or seq < :before)
                        order by seq desc limit :most""")
                .param("actor", filter.actor())
                .param("action", filter.action())
                .param("target", filter.target())
                .param("since", timestamp(filter.since()))
                .param("before", filter.beforeSeq())
                .param("most", filter.limit())
                .query(ChainRows::link)
                .list();
    }

    private static Timestamp timestamp(Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static ChainLink link(ResultSet row, int number) throws SQLException {
        return new ChainLink(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("target"),
                row.getString("outcome"),
                row.getString("details"),
                row.getString("prev_hash"),
                row.getString("hash"));
    }
}
