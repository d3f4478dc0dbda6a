package io.dropshiphub.registration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where a batch stands. For both counts holds at any moment: total = registered + rejected + dead + cancelled + waiting.
 *
 * @param batchId its id
 * @param name its name
 * @param source the door it came through
 * @param fileName its file, or null
 * @param status {@code reading}, {@code processing}, {@code completed}, {@code cancelled} or {@code failed}
 * @param paused whether a person holds it
 * @param platforms its target marketplaces
 * @param priority its place in line
 * @param scheduledAt not to be sent before, or null
 * @param rows the rows of the input, each counted by the worst of its accounts
 * @param registrations one per row and account
 * @param byPlatform the registrations of each marketplace
 * @param progress finished registrations, 0 to 100 percent
 * @param etaSeconds seconds until the last one is probably sent, from the accounts' quotas and what stands before it; null
 *     when nothing waits or it cannot be told
 * @param problemCode why the input could not be read to its end, or null
 * @param problemMessage the same in words, or null
 * @param createdAt when it was opened
 * @param completedAt when the last registration ended, or null
 */
public record BatchStatus(
        UUID batchId,
        String name,
        String source,
        String fileName,
        String status,
        boolean paused,
        List<String> platforms,
        String priority,
        Instant scheduledAt,
        Counts rows,
        Counts registrations,
        List<PlatformCounts> byPlatform,
        double progress,
        Long etaSeconds,
        String problemCode,
        String problemMessage,
        Instant createdAt,
        Instant completedAt) {

    /**
     * A count that adds up.
     *
     * @param total how many there are, counted where they come in
     * @param waiting queued, being called or in doubt
     */
    public record Counts(long total, long registered, long rejected, long dead, long cancelled, long waiting) {

        /** What no state accounts for: 0 at any moment. */
        public long unaccounted() {
            return Math.abs(total - registered - rejected - dead - cancelled - waiting);
        }
    }

    /** Whether every row and every registration is accounted for. */
    public boolean addsUp() {
        return rows.unaccounted() == 0 && registrations.unaccounted() == 0;
    }

    /** The counts of one marketplace. */
    public record PlatformCounts(String platform, Counts counts) {}
}
