package io.dropshiphub.security.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signs the end of the chain now and then: what was signed cannot be cut off or written anew unseen. */
@Component
public class AuditCheckpoints {

    private final JdbcClient jdbc;
    private final CheckpointKey key;
    private final CheckpointFile file;
    private final CheckpointRows rows;
    private final AuditProperties settings;
    private final Clock clock;

    AuditCheckpoints(
            JdbcClient jdbc,
            CheckpointKey key,
            CheckpointFile file,
            CheckpointRows rows,
            AuditProperties settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.key = key;
        this.file = file;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes a checkpoint when there are enough new entries, or some and the last checkpoint is old enough. */
    public void whenDue() {
        ChainHead head = jdbc.sql("select seq, hash from audit_head")
                .query(ChainHead.class)
                .optional()
                .orElseThrow(AuditProblem::headGone);
        Checkpoint last = rows.last();
        long fresh = head.seq() - last.seq();
        boolean old = !Instant.parse(last.at()).plus(settings.checkpointEvery()).isAfter(clock.instant());
        if (fresh >= settings.checkpointEntries() || fresh > 0 && old) {
            store(key.sign(head, clock.instant().truncatedTo(ChronoUnit.MICROS).toString()));
        }
    }

    /** First the file: what fails there is tried again at the next look. */
    private void store(Checkpoint checkpoint) {
        file.append(checkpoint);
        rows.add(checkpoint);
    }
}
