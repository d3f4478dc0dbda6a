package io.dropshiphub.security.audit;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the audit log is sealed and checked.
 *
 * @param look how often is looked whether a checkpoint is due
 * @param checkpointEvery a checkpoint is due this long after the last one, when there are new entries
 * @param checkpointEntries and at once when so many entries are new
 * @param checkpointFile where checkpoints are written to beside the database; empty: nowhere
 * @param verifyEvery how often the hub checks the whole log by itself
 */
@Validated
@ConfigurationProperties("hub.security.audit")
record AuditProperties(
        @NotNull Duration look,
        @NotNull Duration checkpointEvery,
        @Min(1) long checkpointEntries,
        @NotNull String checkpointFile,
        @NotNull Duration verifyEvery) {}
