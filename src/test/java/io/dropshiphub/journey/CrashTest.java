package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} may not do: lose a product, or list one twice. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashTest {

    private static final int ROWS = 2000;
    private static final int KILLS_IN_INTAKE = 3;
    private static final int KILLS_IN_DISPATCH = 7;

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("crash");

    private SandboxProcess sandbox;
    private HubProcess hub;
    private Random random;

    @BeforeEach
    void seed() {
        long seed = Long.getLong("journey.seed", System.nanoTime() & 0xFFFFFF);
        journey.say("again with ./mvnw test -Dtest=CrashTest -Djourney.seed=%d", seed);
        random = new Random(seed);
        sandbox = journey.sandbox(directory, Map.of("SANDBOX_SEED", Long.toString(seed)));
    }

    @Test
    void ten_kills_in_a_batch_of_2000_products_lose_none_and_list_none_twice() {
        // what is lost first, what is late second: of many calls under way at a kill, the marketplace has acted on all
        sandbox.fault("{\"kind\":\"drop-reply-after-acting\",\"probability\":0.05,\"operations\":[\"create\"]}");
        sandbox.fault("{\"kind\":\"slow\",\"millis\":120,\"operations\":[\"create\"]}");
        ProductFile file = ProductFile.of("crash.csv", "CR", ROWS, sandbox);
        hub = journey.hub(directory, "hub")
                .against(sandbox)
                .quick()
                .unlimited()
                // small steps, so that a kill finds the file half stored
                .set("hub.intake.chunk-rows", "40")
                .start();

        hub.drop(file.name(), file.content());
        for (int i = 0; i < KILLS_IN_INTAKE; i++) {
            long rows = Math.min(stored() + 1 + random.nextInt(ROWS / KILLS_IN_INTAKE), ROWS);
            killWhen("stored " + rows + " rows", () -> stored() >= rows);
        }
        for (int i = 0; i < KILLS_IN_DISPATCH; i++) {
            long listed = sandbox.live(null);
            // a part of what is left for this kill: there is something under way at each of them, also at the last
            int part = (int) (ROWS * 3 - listed) / (KILLS_IN_DISPATCH - i + 1);
            long listings = listed + part / 4 + random.nextInt(Math.max(1, part * 3 / 4));
            killWhen("listed " + listings, () -> sandbox.live(null) >= listings);
        }
        long restarted = System.nanoTime();
        hub.awaitEnd(1, Duration.ofSeconds(120));
        journey.say(
                "all final %.1f s after the last restart, replies lost %d",
                (System.nanoTime() - restarted) / 1e9, sandbox.struck("drop-reply-after-acting"));

        ThreeCounts.agree(file, hub, sandbox);
        assertThat(sandbox.struck("drop-reply-after-acting")).isGreaterThan(ROWS * 3 / 40);
        assertThat(directory.resolve("hub/inbox/done/crash.csv")).exists();
        await("the result file has a line for every row")
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> Files.readString(directory.resolve("hub/inbox/done/crash.csv.result.csv"))
                                .lines()
                                .filter(line -> line.contains("registered"))
                                .count()
                        == ROWS);
    }

    /** Rows of the file that are in the ledger. */
    private long stored() {
        JsonNode batch = hub.batches().stream().findFirst().orElse(null);
        return batch == null ? 0 : batch.path("rows").path("total").asLong();
    }

    private void killWhen(String point, BooleanSupplier reached) {
        await(point)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(reached::getAsBoolean);
        long stored = stored();
        hub.kill9();
        journey.say("killed at %s (%d rows stored, %d listed)", point, stored, sandbox.live(null));
        hub.start();
    }
}
