package io.dropshiphub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was charged is still charged after the sandbox's process was killed in the middle of its work. */
class KilledSandboxTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    /** A sandbox of its own. */
    private final class Running implements AutoCloseable {

        final Process process;
        final String base;

        Running() throws Exception {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SandboxMain.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("HUB_SANDBOX_PORT", "0");
            builder.environment()
                    .put("SANDBOX_JOURNAL", folder.resolve("journal.jsonl").toString());
            process = builder.start();
            String line = new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
            base = "http://127.0.0.1:" + line.substring(line.lastIndexOf(' ') + 1);
        }

        String pay(int number) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/stripe/v1/payment_intents"))
                    .header("Authorization", "Bearer sk_test_sandbox0stripe0key")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Idempotency-Key", "key-" + number)
                    .POST(BodyPublishers.ofString(StripeCaller.form(StripeCaller.payment("pm_card_visa"))))
                    .build();
            return HTTP.send(request, BodyHandlers.ofString()).body();
        }

        String book() throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/sandbox/payments"))
                    .build();
            return HTTP.send(request, BodyHandlers.ofString()).body();
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void every_answered_charge_is_in_the_book_afterwards() throws Exception {
        String[] answers = new String[20];
        String before;
        try (Running first = new Running()) {
            for (int i = 0; i < answers.length; i++) {
                answers[i] = first.pay(i);
            }
            before = first.book();
        }
        try (Running second = new Running()) {
            assertThat(second.book()).isEqualTo(before);
            assertThat(Stream.of(before.split("\"id\"")).skip(1)).hasSize(answers.length);
            assertThat(second.pay(7)).isEqualTo(answers[7]);
            assertThat(second.book()).isEqualTo(before);
        }
    }
}
