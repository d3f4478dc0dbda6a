package io.dropshiphub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.intake.read.FileFacts;
import io.dropshiphub.intake.read.ProductReader;
import io.dropshiphub.intake.read.ProductRows;
import io.dropshiphub.product.Role;
import io.dropshiphub.registration.BatchRow;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,intake/*.camel.yaml",
            "hub.accounts.seeds=classpath:accounts/templates.yaml,classpath:accounts/sandbox.yaml",
            "COUPANG_ACCESS_KEY=a",
            "COUPANG_SECRET_KEY=b",
            "COUPANG_VENDOR_ID=A00000001",
            "COUPANG_VENDOR_USER_ID=user",
            "NAVER_CLIENT_ID=a",
            "NAVER_CLIENT_SECRET=$2a$04$sandboxsandboxsandboxu",
            "ELEVENTH_STREET_API_KEY=a",
            "hub.intake.max-body=1MB"
        })
class RestIntakeTest {

    private static final String PRODUCT = """
            {"name": "상품명", "price": 29900, "description": "상품 설명", "main_image_url": "https://e.com/a.jpg",
             "category_id": "123"}""";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ProductTemplates templates;

    @Autowired
    TestUsers users;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void takes_a_batch_as_the_interface_describes_it() throws Exception {
        HttpResponse<String> answer = post("batch", """
                { "batch_name": "새상품 100개 등록", "products": [%s], "target_platforms": ["coupang", "naver", "11st"],
                  "priority": "high", "batch_settings": { "auto_retry_enabled": true, "max_retry_attempts": 3,
                  "image_processing_enabled": true } }""".formatted(PRODUCT));

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("accepted_rows").asInt()).isEqualTo(1);
        assertThat(body.path("status_url").asText())
                .isEqualTo("/api/v1/registration/batch/" + body.path("batch_id").asText() + "/status");
        assertThat(jdbc.sql(
                                "select name || '|' || priority || '|' || max_attempts || '|' || fit_images || '|' || status"
                                        + " from registration_batch where id = :id::uuid")
                        .param("id", body.path("batch_id").asText())
                        .query(String.class)
                        .single())
                .isEqualTo("새상품 100개 등록|high|4|true|processing");
    }

    @Test
    void takes_a_single_product_as_the_interface_describes_it() throws Exception {
        HttpResponse<String> answer = post(
                "single",
                "{ \"product\": %s, \"target_platforms\": [\"coupang\", \"naver\"], \"priority\": \"urgent\" }"
                        .formatted(PRODUCT));

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void switching_retries_off_leaves_one_attempt() throws Exception {
        HttpResponse<String> answer = post(
                "batch",
                "{\"products\": [%s], \"batch_settings\": {\"auto_retry_enabled\": false, \"max_retry_attempts\": 5}}"
                        .formatted(PRODUCT));

        assertThat(jdbc.sql("select max_attempts from registration_batch where id = :id::uuid")
                        .param(
                                "id",
                                json.readTree(answer.body()).path("batch_id").asText())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void the_good_products_of_a_partly_bad_request_are_taken_and_the_bad_ones_listed() throws Exception {
        HttpResponse<String> answer = post(
                "batch",
                "{\"products\": [{\"name\": \"x\"}, %s, 5], \"target_platforms\": [\"coupang\"]}".formatted(PRODUCT));

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("accepted_rows").asInt()).isEqualTo(1);
        assertThat(body.path("rejected_rows").asInt()).isEqualTo(2);
        assertThat(body.path("problems").findValuesAsText("code"))
                .containsExactly("HUB-INTAKE-101", "HUB-INTAKE-101", "HUB-INTAKE-112", "HUB-INTAKE-130");
    }

    @Test
    void a_request_without_any_good_product_is_refused_with_every_problem_and_makes_no_batch() throws Exception {
        long before = batches();

        HttpResponse<String> answer =
                post("batch", "{\"products\": [{\"name\": \"x\"}], \"target_platforms\": [\"coupang\"]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("code").asText()).isEqualTo("HUB-INTAKE-024");
        assertThat(body.path("problems")).hasSize(3);
        assertThat(batches()).isEqualTo(before);
    }

    @Test
    void an_unknown_marketplace_is_named_with_the_known_ones() throws Exception {
        HttpResponse<String> answer =
                post("batch", "{\"products\": [%s], \"target_platforms\": [\"gmarket\"]}".formatted(PRODUCT));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).path("detail").asText()).contains("'gmarket'", "coupang, naver, 11st");
    }

    @Test
    void wrong_settings_and_broken_bodies_are_refused_with_their_code() throws Exception {
        assertThat(code(post("batch", "{\"products\": [%s], \"priority\": \"asap\"}".formatted(PRODUCT))))
                .isEqualTo("HUB-INTAKE-023");
        assertThat(code(post("batch", "{\"products\": [%s], \"target_platforms\": \"coupang\"}".formatted(PRODUCT))))
                .isEqualTo("HUB-INTAKE-023");
        assertThat(code(post("batch", "{\"products\": [%s], \"scheduled_at\": \"tomorrow\"}".formatted(PRODUCT))))
                .isEqualTo("HUB-INTAKE-023");
        assertThat(code(post("batch", "{\"products\": [%s".formatted(PRODUCT)))).isEqualTo("HUB-INTAKE-011");
        assertThat(code(post("batch", "{\"products\": []}"))).isEqualTo("HUB-INTAKE-002");
        assertThat(code(post("batch", ""))).isEqualTo("HUB-INTAKE-001");
        assertThat(code(post("single", "{\"products\": [%s]}".formatted(PRODUCT))))
                .isEqualTo("HUB-INTAKE-012");
        HttpResponse<String> large = post("batch", "x".repeat(2_000_000));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(code(large)).isEqualTo("HUB-INTAKE-010");
    }

    @Test
    void a_dry_run_stores_nothing() throws Exception {
        long before = batches();

        HttpResponse<String> answer = post(
                "batch?dry_run=true",
                ("{\"products\": [%s, {}], \"target_platforms\": [\"coupang\"],"
                                + " \"batch_settings\": {\"image_processing_enabled\": false}}")
                        .formatted(PRODUCT));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("accepted_rows").asInt()).isEqualTo(1);
        assertThat(body.path("rejected_rows").asInt()).isEqualTo(1);
        assertThat(body.path("allocation").path("accounts")).singleElement().satisfies(share -> {
            assertThat(share.path("account").asText()).isEqualTo("coupang/main");
            assertThat(share.path("rows").asInt()).isEqualTo(1);
            assertThat(share.path("why")).hasSize(1);
        });
        assertThat(batches()).isEqualTo(before);
    }

    @Test
    void one_listing_a_product_can_be_asked_for() throws Exception {
        JsonNode batch = json.readTree(post("batch", "{\"products\": [%s], \"spread\": \"one\"}".formatted(PRODUCT))
                .body());
        JsonNode upload =
                json.readTree(post("batch?dry_run=true&file_name=a.json&spread=one", "[%s]".formatted(PRODUCT))
                        .body());

        assertThat(jdbc.sql(
                                "select b.spread || ' ' || count(*) from registration_batch b"
                                        + " join platform_registration r on r.batch_id = b.id where b.id = :id::uuid group by b.spread")
                        .param("id", batch.path("batch_id").asText())
                        .query(String.class)
                        .single())
                .isEqualTo("one 1");
        assertThat(upload.path("allocation").path("accounts")).hasSize(1);
        assertThat(code(post("batch", "{\"products\": [%s], \"spread\": \"some\"}".formatted(PRODUCT))))
                .isEqualTo("HUB-INTAKE-023");
    }

    @Test
    void the_same_idempotency_key_is_the_same_batch() throws Exception {
        String body = "{\"products\": [%s], \"target_platforms\": [\"coupang\"]}".formatted(PRODUCT);

        JsonNode first =
                json.readTree(post("batch", body, "Idempotency-Key", "order-1").body());
        HttpResponse<String> second = post("batch", body + " ", "Idempotency-Key", "order-1");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json.readTree(second.body()).path("batch_id")).isEqualTo(first.path("batch_id"));
        assertThat(json.readTree(second.body()).path("already_read").asBoolean())
                .isTrue();
    }

    @Test
    void a_file_may_be_the_body() throws Exception {
        String csv = "sku,name,category_id,price,main_image_url\nUP-1,머그컵,123,12900,https://e.com/m.jpg\n";

        HttpResponse<String> answer =
                post("batch?target_platforms=coupang", csv, "Content-Type", "text/csv; charset=utf-8");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(post("batch?dry_run=true", "{\"products\": []}", "Content-Type", ";;;")
                        .statusCode())
                .isEqualTo(400);
        assertThat(code(post("batch", "a=b", "Content-Type", "application/x-www-form-urlencoded")))
                .isEqualTo("HUB-REST-006");
    }

    @Test
    void a_file_that_is_no_text_arrives_byte_by_byte() throws Exception {
        byte[] korean = "판매자상품코드,상품명,카테고리,판매가,대표이미지\nBY-1,머그컵,123,12900,https://e.com/m.jpg\n"
                .getBytes(Charset.forName("MS949"));

        HttpResponse<String> workbook = postBytes("batch?file_name=t.xlsx", templates.xlsx());
        HttpResponse<String> cp949 = postBytes("batch?file_name=t.csv", korean);

        assertThat(workbook.statusCode()).as(workbook.body()).isEqualTo(202);
        assertThat(json.readTree(workbook.body()).path("accepted_rows").asInt()).isPositive();
        assertThat(cp949.statusCode()).as(cp949.body()).isEqualTo(202);
        assertThat(jdbc.sql("select product ->> 'name' from product_registration where seller_sku = 'BY-1'")
                        .query(String.class)
                        .single())
                .isEqualTo("머그컵");
    }

    @Test
    void headers_of_the_caller_reach_neither_routing_nor_the_answer() throws Exception {
        HttpResponse<String> answer = post(
                "batch",
                "{\"products\": [%s]}".formatted(PRODUCT),
                "CamelHttpResponseCode",
                "418",
                "cAmElFileName",
                "evil",
                "X-Mine",
                "mine");

        assertThat(answer.statusCode()).isIn(200, 202);
        assertThat(answer.headers().map()).doesNotContainKeys("x-mine", "camelfilename", "idempotency-key");
    }

    @Test
    void both_templates_are_valid_inputs_themselves() throws Exception {
        for (String name : List.of("template.csv", "template.xlsx")) {
            HttpResponse<byte[]> answer = http.send(request(name).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            Path file = Files.write(directory.resolve(name), answer.body());
            List<BatchRow> found = new ArrayList<>();
            try (ProductRows rows = new ProductReader(
                            io.dropshiphub.intake.read.ReadLimits.defaults(), directory, key -> true)
                    .open(file, name, FileFacts.of(file), null)) {
                rows.forEachRemaining(found::add);
            }
            assertThat(found).hasSize(3).allSatisfy(row -> assertThat(row.problems())
                    .isEmpty());
            assertThat(found.get(0).product().variants()).hasSize(4);
        }
        assertThat(templates.csv()).startsWith(0xEF, 0xBB, 0xBF);
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> postBytes(String path, byte[] body) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/registration/" + path))
                .header(TestUsers.KEY, users.key(Role.ADMIN));
    }

    private String code(HttpResponse<String> answer) throws Exception {
        return json.readTree(answer.body()).path("code").asText();
    }

    private long batches() {
        return jdbc.sql("select count(*) from registration_batch")
                .query(Long.class)
                .single();
    }
}
