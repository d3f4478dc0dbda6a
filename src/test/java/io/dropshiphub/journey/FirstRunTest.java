package io.dropshiphub.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger does first: start the hub with its sandbox, copy the sample file into the inbox, look. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FirstRunTest {

    private static final Path SAMPLE = Path.of("docs/samples/products.csv");

    @TempDir
    Path directory;

    @RegisterExtension
    final Journey journey = new Journey("first-run");

    @Test
    void a_copied_sample_file_is_listed_on_all_marketplaces_within_a_minute_and_never_twice() throws IOException {
        int port = Journey.freePort();
        HubProcess hub = journey.hub(directory, "hub").withSandboxOn(port).start();
        SandboxProcess sandbox = SandboxProcess.insideOf(port);
        byte[] sample = Files.exists(SAMPLE)
                ? withPicturesAt(port, Files.readAllBytes(SAMPLE))
                : hub.getBytes("/api/v1/registration/template.csv");

        long start = System.nanoTime();
        hub.drop("products.csv", sample);
        hub.awaitEnd(1, Duration.ofSeconds(90));
        Path done = hub.inbox().resolve("done");
        Path result = done.resolve("products.csv.result.csv");
        await("the result file").atMost(Duration.ofSeconds(10)).until(() -> Files.exists(result));
        double seconds = (System.nanoTime() - start) / 1e9;

        JsonNode batch = hub.batches().get(0);
        long products = batch.path("rows").path("total").asLong();
        journey.say("%d products on three marketplaces after %.1f s", products, seconds);
        assertThat(products).isPositive();
        assertThat(batch.path("rows").path("registered").asLong())
                .as("registered rows of %s", hub.rows(batch.path("batch_id").asText()))
                .isEqualTo(products);
        for (String platform : List.of("coupang", "naver", "11st")) {
            assertThat(sandbox.live(platform)).as("listed on %s", platform).isEqualTo(products);
        }
        assertThat(done.resolve("products.csv")).hasBinaryContent(sample);
        assertThat(seconds).isLessThan(60);

        hub.drop("products.csv", sample);
        await("the second copy is put away with a note")
                .atMost(Duration.ofSeconds(20))
                .until(() -> names(done).stream().anyMatch(name -> name.endsWith(".note.txt")));
        assertThat(hub.batches()).as("batches after the same file came twice").hasSize(1);

        hub.drop("products.csv.result.csv", Files.readAllBytes(result));
        hub.awaitEnd(2, Duration.ofSeconds(60));
        JsonNode again = hub.batches().get(0);
        assertThat(again.path("rows").path("registered").asLong())
                .as(
                        "rows of the result file that are registered: %s",
                        hub.rows(again.path("batch_id").asText()))
                .isEqualTo(products);
        assertThat(sandbox.duplicates()).as("listed twice").isZero();
        assertThat(sandbox.live(null)).as("live listings").isEqualTo(products * 3);
        assertThat(sandbox.breaches()).as("calls above a limit").isZero();
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** The sample names the sandbox's usual port; here it has another one. */
    private static byte[] withPicturesAt(int port, byte[] sample) {
        return new String(sample, StandardCharsets.UTF_8)
                .replace("127.0.0.1:18080", "127.0.0.1:" + port)
                .getBytes(StandardCharsets.UTF_8);
    }
}
