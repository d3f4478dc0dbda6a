package io.dropshiphub.storage;

import java.time.Clock;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/** An S3 client whose exceptions are the hub's kinds of failure, before a circuit breaker sees them. */
final class S3Failures extends DelegatingS3Client {

    private final Clock clock;

    S3Failures(S3Client client, Clock clock) {
        super(client);
        this.clock = clock;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        try {
            return operation.apply(request);
        } catch (SdkException failed) {
            throw failed instanceof AwsServiceException answer ? answered(answer) : unanswered(failed);
        }
    }

    private static StoreFailure unanswered(SdkException failure) {
        // "Unable to load credentials from any of the providers in the chain"
        if (String.valueOf(failure.getMessage()).contains("load credentials")) {
            return StoreFailure.of(StoreFailure.Kind.AUTH, "finds no credentials on this machine");
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return StoreFailure.outage(
                "could not be reached or broke off (" + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        + ")",
                failure);
    }

    private StoreFailure answered(AwsServiceException answer) {
        String code =
                answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                        ? ""
                        : answer.awsErrorDetails().errorCode();
        String said = "HTTP " + answer.statusCode() + (code.isEmpty() ? "" : " " + code);
        return switch (code) {
            case "NoSuchBucket" -> StoreFailure.of(StoreFailure.Kind.SETUP, "has no such bucket (" + said + ")");
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                StoreFailure.of(StoreFailure.Kind.SETUP, "has the bucket in another region (" + said + ")");
            case "SlowDown", "TooManyRequests" -> HttpFailures.of(429, said, S3Retries.retryAfter(answer), clock);
            // S3's names for "not now" that come with status 400
            case "RequestTimeout", "RequestTimeTooSkewed" ->
                StoreFailure.outage("is in trouble (" + said + ")", answer);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
                StoreFailure.of(StoreFailure.Kind.AUTH, "does not accept the hub's credentials (" + said + ")");
            default -> HttpFailures.of(answer.statusCode(), said, S3Retries.retryAfter(answer), clock);
        };
    }
}
