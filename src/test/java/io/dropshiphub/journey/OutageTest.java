package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A marketplace that is down is its own problem; {@code -Djourney.outage=60} takes the full minute. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutageTest {

    private static final int OUTAGE_SECONDS = Integer.getInteger("journey.outage", 13);
    private static final int BEFORE_SECONDS = 6;
    /** Calls a second on each marketplace: a pace that quotas set, not the machine. */
    private static final int PACE = 20;

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("outage");

    @Test
    void while_one_marketplace_is_down_the_others_keep_their_pace_and_afterwards_it_catches_up() {
        SandboxProcess sandbox = journey.sandbox(
                directory,
                Map.of(
                        "SANDBOX_RATE_LIMITS", "on",
                        "SANDBOX_COUPANG_PER_SECOND", "10",
                        "SANDBOX_NAVER_PER_SECOND", "20",
                        "SANDBOX_ELEVENTST_DAILY", "100000"));
        HubProcess hub = journey.hub(directory, "hub")
                .against(sandbox)
                .quick()
                // two accounts
                .limit("coupang", PACE / 2, PACE / 2)
                .limit("naver", PACE, PACE)
                .limit("eleventh-street", PACE, PACE)
                .start();
        ProductFile file = ProductFile.of("outage.csv", "OU", PACE * (OUTAGE_SECONDS + BEFORE_SECONDS + 9), sandbox);
        hub.drop(file.name(), file.content());
        await("all marketplaces are under way")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        sandbox.live("coupang") > PACE && sandbox.live("naver") > PACE && sandbox.live("11st") > PACE);

        Pace before = pace(sandbox, Duration.ofSeconds(BEFORE_SECONDS));
        sandbox.fault("{\"service\":\"naver\",\"kind\":\"outage\"}");
        Pace during = pace(sandbox, Duration.ofSeconds(OUTAGE_SECONDS));
        long struck = sandbox.struck("outage");
        sandbox.clearFaults();
        long back = System.nanoTime();
        await("Naver lists again")
                .atMost(Duration.ofSeconds(30))
                .until(() -> sandbox.live("naver") > during.naverAtEnd());
        double recovery = (System.nanoTime() - back) / 1e9;
        hub.awaitEnd(1, Duration.ofSeconds(60 + 3L * OUTAGE_SECONDS));

        journey.say(
                "registrations/s before %s, in %d s of outage %s; %d calls met the outage; Naver lists again %.1f s after it",
                before, OUTAGE_SECONDS, during, struck, recovery);
        // nothing dead, nothing rejected, nothing twice
        ThreeCounts.agree(file, hub, sandbox);
        assertThat(during.coupang()).isCloseTo(before.coupang(), Percentage.withPercentage(35));
        assertThat(during.eleventst()).isCloseTo(before.eleventst(), Percentage.withPercentage(35));
        assertThat(during.naver()).isCloseTo(0, within(0.5));
        assertThat(struck)
                .as("calls to a marketplace that is down: those under way, those that open the breaker, and its probes")
                .isBetween(1L, 40L + OUTAGE_SECONDS);
        assertThat(sandbox.breaches()).as("calls above a limit").isZero();
    }

    /** Registrations a second over a stretch of time. */
    private record Pace(double coupang, double naver, double eleventst, long naverAtEnd) {

        @Override
        public String toString() {
            return String.format("[coupang %.1f, naver %.1f, 11st %.1f]", coupang, naver, eleventst);
        }
    }

    private static Pace pace(SandboxProcess sandbox, Duration span) {
        long start = System.nanoTime();
        long coupang = sandbox.live("coupang");
        long naver = sandbox.live("naver");
        long eleventst = sandbox.live("11st");
        await().pollDelay(span).atMost(span.plusSeconds(30)).until(() -> true);
        double seconds = (System.nanoTime() - start) / 1e9;
        long naverAtEnd = sandbox.live("naver");
        return new Pace(
                (sandbox.live("coupang") - coupang) / seconds,
                (naverAtEnd - naver) / seconds,
                (sandbox.live("11st") - eleventst) / seconds,
                naverAtEnd);
    }
}
