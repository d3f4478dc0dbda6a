package io.dropshiphub.registration;

import io.dropshiphub.queue.JobQueue;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds batches that have nothing left to do, and those whose result file is still owed. */
@Service
public class BatchFinisher {

    private final JdbcClient jdbc;
    private final JobQueue queue;
    private final Clock clock;

    BatchFinisher(JdbcClient jdbc, JobQueue queue, Clock clock) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Completes what is done.
     *
     * @return file batches that have ended and have no result file yet, also those of an earlier run of the hub
     */
    @Transactional
    public List<UUID> finish() {
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
        return jdbc.sql("""
                        select id from registration_batch
                        where result_at is null and source = 'file' and status in ('completed', 'cancelled', 'failed')
                            and read_at is not null
                        order by completed_at""").query(UUID.class).list().stream()
                .filter(batch -> !queue.hasWork(batch))
                .toList();
    }

    /** The result file of this batch is in place. */
    public void resultWritten(UUID batch) {
        jdbc.sql("update registration_batch set result_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", batch)
                .update();
    }
}
