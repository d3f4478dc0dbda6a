package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.storage.StorageSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sandbox inside the hub's process.
 *
 * @param enabled only with the profile {@code sandbox}
 * @param port its own port
 * @param rateLimits off for benchmarks
 * @param seed of the faults' dice
 * @param journal where listings survive a restart, and payments beside it; nowhere when empty
 * @param downloadImages whether the simulators fetch product pictures
 * @param naverSearchLag how long a new product stays unknown to Naver's search
 * @param coupangApprovalDelay how long an approval takes at Coupang
 * @param storageFolder where stored objects survive a restart; nowhere when empty
 * @param buckets of the storage services; a public one for pictures and a private one when none are named
 * @param webhooks where the payment services deliver their events, each below its own name; nowhere when empty
 * @param paypalReportLag how long a transaction stays unknown to PayPal's transaction search
 */
@ConfigurationProperties("hub.sandbox")
record SandboxProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("" + SandboxSettings.DEFAULT_PORT) int port,
        @DefaultValue("true") boolean rateLimits,
        @DefaultValue("1") long seed,
        String journal,
        @DefaultValue("true") boolean downloadImages,
        @DefaultValue("1s") Duration naverSearchLag,
        @DefaultValue("2s") Duration coupangApprovalDelay,
        String storageFolder,
        List<StorageSettings.Bucket> buckets,
        String webhooks,
        @DefaultValue("2s") Duration paypalReportLag) {

    SandboxSettings toSettings() {
        SandboxSettings defaults = SandboxSettings.defaults();
        return new SandboxSettings(
                host,
                port,
                defaults.accounts(),
                rateLimits ? defaults.limits() : SandboxSettings.Limits.none(),
                seed,
                path(journal),
                downloadImages,
                naverSearchLag,
                coupangApprovalDelay,
                defaults.coupangBusy(),
                defaults.signatureWindow(),
                defaults.eleventstAcceptsUtf8(),
                storage(defaults.storage()).inFolder(path(storageFolder)),
                defaults.payments().withWebhooks(webhooks).withReportLag(paypalReportLag));
    }

    private StorageSettings storage(StorageSettings defaults) {
        return buckets == null || buckets.isEmpty() ? defaults : defaults.withBuckets(buckets);
    }

    private static Path path(String text) {
        return text == null || text.isBlank() ? null : Path.of(text);
    }
}
