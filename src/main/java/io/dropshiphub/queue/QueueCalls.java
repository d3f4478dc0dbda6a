package io.dropshiphub.queue;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ListingJob;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Variable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Marks, durably and before it happens, that a creation is about to be sent. */
@Component
public class QueueCalls {

    /**
     * By primary key: {@code concat} hides the state from the planner, which else takes the index of leased jobs, because it
     * believes that one empty, and walks all claimed jobs for every group.
     */
    private static final String MARK = """
            update registration_queue q set state = 'calling'
            from unnest(?::bigint[], ?::bigint[]) as c (id, token)
            where q.id = c.id and q.claim_token = c.token and concat(q.state) = 'claimed' and q.lease_until > ?
            returning q.id""";

    private final JdbcTemplate jdbc;
    private final QueueProperties settings;
    private final CallPermits permits;
    private final Clock clock;
    private final GroupWriter<ListingJob, Boolean> marks;

    QueueCalls(JdbcTemplate jdbc, QueueProperties settings, CallPermits permits, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.permits = permits;
        this.clock = clock;
        this.marks = new GroupWriter<>("hub-queue-marks", 50, this::mark);
    }

    /**
     * Returns once "may have been sent" is on disk. From here on a crash or a lost answer leads to a look-up, never to a
     * second creation.
     *
     * @throws StaleClaim when the job is no longer this worker's, or too little of its lease is left to call safely
     * @throws CallFailed QUOTA when the account's calls of this minute or day are used up
     */
    public void begin(@Variable("job") ListingJob job) {
        requireTime(job);
        permits.take(job);
        boolean marked = marks.write(job);
        // asked again after the wait for the disk: a process that was stopped in between must not send late
        if (!marked || !inTime(job)) {
            throw StaleClaim.of(job);
        }
    }

    /**
     * Makes sure, without a word on disk, that there is still time for a call that may be repeated: a worker that was held
     * up must not send old content after somebody else has sent newer.
     *
     * @throws StaleClaim when too little of the lease is left
     * @throws CallFailed QUOTA when the account's calls of this minute or day are used up
     */
    public void check(@Variable("job") ListingJob job) {
        requireTime(job);
        permits.take(job);
    }

    private void requireTime(ListingJob job) {
        if (!inTime(job)) {
            throw StaleClaim.of(job);
        }
    }

    private boolean inTime(ListingJob job) {
        return clock.instant().isBefore(job.leaseUntil().minus(settings.sendMargin()));
    }

    private List<Boolean> mark(List<ListingJob> jobs) {
        Timestamp now = Timestamp.from(clock.instant());
        Object[] ids = jobs.stream().map(ListingJob::id).toArray();
        Object[] tokens = jobs.stream().map(ListingJob::claimToken).toArray();
        Set<Long> marked = new HashSet<>(jdbc.query(
                (Connection connection) -> {
                    PreparedStatement statement = connection.prepareStatement(MARK);
                    statement.setArray(1, connection.createArrayOf("bigint", ids));
                    statement.setArray(2, connection.createArrayOf("bigint", tokens));
                    statement.setTimestamp(3, now);
                    return statement;
                },
                (row, n) -> row.getLong(1)));
        return jobs.stream().map(job -> marked.contains(job.id())).toList();
    }

    @PreDestroy
    void close() {
        marks.close();
    }
}
