package io.dropshiphub.registration;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a new batch shall be.
 *
 * @param ownerId the user whose batch it is and whose accounts it may use
 * @param name shown to people
 * @param source the door it came through
 * @param dedupeKey the same key from the same source is the same batch (file name and content hash, Idempotency-Key …)
 * @param fileName name of the product file, or null
 * @param platforms marketplace keys, at least one
 * @param priority its place in line
 * @param scheduledAt not to be sent before; null means at once
 * @param maxAttempts tries per registration, at least 1
 * @param fitImages whether pictures are fetched and fitted
 * @param spread on how many of the marketplaces each product is listed
 */
public record BatchRequest(
        long ownerId,
        String name,
        BatchSource source,
        String dedupeKey,
        String fileName,
        List<String> platforms,
        Priority priority,
        Instant scheduledAt,
        int maxAttempts,
        boolean fitImages,
        Spread spread) {

    public BatchRequest {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(dedupeKey, "dedupeKey");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(spread, "spread");
        platforms = List.copyOf(platforms);
        if (platforms.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one target platform");
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, got " + maxAttempts);
        }
    }

    /** A batch whose products are listed on all its marketplaces. */
    public BatchRequest(
            long ownerId,
            String name,
            BatchSource source,
            String dedupeKey,
            String fileName,
            List<String> platforms,
            Priority priority,
            Instant scheduledAt,
            int maxAttempts,
            boolean fitImages) {
        this(
                ownerId,
                name,
                source,
                dedupeKey,
                fileName,
                platforms,
                priority,
                scheduledAt,
                maxAttempts,
                fitImages,
                Spread.ALL);
    }
}
