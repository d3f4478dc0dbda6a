package io.dropshiphub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.intake.ArchiveFile;
import io.dropshiphub.intake.IntakeArchive;
import io.dropshiphub.intake.IntakeProperties;
import io.dropshiphub.intake.IntakeResults;
import io.dropshiphub.product.Role;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Files of the inbox in the archive: each one once, also over an outage of the store. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,intake/*.camel.yaml,storage/*.camel.yaml,"
                    + "admin/look-at-archive.camel.yaml,admin/answer.camel.yaml",
            "hub.accounts.seeds=classpath:accounts/templates.yaml,classpath:accounts/sandbox.yaml",
            "COUPANG_ACCESS_KEY=a",
            "COUPANG_SECRET_KEY=b",
            "COUPANG_VENDOR_ID=A00000001",
            "COUPANG_VENDOR_USER_ID=user",
            "hub.intake.archive.every=100ms",
            "hub.intake.archive.retry-after=300ms",
            "hub.storage.calls.retry-pause=10ms",
            "hub.storage.breaker.open-seconds=1",
            "hub.intake.fit-images=false"
        })
class ArchiveTest {

    private static final String HEADER = "판매자상품코드,상품명,카테고리,판매가,대표이미지\n";
    private static final S3Server SERVER = new S3Server("hub-archive");
    private static final TroubledLine LINE = new TroubledLine(SERVER.port());

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("hub.storage.archive", () -> "s3");
        settings.add("hub.storage.s3.base-url", () -> "http://127.0.0.1:" + LINE.port());
        settings.add("hub.storage.s3.path-style", () -> "true");
        settings.add("hub.storage.s3.access-key", () -> S3Server.ACCESS_KEY);
        settings.add("hub.storage.s3.secret-key", () -> S3Server.SECRET_KEY);
        settings.add("hub.storage.s3.archive", () -> "hub-archive");
    }

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    IntakeProperties intake;

    @Autowired
    IntakeResults results;

    @Autowired
    IntakeArchive archive;

    @Autowired
    JdbcClient jdbc;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void mend() {
        LINE.mend();
    }

    @AfterAll
    static void close(@Autowired CamelContext camel) throws Exception {
        // it would go on asking a database that is gone when the hub stops
        camel.getRouteController().stopRoute("intake-archive");
        LINE.close();
        SERVER.close();
    }

    @Test
    void the_file_and_the_result_of_a_batch_are_archived_under_signed_addresses_and_stay_where_they_are()
            throws Exception {
        String text = HEADER + row("AR-1") + row("AR-2");
        UUID batch = batchOf("봄 상품.csv", text);
        results.write(batch);
        Path result = intake.inbox().resolve("done/봄 상품.csv.result.csv");
        settle(result);

        await().until(() -> archived("봄 상품.csv.result.csv") == 1 && archived("봄 상품.csv") == 1);

        JsonNode answer = ask(batch.toString());
        assertThat(answer.path("files").findValuesAsText("name"))
                .containsExactlyInAnyOrder("봄 상품.csv", "봄 상품.csv.result.csv");
        for (JsonNode file : answer.path("files")) {
            assertThat(file.path("store").asText()).isEqualTo("s3");
            assertThat(Instant.parse(file.path("expires_at").asText())).isAfter(Instant.now());
            Path local =
                    intake.inbox().resolve("done").resolve(file.path("name").asText());
            assertThat(download(file.path("url").asText())).isEqualTo(Files.readAllBytes(local));
        }
        String key = keyOf("봄 상품.csv");
        assertThat(key).matches("archive/\\d{4}/\\d\\d/\\d\\d/" + batch + "/file-[0-9a-f]{12}\\.csv");
        assertThat(keyOf("봄 상품.csv.result.csv"))
                .contains("/" + batch + "/csv-result-")
                .endsWith(".csv");
        assertThat(jdbc.sql("select name from stored_object where object_key = ?")
                        .param(key)
                        .query(String.class)
                        .single())
                .isEqualTo("봄 상품.csv");
    }

    @Test
    void a_rejected_file_is_archived_with_its_reason_and_belongs_to_no_batch() throws Exception {
        drop("no-price.csv", "상품명,카테고리,대표이미지\n머그컵,생활/주방,https://e.com/m.jpg\n");
        Path reason = intake.inbox().resolve("rejected/no-price.csv.reason.txt");
        await().until(() -> Files.exists(reason));
        settle(reason);

        await().until(() -> archived("no-price.csv") == 1 && archived("no-price.csv.reason.txt") == 1);

        assertThat(keyOf("no-price.csv.reason.txt"))
                .contains("/rejected/no-price-csv-reason-")
                .endsWith(".txt");
    }

    @Test
    void an_outage_of_the_store_only_makes_it_later() throws Exception {
        LINE.cut();
        UUID batch = batchOf("later.csv", HEADER + row("LA-1"));
        await().until(() -> !archive.goesOn());
        assertThat(archived("later.csv")).isZero();

        LINE.mend();

        await().atMost(Duration.ofSeconds(30)).until(() -> archived("later.csv") == 1);
        assertThat(ask(batch.toString()).at("/files/0/name").asText()).isEqualTo("later.csv");
    }

    @Test
    void what_no_store_takes_is_given_up_and_the_others_go_on() throws Exception {
        Path file = intake.inbox().resolve("done/odd.csv");
        Files.writeString(file, "odd");
        settle(file);
        ArchiveFile odd =
                new ArchiveFile(file, "done", 3, Files.getLastModifiedTime(file).toInstant(), null, null);
        archive.failed(odd, StorageProblems.refusedByAll("odd", "too large"));

        assertThat(archive.goesOn()).isTrue();
        assertThat(archive.due()).doesNotContain(odd);
        archive.failed(odd, new IOException("disk"));
        assertThat(archive.goesOn()).isFalse();
        await().until(archive::goesOn);
    }

    @Test
    void a_changed_file_is_archived_anew_and_unfinished_ones_never() throws Exception {
        Path done = intake.inbox().resolve("done");
        for (String name : List.of(".changing.csv.tmp", "~$changing.csv")) {
            settle(Files.writeString(done.resolve(name), "x"));
        }
        Path file = Files.writeString(done.resolve("changing.csv"), "one");
        settle(file);
        await().until(() -> archived("changing.csv") == 1);

        Files.writeString(file, "two!");
        settle(file);

        await().until(() -> archived("changing.csv") == 2);
        assertThat(archived("~$changing.csv") + archived(".changing.csv.tmp")).isZero();
    }

    @Test
    void an_unknown_batch_has_no_archive() throws Exception {
        assertThat(get("/registration/batch/" + UUID.randomUUID() + "/archive").statusCode())
                .isEqualTo(404);
    }

    private void drop(String name, String text) throws IOException {
        Path temporary = intake.inbox().resolve(name + ".part");
        settle(Files.writeString(temporary, text, StandardCharsets.UTF_8));
        Files.move(temporary, intake.inbox().resolve(name));
    }

    private UUID batchOf(String name, String text) throws IOException {
        drop(name, text);
        await().until(() -> Files.exists(intake.inbox().resolve("done").resolve(name)));
        return jdbc.sql("select id from registration_batch where file_name = ?")
                .param(name)
                .query(UUID.class)
                .single();
    }

    /** As if it had been written a while ago. */
    private static void settle(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private static String row(String sku) {
        return sku + ",머그컵,생활/주방,12900,https://e.com/m.jpg\n";
    }

    private int archived(String name) {
        return jdbc.sql("select count(*) from archived_file where file_name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private String keyOf(String name) {
        return jdbc.sql("select object_key from archived_file where file_name = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private JsonNode ask(String batch) throws Exception {
        HttpResponse<String> answer = get("/registration/batch/" + batch + "/archive");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                        .header(TestUsers.KEY, users.key(Role.ADMIN))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private byte[] download(String url) throws Exception {
        HttpResponse<byte[]> answer =
                http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
