package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.payments.PaymentSettings;
import io.dropshiphub.sandbox.storage.StorageSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a sandbox behaves.
 *
 * @param host the address it listens on
 * @param port its port, 0 for any free one
 * @param accounts the sellers it knows
 * @param limits how often they may call
 * @param seed of the faults' dice and of the image addresses that Naver issues
 * @param journal where listings survive a restart, and beside it {@code payments.jsonl} with the payments; null for nowhere
 * @param downloadImages whether Coupang and 11st fetch the product pictures, as the real ones do
 * @param naverSearchLag how long a new product stays unknown to Naver's search
 * @param coupangApprovalDelay how long an approval takes at Coupang
 * @param coupangBusy how long a Coupang product cannot be read after it was written
 * @param signatureWindow how far a signature's time may be off; Coupang's is told by no source, 5 minutes are commonly
 *     assumed
 * @param eleventstAcceptsUtf8 whether 11st takes UTF-8 besides EUC-KR; reports contradict each other
 * @param storage what the storage services hold
 * @param payments how the payment services behave
 */
public record SandboxSettings(
        String host,
        int port,
        SandboxAccounts accounts,
        Limits limits,
        long seed,
        Path journal,
        boolean downloadImages,
        Duration naverSearchLag,
        Duration coupangApprovalDelay,
        Duration coupangBusy,
        Duration signatureWindow,
        boolean eleventstAcceptsUtf8,
        StorageSettings storage,
        PaymentSettings payments) {

    public static final int DEFAULT_PORT = 18080;

    /**
     * How often an account may call.
     *
     * @param coupangPerSecond per vendor
     * @param coupangBurst calls at once after a rest; told by no source, taken as one second's worth
     * @param naverPerSecond per API and application
     * @param naverBurst twice the rate, by Naver's own rule
     * @param eleventstDailyCreations products created a day
     */
    public record Limits(
            boolean enforced,
            int coupangPerSecond,
            int coupangBurst,
            int naverPerSecond,
            int naverBurst,
            int eleventstDailyCreations) {

        /** What the marketplaces announce or were measured to allow. */
        public static Limits real() {
            return new Limits(true, 5, 5, 2, 4, 500);
        }

        public static Limits none() {
            return new Limits(false, 0, 0, 0, 0, 0);
        }
    }

    public static SandboxSettings defaults() {
        return new SandboxSettings(
                "127.0.0.1",
                DEFAULT_PORT,
                SandboxAccounts.demo(),
                Limits.real(),
                1,
                null,
                true,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofMinutes(5),
                false,
                StorageSettings.defaults(),
                PaymentSettings.defaults());
    }

    /**
     * The defaults, changed by {@code HUB_SANDBOX_PORT}, {@code SANDBOX_HOST}, {@code SANDBOX_RATE_LIMITS=off}, {@code
     * SANDBOX_SEED}, {@code SANDBOX_JOURNAL}, {@code SANDBOX_STORAGE}, {@code SANDBOX_DOWNLOAD_IMAGES=off}, {@code
     * SANDBOX_NAVER_SEARCH_LAG}, {@code SANDBOX_COUPANG_APPROVAL_DELAY}, {@code SANDBOX_COUPANG_BUSY} (ISO-8601 durations
     * such as {@code PT2S}), {@code SANDBOX_PAYPAL_REPORT_LAG}, {@code SANDBOX_WEBHOOKS} (where payment events go, nowhere by
     * default), and the limits {@code SANDBOX_COUPANG_PER_SECOND}, {@code SANDBOX_NAVER_PER_SECOND}, {@code
     * SANDBOX_ELEVENTST_DAILY}.
     */
    public static SandboxSettings fromEnvironment(Map<String, String> environment) {
        SandboxSettings defaults = defaults();
        Limits real = defaults.limits;
        int naver = Integer.parseInt(environment.getOrDefault("SANDBOX_NAVER_PER_SECOND", "" + real.naverPerSecond));
        int coupang =
                Integer.parseInt(environment.getOrDefault("SANDBOX_COUPANG_PER_SECOND", "" + real.coupangPerSecond));
        int daily = Integer.parseInt(
                environment.getOrDefault("SANDBOX_ELEVENTST_DAILY", "" + real.eleventstDailyCreations));
        return new SandboxSettings(
                environment.getOrDefault("SANDBOX_HOST", defaults.host),
                Integer.parseInt(environment.getOrDefault("HUB_SANDBOX_PORT", "" + defaults.port)),
                defaults.accounts,
                isOn(environment, "SANDBOX_RATE_LIMITS")
                        ? new Limits(true, coupang, coupang, naver, naver * 2, daily)
                        : Limits.none(),
                Long.parseLong(environment.getOrDefault("SANDBOX_SEED", "" + defaults.seed)),
                path(environment, "SANDBOX_JOURNAL"),
                isOn(environment, "SANDBOX_DOWNLOAD_IMAGES"),
                duration(environment, "SANDBOX_NAVER_SEARCH_LAG", defaults.naverSearchLag),
                duration(environment, "SANDBOX_COUPANG_APPROVAL_DELAY", defaults.coupangApprovalDelay),
                duration(environment, "SANDBOX_COUPANG_BUSY", defaults.coupangBusy),
                defaults.signatureWindow,
                defaults.eleventstAcceptsUtf8,
                defaults.storage.inFolder(path(environment, "SANDBOX_STORAGE")),
                defaults.payments
                        .withWebhooks(environment.get("SANDBOX_WEBHOOKS"))
                        .withReportLag(
                                duration(environment, "SANDBOX_PAYPAL_REPORT_LAG", defaults.payments.reportLag())));
    }

    private static Path path(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : Path.of(value);
    }

    private static boolean isOn(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "on");
        return !value.equalsIgnoreCase("off") && !value.equalsIgnoreCase("false");
    }

    private static Duration duration(Map<String, String> environment, String name, Duration otherwise) {
        String value = environment.get(name);
        return value == null ? otherwise : Duration.parse(value);
    }

    public SandboxSettings onPort(int other) {
        return new SandboxSettings(
                host,
                other,
                accounts,
                limits,
                seed,
                journal,
                downloadImages,
                naverSearchLag,
                coupangApprovalDelay,
                coupangBusy,
                signatureWindow,
                eleventstAcceptsUtf8,
                storage,
                payments);
    }

    public SandboxSettings withLimits(Limits other) {
        return new SandboxSettings(
                host,
                port,
                accounts,
                other,
                seed,
                journal,
                downloadImages,
                naverSearchLag,
                coupangApprovalDelay,
                coupangBusy,
                signatureWindow,
                eleventstAcceptsUtf8,
                storage,
                payments);
    }

    /** For benchmarks: nobody is ever told to slow down. */
    public SandboxSettings withoutQuota() {
        return withLimits(Limits.none());
    }

    public SandboxSettings withJournal(Path other) {
        return new SandboxSettings(
                host,
                port,
                accounts,
                limits,
                seed,
                other,
                downloadImages,
                naverSearchLag,
                coupangApprovalDelay,
                coupangBusy,
                signatureWindow,
                eleventstAcceptsUtf8,
                storage,
                payments);
    }

    public SandboxSettings withDownloadImages(boolean other) {
        return new SandboxSettings(
                host,
                port,
                accounts,
                limits,
                seed,
                journal,
                other,
                naverSearchLag,
                coupangApprovalDelay,
                coupangBusy,
                signatureWindow,
                eleventstAcceptsUtf8,
                storage,
                payments);
    }

    public SandboxSettings withStorage(StorageSettings other) {
        return new SandboxSettings(
                host,
                port,
                accounts,
                limits,
                seed,
                journal,
                downloadImages,
                naverSearchLag,
                coupangApprovalDelay,
                coupangBusy,
                signatureWindow,
                eleventstAcceptsUtf8,
                other,
                payments);
    }

    public SandboxSettings withPayments(PaymentSettings other) {
        return new SandboxSettings(
                host,
                port,
                accounts,
                limits,
                seed,
                journal,
                downloadImages,
                naverSearchLag,
                coupangApprovalDelay,
                coupangBusy,
                signatureWindow,
                eleventstAcceptsUtf8,
                storage,
                other);
    }
}
