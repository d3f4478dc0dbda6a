package io.dropshiphub.storage;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the stores; every default with its reason stands in {@code application.yaml}.
 *
 * @param pictures the stores that may take pictures, the preferred one first
 * @param archive the stores that may take archived files, the preferred one first; empty when nothing is archived
 * @param local the folders on this machine
 * @param s3 Amazon S3, or a store that speaks like it
 * @param gcs Google Cloud Storage
 * @param supabase Supabase Storage
 * @param calls how stores are called
 */
@Validated
@ConfigurationProperties("hub.storage")
record StorageProperties(
        @NotEmpty List<Store> pictures,
        @DefaultValue List<Store> archive,
        @NotNull @Valid Local local,
        @NotNull S3 s3,
        @NotNull @Valid Gcs gcs,
        @NotNull Supabase supabase,
        @NotNull @Valid Calls calls) {

    /** The stores for this purpose, the preferred one first. */
    List<Store> order(Purpose purpose) {
        return purpose == Purpose.PICTURE ? pictures : archive;
    }

    /**
     * @param directory where pictures are; they are served to everybody
     * @param archiveDirectory where archived files are; they are served to nobody
     * @param publicUrl how the outside reaches this hub; empty for this machine and the port it listens on
     */
    record Local(@NotNull Path directory, @NotNull Path archiveDirectory, String publicUrl) {

        Local {
            publicUrl = withoutSlash(publicUrl);
        }
    }

    /**
     * @param baseUrl another server than Amazon's; empty for Amazon's
     * @param region where the buckets are
     * @param pathStyle whether the bucket stands in the path instead of the host name
     * @param accessKey empty together with {@code secretKey}: wherever the SDK finds credentials
     * @param secretKey see {@code accessKey}
     * @param pictures the bucket of pictures, readable by everybody
     * @param archive the bucket of archived files
     * @param publicUrl what pictures' addresses begin with; empty for the bucket's own address
     * @param conditionalWrites whether a put says that it shall not overwrite
     */
    record S3(
            @DefaultValue("") String baseUrl,
            @DefaultValue("") String region,
            boolean pathStyle,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey,
            @DefaultValue("") String pictures,
            @DefaultValue("") String archive,
            @DefaultValue("") String publicUrl,
            @DefaultValue("true") boolean conditionalWrites) {

        S3 {
            baseUrl = withoutSlash(baseUrl);
            publicUrl = withoutSlash(publicUrl);
        }

        String bucket(Purpose purpose) {
            return purpose == Purpose.PICTURE ? pictures : archive;
        }

        /** Without the keys: configuration records end up in messages. */
        @Override
        public String toString() {
            return "S3 " + region + " " + pictures + " " + archive;
        }
    }

    /**
     * @param baseUrl Google's server
     * @param keyFile the service account's key, a JSON file
     * @param pictures the bucket of pictures, readable by everybody
     * @param archive the bucket of archived files
     * @param publicUrl what pictures' addresses begin with; empty for the bucket's own address
     * @param chunk larger objects are sent in pieces of this size, a multiple of 256 KiB
     */
    record Gcs(
            @NotNull String baseUrl,
            @DefaultValue("") String keyFile,
            @DefaultValue("") String pictures,
            @DefaultValue("") String archive,
            @DefaultValue("") String publicUrl,
            @NotNull @DefaultValue("8MB") DataSize chunk) {

        Gcs {
            baseUrl = withoutSlash(baseUrl);
            publicUrl = withoutSlash(publicUrl);
        }

        String bucket(Purpose purpose) {
            return purpose == Purpose.PICTURE ? pictures : archive;
        }
    }

    /**
     * @param url the project's address, {@code https://<ref>.supabase.co}
     * @param baseUrl of its storage service; empty for the one at the project's address
     * @param key a secret key ({@code sb_secret_…}) or a legacy service key (a JWT)
     * @param pictures the public bucket of pictures
     * @param archive the private bucket of archived files
     * @param publicUrl what pictures' addresses begin with; empty for the bucket's own address
     */
    record Supabase(
            @DefaultValue("") String url,
            @DefaultValue("") String baseUrl,
            @DefaultValue("") String key,
            @DefaultValue("") String pictures,
            @DefaultValue("") String archive,
            @DefaultValue("") String publicUrl) {

        Supabase {
            url = withoutSlash(url);
            baseUrl = withoutSlash(baseUrl);
            if (baseUrl.isEmpty() && !url.isEmpty()) {
                baseUrl = url + "/storage/v1";
            }
            publicUrl = withoutSlash(publicUrl);
        }

        String bucket(Purpose purpose) {
            return purpose == Purpose.PICTURE ? pictures : archive;
        }

        /** Without the key: configuration records end up in messages. */
        @Override
        public String toString() {
            return "Supabase " + baseUrl + " " + pictures + " " + archive;
        }
    }

    /**
     * @param connectTimeout how long a connection may take
     * @param responseTimeout how long a store may stay silent
     * @param connections to each store
     * @param retries how often a call is made again at once after a failure that may pass
     * @param retryPause before the first of them; the next ones wait twice as long
     * @param longestRetryPause a store that asks for more patience is passed over
     */
    record Calls(
            @NotNull @DefaultValue("3s") Duration connectTimeout,
            @NotNull @DefaultValue("30s") Duration responseTimeout,
            @DefaultValue("32") @Min(1) int connections,
            @DefaultValue("2") @Min(0) int retries,
            @NotNull @DefaultValue("200ms") Duration retryPause,
            @NotNull @DefaultValue("2s") Duration longestRetryPause) {}

    private static String withoutSlash(String url) {
        return url == null ? "" : url.strip().replaceFirst("/+$", "");
    }
}
