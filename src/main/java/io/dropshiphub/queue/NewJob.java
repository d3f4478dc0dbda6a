package io.dropshiphub.queue;

import io.dropshiphub.product.JobKind;
import java.time.Instant;
import java.util.UUID;

/**
 * Work to put in line.
 *
 * @param registrationId the platform registration it works for
 * @param accountId the account to call with
 * @param batchId its batch
 * @param kind what to do
 * @param priority key of {@code hub.queue.head-start}
 * @param dueAt not before; null means at once
 * @param maxAttempts tries, at least 1
 * @param behind whether it must wait for an earlier job of the same SKU, until {@link JobQueue#letThrough}
 */
public record NewJob(
        long registrationId,
        long accountId,
        UUID batchId,
        JobKind kind,
        String priority,
        Instant dueAt,
        int maxAttempts,
        boolean behind) {}
