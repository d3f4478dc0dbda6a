package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.journey.SandboxProcess.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A marketplace changes its limits while work waits; the hub follows. The marketplace's side counts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LearnedLimitsTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("learned-limits");

    private SandboxProcess sandbox;

    @Test
    void a_limit_that_rises_is_used_and_one_that_falls_is_kept_after_a_few_refusals() {
        sandbox = journey.sandbox(directory, Map.of("SANDBOX_RATE_LIMITS", "on"));
        // only Naver's answers are watched; the others would take time from a small machine
        HubProcess hub = journey.hub(directory, "hub")
                .against(sandbox)
                .set("hub.intake.platforms", "naver")
                .start();
        hub.drop(
                "learned.csv", ProductFile.of("learned.csv", "LL", 200, sandbox).content());
        await("listings are under way").atMost(Duration.ofSeconds(60)).until(() -> sandbox.live("naver") >= 4);

        sandbox.limits("{\"naver_per_second\": 6}");
        awaitRate(hub, 6);
        double risen = callsPerSecond(WINDOW) / 6;
        long breaches = naver().breaches();

        sandbox.limits("{\"naver_per_second\": 1}");
        awaitRate(hub, 1);
        // what was under way when it fell, and the second that the account rests
        await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
        long stormy = naver().breaches();
        double fallen = callsPerSecond(WINDOW);
        long afterwards = naver().breaches() - stormy;

        journey.say(
                "share of the limit used after it rose to 6: %.2f, after it fell to 1: %.2f; refused when it fell: %d, after that: %d",
                risen, fallen, stormy - breaches, afterwards);
        assertThat(breaches).as("refused while it rose").isZero();
        assertThat(risen).isGreaterThanOrEqualTo(0.90);
        assertThat(stormy - breaches).as("refused when it fell").isLessThanOrEqualTo(12);
        assertThat(afterwards).as("refused once the hub knows").isZero();
        assertThat(fallen).isBetween(0.80, 1.1);
        JsonNode gate = gate(hub);
        assertThat(gate.at("/effective/source").asText()).isEqualTo("learned");
        assertThat(gate.path("rate_per_second").asDouble()).as("configured").isEqualTo(2);
        assertThat(hub.batches().get(0).at("/registrations/waiting").asLong()).isPositive();
    }

    private static void awaitRate(HubProcess hub, double rate) {
        await("the hub calls Naver at the told rate")
                .atMost(Duration.ofSeconds(15))
                .until(() -> gate(hub).at("/effective/rate_per_second").asDouble() == rate);
    }

    private static JsonNode gate(HubProcess hub) {
        for (JsonNode gate : hub.get("/api/v1/queue/statistics").path("gates")) {
            if (gate.path("platform").asText().equals("naver")) {
                return gate;
            }
        }
        throw new AssertionError("no gate of Naver");
    }

    private double callsPerSecond(Duration window) {
        long before = naver().calls();
        long start = System.nanoTime();
        await().pollDelay(window).atMost(window.plusSeconds(20)).until(() -> true);
        return (naver().calls() - before) / ((System.nanoTime() - start) / 1e9);
    }

    private Account naver() {
        return sandbox.accounts().stream()
                .filter(each -> each.platform().equals("naver"))
                .findFirst()
                .orElseThrow();
    }
}
