package io.dropshiphub.storage;

import java.net.URI;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The S3 client of the hub; made when S3 is first used. */
@Lazy
@Configuration(proxyBeanMethods = false)
class S3Clients {

    /** A region must be named even where there is none, such as a store of one's own. */
    private static final String ANY_REGION = "us-east-1";

    @Lazy
    @Bean
    public S3Client s3Client(StorageProperties storage, Clock clock) {
        StorageProperties.S3 s3 = storage.s3();
        StorageProperties.Calls calls = storage.calls();
        S3Retries retries = new S3Retries(calls, clock);
        var client = S3Client.builder()
                .region(region(s3))
                .credentialsProvider(credentials(s3))
                .forcePathStyle(s3.pathStyle())
                // the SDK's newer default adds checksum trailers, which many S3-compatible stores refuse
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries.strategy()))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(calls.connections())
                        .connectionTimeout(calls.connectTimeout())
                        .socketTimeout(calls.responseTimeout()));
        if (!s3.baseUrl().isEmpty()) {
            client.endpointOverride(URI.create(s3.baseUrl()));
        }
        return new S3Failures(client.build(), clock);
    }

    @Lazy
    @Bean
    public S3Presigner s3Presigner(StorageProperties storage) {
        StorageProperties.S3 s3 = storage.s3();
        var presigner = S3Presigner.builder()
                .region(region(s3))
                .credentialsProvider(credentials(s3))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(s3.pathStyle())
                        .build());
        if (!s3.baseUrl().isEmpty()) {
            presigner.endpointOverride(URI.create(s3.baseUrl()));
        }
        return presigner.build();
    }

    private static Region region(StorageProperties.S3 s3) {
        return Region.of(s3.region().isEmpty() ? ANY_REGION : s3.region());
    }

    private static AwsCredentialsProvider credentials(StorageProperties.S3 s3) {
        return s3.accessKey().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), s3.secretKey()));
    }
}
