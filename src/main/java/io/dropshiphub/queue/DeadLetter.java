package io.dropshiphub.queue;

import io.dropshiphub.product.JobKind;
import java.time.Instant;
import java.util.UUID;

/**
 * A registration the hub gave up on, until a person decides.
 *
 * @param id its id
 * @param registrationId the platform registration
 * @param accountId the account it was for
 * @param batchId its batch
 * @param sellerSku the seller's code
 * @param kind what the job was doing when it died; a LOOK_UP means the creation may have taken effect
 * @param attempts tries that were made
 * @param code code of the last error
 * @param message message of the last error
 * @param createdAt when it died
 * @param status {@code open}, {@code replayed} or {@code discarded}
 * @param closedAt when it was decided, or null
 * @param closedWhy the reason given, or null
 */
public record DeadLetter(
        long id,
        long registrationId,
        long accountId,
        UUID batchId,
        String sellerSku,
        JobKind kind,
        int attempts,
        String code,
        String message,
        Instant createdAt,
        String status,
        Instant closedAt,
        String closedWhy) {}
