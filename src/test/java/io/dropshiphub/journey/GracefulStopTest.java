package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is asked to stop finishes what it has begun and gives back the rest. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GracefulStopTest {

    private static final int ROWS = 400;

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("graceful-stop");

    @Test
    void a_stop_under_load_takes_half_a_minute_at_most_and_leaves_no_call_in_doubt() {
        SandboxProcess sandbox = journey.sandbox(directory, Map.of());
        sandbox.fault("{\"kind\":\"slow\",\"millis\":400,\"operations\":[\"create\"]}");
        TestDatabase database = journey.closing(TestDatabase.create());
        HubProcess hub = journey.hub(directory, "hub")
                .on(database.url())
                .against(sandbox)
                .quick()
                .unlimited()
                .start();
        ProductFile file = ProductFile.of("stop.csv", "ST", ROWS, sandbox);
        hub.drop(file.name(), file.content());
        await("calls are under way")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sandbox.live(null) > 100);

        long start = System.nanoTime();
        hub.process().terminate();
        boolean ended = hub.process().awaitEnd(Duration.ofSeconds(40));
        double seconds = (System.nanoTime() - start) / 1e9;
        long listed = sandbox.live(null);
        journey.say("stopped after %.1f s with %d of %d listed", seconds, listed, ROWS * 3);

        assertThat(ended).as("the hub has ended").isTrue();
        assertThat(seconds).isLessThanOrEqualTo(30);
        assertThat(listed).as("listed when it stopped").isLessThan(ROWS * 3L);
        assertThat(count(database, "registration_queue where state in ('claimed', 'calling')"))
                .as("jobs that still belong to the hub that stopped")
                .isZero();
        assertThat(count(database, "registration_queue where kind = 'LOOK_UP'"))
                .as("jobs in doubt")
                .isZero();
        assertThat(count(database, "attempt where outcome <> 'REGISTERED'"))
                .as("calls that ended otherwise than well")
                .isZero();
        assertThat(count(database, "platform_registration where state = 'registered'"))
                .as("registrations the ledger knows, against those the sandbox has")
                .isEqualTo(listed);

        sandbox.clearFaults();
        hub.start();
        hub.awaitEnd(1, Duration.ofSeconds(60));
        ThreeCounts.agree(file, hub, sandbox);
        assertThat(count(database, "attempt where kind = 'LOOK_UP'"))
                .as("look-ups that were needed")
                .isZero();
    }

    private static long count(TestDatabase database, String from) {
        return database.jdbc()
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }
}
