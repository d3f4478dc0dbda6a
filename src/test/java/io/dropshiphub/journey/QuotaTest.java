package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.journey.SandboxProcess.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** While work waits, an account's quota is used and never exceeded; the marketplaces' side counts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class QuotaTest {

    private static final Duration WINDOW = Duration.ofSeconds(25);
    /** Calls a second that each account may make, by the hub's defaults and the sandbox's. */
    private static final Map<String, Double> RATES = Map.of("coupang", 5.0, "naver", 2.0);

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("quota");

    @Test
    void the_quota_is_used_to_nine_tenths_at_least_and_never_exceeded() {
        SandboxProcess sandbox = journey.sandbox(directory, Map.of("SANDBOX_RATE_LIMITS", "on"));
        HubProcess hub = journey.hub(directory, "hub").against(sandbox).start();
        ProductFile file = ProductFile.of("quota.csv", "QU", 450, sandbox);
        hub.drop(file.name(), file.content());

        // the burst after the rest is not what is measured
        await("every account is under way")
                .atMost(Duration.ofSeconds(60))
                .until(() -> sandbox.accounts().stream()
                                .filter(each -> RATES.containsKey(each.platform()) && each.live() >= 4)
                                .count()
                        == 3);
        Map<String, Long> before = calls(sandbox);
        long start = System.nanoTime();
        await().pollDelay(WINDOW).atMost(WINDOW.plusSeconds(30)).until(() -> true);
        Map<String, Long> after = calls(sandbox);
        double seconds = (System.nanoTime() - start) / 1e9;

        Map<String, Double> used = new TreeMap<>();
        after.forEach((account, calls) -> {
            Double rate = RATES.get(account.substring(0, account.indexOf('/')));
            if (rate != null) {
                used.put(account, (calls - before.get(account)) / (rate * seconds));
            }
        });
        journey.say("share of the quota used in %.1f s of waiting work: %s", seconds, used);

        assertThat(sandbox.breaches()).as("calls above a limit").isZero();
        assertThat(sandbox.accounts().stream().mapToLong(Account::refused).sum())
                .isZero();
        assertThat(used).hasSize(3);
        assertThat(used)
                .allSatisfy((account, share) -> assertThat(share).as(account).isGreaterThanOrEqualTo(0.90));
        assertThat(waiting(hub)).as("work that waits at the end").isPositive();
    }

    private static Map<String, Long> calls(SandboxProcess sandbox) {
        List<Account> accounts = sandbox.accounts();
        return accounts.stream()
                .collect(Collectors.toMap(each -> each.platform() + "/" + each.account(), Account::calls));
    }

    private static long waiting(HubProcess hub) {
        return hub.batches().get(0).path("registrations").path("waiting").asLong();
    }
}
