package io.dropshiphub.storage;

import java.io.IOException;
import java.net.URI;
import org.springframework.stereotype.Component;

/** Refuses to start the hub when a store that shall be used is not set up; a typing error would show up days later. */
@Component
class StorageSettingsCheck {

    private static final long GCS_STEP = 256 * 1024;

    private final StorageProperties settings;
    private final GcsKey gcsKey;

    StorageSettingsCheck(StorageProperties settings, GcsKey gcsKey) {
        this.settings = settings;
        this.gcsKey = gcsKey;
        for (Purpose purpose : Purpose.values()) {
            for (Store store : settings.order(purpose)) {
                check(store, purpose);
            }
        }
    }

    private void check(Store store, Purpose purpose) {
        String bucket = purpose == Purpose.PICTURE ? "pictures" : "archive";
        switch (store) {
            case LOCAL -> {
                // the folders are made when needed
            }
            case S3 -> {
                StorageProperties.S3 s3 = settings.s3();
                required(s3.bucket(purpose), "hub.storage.s3." + bucket, purpose);
                if (s3.baseUrl().isEmpty()) {
                    required(s3.region(), "hub.storage.s3.region", purpose);
                }
                if (s3.accessKey().isEmpty() != s3.secretKey().isEmpty()) {
                    required("", "hub.storage.s3." + (s3.accessKey().isEmpty() ? "access-key" : "secret-key"), purpose);
                }
                address(s3.baseUrl(), "hub.storage.s3.base-url");
                address(s3.publicUrl(), "hub.storage.s3.public-url");
            }
            case GCS -> {
                required(settings.gcs().bucket(purpose), "hub.storage.gcs." + bucket, purpose);
                required(settings.gcs().keyFile(), "hub.storage.gcs.key-file", purpose);
                address(settings.gcs().baseUrl(), "hub.storage.gcs.base-url");
                address(settings.gcs().publicUrl(), "hub.storage.gcs.public-url");
                gcs();
            }
            case SUPABASE -> {
                required(settings.supabase().bucket(purpose), "hub.storage.supabase." + bucket, purpose);
                required(settings.supabase().baseUrl(), "hub.storage.supabase.url", purpose);
                required(settings.supabase().key(), "hub.storage.supabase.key", purpose);
                address(settings.supabase().baseUrl(), "hub.storage.supabase.url");
                address(settings.supabase().publicUrl(), "hub.storage.supabase.public-url");
            }
        }
    }

    private void gcs() {
        if (settings.gcs().chunk().toBytes() % GCS_STEP != 0
                || settings.gcs().chunk().toBytes() == 0) {
            throw new StorageSettingsProblem(
                    "hub.storage.gcs.chunk is no multiple of 256 KiB", "Write it as 8MB, for example.");
        }
        try {
            gcsKey.account();
        } catch (IOException | IllegalArgumentException unusable) {
            throw new StorageSettingsProblem(
                    "The file in hub.storage.gcs.key-file is no usable key of a service account ("
                            + unusable.getClass().getSimpleName() + ": " + unusable.getMessage() + ")",
                    "Create a JSON key for the service account in Google's console and name its file.");
        }
    }

    private static void required(String value, String setting, Purpose purpose) {
        if (value.isBlank()) {
            throw new StorageSettingsProblem(
                    setting + " is empty, but a store is named that needs it to keep objects of the purpose '"
                            + purpose.key() + "'",
                    "Set it as docs/storage.md says, or take the store out of hub.storage."
                            + (purpose == Purpose.PICTURE ? "pictures." : "archive."));
        }
    }

    private static void address(String value, String setting) {
        if (value.isEmpty()) {
            return;
        }
        URI uri;
        try {
            uri = URI.create(value);
        } catch (IllegalArgumentException notOne) {
            uri = URI.create("");
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new StorageSettingsProblem(
                    setting + " is no complete http or https address", "Write it as https://storage.example.com.");
        }
    }
}
