package io.dropshiphub.storage;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** {@link QuickRetries} for the AWS SDK, whose own rule repeats time-outs and waits as long as {@code Retry-After} asks. */
final class S3Retries {

    private final StorageProperties.Calls settings;
    private final Clock clock;

    S3Retries(StorageProperties.Calls settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    RetryStrategy strategy() {
        BackoffStrategy growing =
                BackoffStrategy.exponentialDelayHalfJitter(settings.retryPause(), settings.longestRetryPause());
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                // the hub's own breaker sees every failure and lets nothing through when it is time
                .circuitBreakerEnabled(false)
                .maxAttempts(settings.retries() + 1)
                .backoffStrategy(growing)
                .throttlingBackoffStrategy(growing)
                .treatAsThrottling(failure -> false)
                .retryOnException(this::passes)
                .build();
    }

    private boolean passes(Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            Duration wait = HttpFailures.wait(retryAfter(answer), clock);
            return QuickRetries.passes(answer.statusCode())
                    && (wait == null || wait.compareTo(settings.longestRetryPause()) <= 0);
        }
        return failure instanceof SdkClientException
                && failure.getCause() instanceof IOException line
                && QuickRetries.passes(line);
    }

    /** The header of an answer, or null. */
    static String retryAfter(AwsServiceException answer) {
        return answer.awsErrorDetails() == null || answer.awsErrorDetails().sdkHttpResponse() == null
                ? null
                : answer.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("Retry-After")
                        .orElse(null);
    }
}
