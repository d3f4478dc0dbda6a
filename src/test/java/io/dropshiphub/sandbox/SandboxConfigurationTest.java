package io.dropshiphub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.sandbox.storage.StorageSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

class SandboxConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(SandboxConfiguration.class);

    @Test
    void isOffUnlessAskedFor() {
        runner.run(context -> assertThat(context).doesNotHaveBean(SmartLifecycle.class));
    }

    @Test
    void startsWithTheProfileBeforeEverythingElse() {
        runner.withPropertyValues("hub.sandbox.enabled=true", "hub.sandbox.port=0", "spring.profiles.active=sandbox")
                .run(context -> {
                    SmartLifecycle sandbox = context.getBean(SmartLifecycle.class);
                    assertThat(sandbox.isRunning()).isTrue();
                    assertThat(sandbox.getPhase()).isLessThan(SmartLifecycle.DEFAULT_PHASE - 10_000);
                    sandbox.stop();
                    assertThat(sandbox.isRunning()).isFalse();
                });
    }

    @Test
    void bucketsMayBeNamed() {
        runner.withPropertyValues(
                        "hub.sandbox.enabled=true",
                        "hub.sandbox.port=0",
                        "hub.sandbox.buckets[0].name=own",
                        "hub.sandbox.buckets[0].public-read=true",
                        "hub.sandbox.buckets[0].max-bytes=10",
                        "hub.sandbox.webhooks=http://127.0.0.1:9/hooks",
                        "spring.profiles.active=sandbox")
                .run(context -> {
                    SandboxProperties properties = context.getBean(SandboxProperties.class);
                    assertThat(properties.toSettings().storage().buckets())
                            .containsExactly(new StorageSettings.Bucket("own", true, 10, List.of()));
                    assertThat(properties.toSettings().payments().webhooks()).isEqualTo("http://127.0.0.1:9/hooks");
                });
    }

    @Test
    void refusesToRunWithoutTheProfile() {
        runner.withPropertyValues("hub.sandbox.enabled=true", "hub.sandbox.port=0")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("never run in production"));
    }

    @Test
    void settingsComeFromTheEnvironment() {
        SandboxSettings settings = SandboxSettings.fromEnvironment(Map.of(
                "HUB_SANDBOX_PORT", "0",
                "SANDBOX_RATE_LIMITS", "off",
                "SANDBOX_SEED", "7",
                "SANDBOX_DOWNLOAD_IMAGES", "off",
                "SANDBOX_NAVER_SEARCH_LAG", "PT3S",
                "SANDBOX_PAYPAL_REPORT_LAG", "PT3H",
                "SANDBOX_STORAGE", "data/objects",
                "SANDBOX_WEBHOOKS", "http://127.0.0.1:8080/api/v1/webhooks"));
        assertThat(settings.port()).isZero();
        assertThat(settings.limits().enforced()).isFalse();
        assertThat(settings.seed()).isEqualTo(7);
        assertThat(settings.downloadImages()).isFalse();
        assertThat(settings.naverSearchLag()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.payments().reportLag()).isEqualTo(Duration.ofHours(3));
        assertThat(settings.storage().folder()).isEqualTo(Path.of("data/objects"));
        assertThat(settings.payments().webhooks()).isEqualTo("http://127.0.0.1:8080/api/v1/webhooks");
        assertThat(SandboxSettings.fromEnvironment(Map.of())).isEqualTo(SandboxSettings.defaults());
    }
}
