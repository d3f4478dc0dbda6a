package io.dropshiphub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A store that shall be used but is not set up keeps the hub from starting, with the setting's name. */
class StorageSettingsTest {

    @EnableConfigurationProperties(StorageProperties.class)
    static class Wiring {}

    private final ApplicationContextRunner hub = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Wiring.class)
            .withBean(StoreHttp.class)
            .withBean(GcsKey.class)
            .withBean(StorageSettingsCheck.class);

    @Test
    void as_delivered_it_starts() {
        hub.run(started -> assertThat(started).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hub.storage.pictures=s3                                                       | hub.storage.s3.pictures
                    hub.storage.archive=s3                                                        | hub.storage.s3.archive
                    hub.storage.pictures=s3 hub.storage.s3.pictures=b                             | hub.storage.s3.region
                    hub.storage.pictures=s3 hub.storage.s3.pictures=b hub.storage.s3.region=r hub.storage.s3.access-key=k | hub.storage.s3.secret-key
                    hub.storage.pictures=s3 hub.storage.s3.pictures=b hub.storage.s3.base-url=minio:9000 | hub.storage.s3.base-url
                    hub.storage.pictures=gcs hub.storage.gcs.pictures=b                           | hub.storage.gcs.key-file
                    hub.storage.pictures=gcs hub.storage.gcs.pictures=b hub.storage.gcs.key-file=pom.xml | hub.storage.gcs.key-file
                    hub.storage.pictures=supabase hub.storage.supabase.pictures=b                 | hub.storage.supabase.url
                    hub.storage.pictures=supabase hub.storage.supabase.pictures=b hub.storage.supabase.url=https://a.example | hub.storage.supabase.key
                    """)
    void a_missing_or_wrong_setting_is_named(String settings, String named) {
        hub.withPropertyValues(settings.split("\\s+")).run(started -> assertThat(started.getStartupFailure())
                .hasStackTraceContaining("HUB-STORAGE-001")
                .hasStackTraceContaining(named));
    }

    @Test
    void a_store_that_does_not_exist_is_named() {
        hub.withPropertyValues("hub.storage.pictures=ftp").run(started -> assertThat(started.getStartupFailure())
                .hasStackTraceContaining("hub.storage.pictures"));
    }
}
