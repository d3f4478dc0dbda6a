package io.dropshiphub.queue;

import java.time.Instant;

/**
 * Why a job waits.
 *
 * @param registrationId the registration
 * @param reason {@code scheduled}, {@code retry}, {@code in_doubt}, {@code batch_paused}, {@code behind},
 *     {@code being_called}, {@code account_paused}, {@code platform_paused}, {@code closed}, {@code daily_quota},
 *     {@code minute_calls}, {@code day_calls}, {@code rate}, {@code in_line} or {@code approval}
 * @param message the same in a sentence
 * @param kind what the job will do
 * @param attempt the attempt it waits for, of {@code maxAttempts}
 * @param maxAttempts tries at most
 * @param nextAt when it goes on at the earliest, or null when that depends on others
 * @param jobsBefore jobs of the same account that go first
 * @param lastCode code of the last error, or null
 * @param lastMessage message of the last error, or null
 */
public record WaitingReason(
        long registrationId,
        String reason,
        String message,
        String kind,
        int attempt,
        int maxAttempts,
        Instant nextAt,
        long jobsBefore,
        String lastCode,
        String lastMessage) {}
