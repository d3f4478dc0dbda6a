package io.dropshiphub.registration;

import io.dropshiphub.queue.JobQueue;
import jakarta.validation.constraints.NotNull;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.annotation.Validated;

/** Finds batches that have nothing left to do, and those whose result file is still owed. */
@Service
public class BatchFinisher {

    /**
     * Settings of registration.
     *
     * @param finishInterval how often batches with nothing left to do are looked for
     * @param giveUpReading after so long without a new row an input counts as given up half-way
     * @param oweResult how long after its end a batch's result file is still tried to be written
     */
    @Validated
    @ConfigurationProperties("hub.registration")
    record Settings(
            @NotNull Duration finishInterval,
            @NotNull Duration giveUpReading,
            @NotNull Duration oweResult) {}

    private final JdbcClient jdbc;
    private final JobQueue queue;
    private final Settings settings;
    private final Clock clock;
    private final Instant since;

    BatchFinisher(JdbcClient jdbc, JobQueue queue, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
        this.since = clock.instant();
    }

    /**
     * Completes what is done.
     *
     * @return file batches that have ended and have no result file yet, also those of an earlier run of the hub
     */
    @Transactional
    public List<UUID> finish() {
        closeAbandoned();
        List<UUID> read = jdbc.sql("select id from registration_batch where status = 'processing'")
                .query(UUID.class)
                .list();
        for (UUID batch : read) {
            if (!queue.hasWork(batch)) {
                jdbc.sql("""
                                update registration_batch
                                set status = case when problem_code is null then 'completed' else 'failed' end,
                                    completed_at = :now
                                where id = :id and status = 'processing'""")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", batch)
                        .update();
            }
        }
        return jdbc
                .sql("""
                        select id from registration_batch
                        where result_at is null and source = 'file' and status in ('completed', 'cancelled', 'failed')
                            and read_at is not null
                            -- a file that no inbox knows of any more is not waited for for ever
                            and coalesce(completed_at, read_at) > :since
                        order by completed_at""")
                .param("since", Timestamp.from(clock.instant().minus(settings.oweResult())))
                .query(UUID.class)
                .list()
                .stream()
                .filter(batch -> !queue.hasWork(batch))
                .toList();
    }

    /**
     * A request that broke off would stay open for ever. Not so a file: as long as it lies in the inbox it is tried again,
     * and ending its batch would lose the rows behind; when somebody has taken it away, its batch can be cancelled.
     */
    private void closeAbandoned() {
        Instant before = clock.instant().minus(settings.giveUpReading());
        if (before.isBefore(since)) {
            return;
        }
        jdbc.sql("""
                        update registration_batch set status = 'processing', read_at = :now, problem_code = 'HUB-REG-017',
                            problem_message = 'The input broke off; what came in before was taken. Send it again'
                        where status = 'reading' and source <> 'file' and touched_at < :before""")
                .param("now", Timestamp.from(clock.instant()))
                .param("before", Timestamp.from(before))
                .update();
    }

    /** The result file of this batch is in place. */
    public void resultWritten(UUID batch) {
        jdbc.sql("update registration_batch set result_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", batch)
                .update();
    }
}
