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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A hub that stood still for longer than its leases comes back to work that is no longer its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be stopped and continued there")
class StaleWorkerTest {

    private static final int ROWS = 60;

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("stale-worker");

    @Test
    void a_hub_that_wakes_after_its_leases_is_refused_and_nothing_is_listed_twice() {
        SandboxProcess sandbox = journey.sandbox(directory, Map.of());
        TestDatabase database = journey.closing(TestDatabase.create());
        HubProcess sleeper = hub("sleeper", database, sandbox).start();
        HubProcess other = hub("other", database, sandbox);
        // every call takes long: at some moment each worker of the sleeper waits for an answer
        sandbox.fault("{\"kind\":\"slow\",\"millis\":2500,\"operations\":[\"create\"]}");
        ProductFile file = ProductFile.of("stale.csv", "SW", ROWS, sandbox);
        sleeper.drop(file.name(), file.content());
        await("all workers of the sleeper wait for an answer")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> calling(database) == 3 * 16 && sandbox.live(null) >= calling(database));

        sleeper.process().freeze();
        long claimed = calling(database);
        other.start();
        sandbox.clearFaults();
        other.awaitEnd(1, Duration.ofSeconds(60));
        assertThat(inDoubtOnce(database))
                .as("calls of the sleeper that the other hub has looked up")
                .isGreaterThanOrEqualTo(claimed);
        ThreeCounts.agree(file, other, sandbox);

        sleeper.process().thaw();
        await("the sleeper is told that its outcomes came too late")
                .atMost(Duration.ofSeconds(30))
                .until(() -> sleeper.process().output().contains("Ignored a late outcome"));
        // and works on
        ProductFile next = ProductFile.of("next.csv", "NX", ROWS, sandbox);
        sleeper.drop(next.name(), next.content());
        sleeper.awaitEnd(2, Duration.ofSeconds(60));

        long late = sleeper.process()
                .output()
                .lines()
                .filter(line -> line.contains("Ignored a late outcome") || line.contains("HUB-QUEUE-001"))
                .count();
        journey.say("%d calls under way when it stood still, %d late outcomes or calls refused", claimed, late);
        assertThat(late).isGreaterThanOrEqualTo(claimed);
        assertThat(sandbox.duplicates()).as("listed twice").isZero();
        assertThat(sandbox.live(null)).as("live listings").isEqualTo(2L * ROWS * 3);
        assertThat(registered(database)).as("registrations in the ledger").isEqualTo(2L * ROWS * 3);
    }

    private HubProcess hub(String name, TestDatabase database, SandboxProcess sandbox) {
        return journey.hub(directory, name)
                .on(database.url())
                .against(sandbox)
                .quick()
                .set("hub.calls.response-timeout", "4s")
                .set("hub.queue.send-margin", "5s")
                .unlimited();
    }

    private static long calling(TestDatabase database) {
        return count(database, "registration_queue where state = 'calling'");
    }

    private static long inDoubtOnce(TestDatabase database) {
        return count(database, "attempt where kind = 'LOOK_UP' and outcome = 'REGISTERED'");
    }

    private static long registered(TestDatabase database) {
        return count(database, "platform_registration where state = 'registered'");
    }

    private static long count(TestDatabase database, String from) {
        return database.jdbc()
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }
}
