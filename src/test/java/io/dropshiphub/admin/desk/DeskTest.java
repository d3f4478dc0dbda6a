package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.platforms.TestProducts;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.queue.Claims;
import io.dropshiphub.registration.BatchRequest;
import io.dropshiphub.registration.BatchRow;
import io.dropshiphub.registration.BatchSource;
import io.dropshiphub.registration.Priority;
import io.dropshiphub.registration.RegistrationBatches;
import io.dropshiphub.registration.RegistrationOutcomes;
import io.dropshiphub.testing.HubTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything people ask and tell the hub over REST, and how it refuses. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.platforms.naver.rate-per-second=0",
            // no lanes: the test plays the marketplaces
            "hub.routes.include=_shared/*.camel.yaml,admin/*.camel.yaml"
        })
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeskTest {

    private static final UUID NOBODY = new UUID(0, 1);

    @Autowired
    private ApplicationContext hub;

    @Autowired
    private RegistrationBatches batches;

    @Autowired
    private RegistrationOutcomes outcomes;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestRestTemplate http;

    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void leave_nothing_for_the_next_test() {
        jdbc.sql("truncate registration_queue, dead_letter, held_batch, attempt, platform_registration,"
                        + " product_registration, registration_batch cascade")
                .update();
        jdbc.sql("update account_gate set paused_why = null, platform_paused_why = null, closed_until = null,"
                        + " probing = false")
                .update();
    }

    @Test
    void batches_are_listed_the_newest_first_with_counts_that_add_up() {
        accept("old", 1);
        UUID young = accept("young", 3);

        JsonNode page = get("/registration/batches?limit=1");

        assertThat(page).singleElement().satisfies(batch -> {
            assertThat(batch.path("batch_id").asText()).isEqualTo(young.toString());
            assertThat(batch.path("rows").path("total").asInt()).isEqualTo(4);
            assertThat(batch.path("rows").path("waiting").asInt()).isEqualTo(3);
            assertThat(batch.path("rows").path("rejected").asInt()).isEqualTo(1);
        });
        assertThat(get("/registration/batches?limit=1&offset=1")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("old");
    }

    @Test
    void a_batch_says_where_it_stands_and_what_became_of_its_rows() {
        UUID batch = accept("shirts", 2);
        answer(only(2).get(0), Outcome.registered("77", null));

        JsonNode status = get(batch(batch, "status"));
        JsonNode first = get(batch(batch, "rows") + "?limit=2");
        JsonNode last = get(batch(batch, "rows") + "?limit=2&after="
                + first.path("next_after").asText());

        assertThat(status.path("status").asText()).isEqualTo("processing");
        assertThat(status.path("progress").asDouble()).isEqualTo(50.0);
        assertThat(status.path("registrations").path("registered").asInt()).isEqualTo(1);
        assertThat(first.path("rows").findValuesAsText("status")).containsExactly("registered", "waiting");
        assertThat(first.path("rows")
                        .get(0)
                        .path("listing_ids")
                        .path("naver/demo")
                        .asText())
                .isEqualTo("77");
        assertThat(last.path("rows")).singleElement().satisfies(row -> {
            assertThat(row.path("status").asText()).isEqualTo("rejected");
            assertThat(row.path("code").asText()).isEqualTo("HUB-INTAKE-101");
        });
        assertThat(last.has("next_after")).isFalse();
    }

    @Test
    void a_paused_batch_is_not_sent_until_it_is_resumed() {
        UUID batch = accept("shirts", 1);

        assertThat(post(batch(batch, "pause"), null).path("paused").asBoolean()).isTrue();
        assertThat(Claims.all(hub, "naver")).isEmpty();
        assertThat(waitingReason()).isEqualTo("batch_paused");

        assertThat(post(batch(batch, "resume"), null).path("paused").asBoolean())
                .isFalse();
        assertThat(Claims.all(hub, "naver")).hasSize(1);
    }

    @Test
    void a_cancelled_batch_sends_nothing_any_more_and_cannot_be_steered() {
        UUID batch = accept("shirts", 2);

        JsonNode status = post(batch(batch, "cancel"), null);

        assertThat(status.path("status").asText()).isEqualTo("cancelled");
        assertThat(status.path("registrations").path("cancelled").asInt()).isEqualTo(2);
        assertThat(Claims.all(hub, "naver")).isEmpty();
        for (String wish : List.of("pause", "resume", "cancel")) {
            refused(HttpMethod.POST, batch(batch, wish), null, 409, "HUB-REG-006");
        }
    }

    @Test
    void a_retry_puts_what_was_refused_and_what_died_in_line_again() {
        UUID batch = accept("shirts", 2);
        List<ListingJob> jobs = only(2);
        answer(jobs.get(0), Outcome.rejected("E-1", "이름이 너무 깁니다", "name"));
        die(jobs.get(1));
        assertThat(Claims.all(hub, "naver")).isEmpty();

        JsonNode replayed = post(batch(batch, "retry"), null);

        assertThat(replayed.path("replayed").asInt()).isEqualTo(2);
        assertThat(Claims.all(hub, "naver")).hasSize(2);
    }

    @Test
    void the_queue_shows_its_lines_its_calls_and_its_gates() {
        accept("shirts", 2);
        answer(only(2).get(0), Outcome.registered("77", null));

        JsonNode queue = get("/queue/statistics");

        assertThat(queue.path("lines")).singleElement().satisfies(line -> {
            assertThat(line.path("platform").asText()).isEqualTo("naver");
            assertThat(line.path("state").asText()).isEqualTo("claimed");
            assertThat(line.path("jobs").asInt()).isEqualTo(1);
        });
        assertThat(queue.path("calls_last_hour"))
                .singleElement()
                .satisfies(calls -> assertThat(calls.path("outcome").asText()).isEqualTo("REGISTERED"));
        assertThat(queue.path("gates")).hasSize(4).anySatisfy(gate -> {
            assertThat(gate.path("platform").asText()).isEqualTo("11st");
            assertThat(gate.path("rate_per_second").asDouble()).isEqualTo(5);
            assertThat(gate.at("/effective/source").asText()).isEqualTo("configured");
            assertThat(gate.at("/effective/rate_per_second").asDouble()).isEqualTo(5);
            assertThat(gate.at("/calls/per_minute").asInt()).isZero();
            assertThat(gate.path("daily_creations").asInt()).isEqualTo(500);
        });
    }

    @Test
    void a_registration_is_found_and_says_what_was_tried_and_why_it_waits() {
        UUID batch = accept("shirts", 2);
        answer(only(2).get(0), Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-001", "connection refused"));

        JsonNode found = get("/registrations?sku=shirts-1&state=waiting&batch_id=" + batch);
        JsonNode shown = get("/registrations/" + found.get(0).path("id").asText());

        assertThat(found).hasSize(1);
        assertThat(shown.path("registration").path("seller_sku").asText()).isEqualTo("shirts-1");
        assertThat(shown.path("attempts").findValuesAsText("code")).containsExactly("HUB-CALL-001");
        assertThat(shown.path("waiting").path("reason").asText()).isEqualTo("retry");
        assertThat(shown.path("waiting").path("message").asText()).contains("Attempt 2 of 3", "connection refused");
        assertThat(get("/registrations?state=registered")).isEmpty();
    }

    @Test
    void a_dead_letter_is_listed_shown_and_replayed_once() {
        UUID batch = accept("shirts", 1);
        String id = die(only(1).get(0));

        JsonNode page = get("/dead-letters?platform=naver&code=HUB-CALL-001&batch_id=" + batch);
        JsonNode shown = get("/dead-letters/" + id);

        assertThat(page.path("total").asInt()).isEqualTo(1);
        assertThat(page.path("dead_letters").get(0).path("id").asText()).isEqualTo(id);
        assertThat(get("/dead-letters?status=discarded").path("total").asInt()).isZero();
        assertThat(shown.path("product").path("sku").toString()).contains("shirts-1");
        assertThat(shown.path("attempts")).hasSize(1);

        assertThat(post("/dead-letters/" + id + "/replay", null)
                        .path("replayed")
                        .asInt())
                .isEqualTo(1);
        assertThat(post("/dead-letters/" + id + "/replay", null)
                        .path("replayed")
                        .asInt())
                .isZero();
        assertThat(Claims.all(hub, "naver")).hasSize(1);
        assertThat(get("/dead-letters?status=all")
                        .path("dead_letters")
                        .get(0)
                        .path("status")
                        .asText())
                .isEqualTo("replayed");
    }

    @Test
    void all_matching_dead_letters_are_replayed_at_once() {
        accept("shirts", 3);
        only(3).forEach(this::die);

        assertThat(post("/dead-letters/replay", "{\"code\":\"HUB-OTHER-001\"}")
                        .path("replayed")
                        .asInt())
                .isZero();
        assertThat(post("/dead-letters/replay", "{\"platform\":\"naver\"}")
                        .path("replayed")
                        .asInt())
                .isEqualTo(3);
        assertThat(Claims.all(hub, "naver")).hasSize(3);
    }

    @Test
    void a_dead_letter_is_replayed_with_the_changed_product() {
        accept("shirts", 1);
        String id = die(only(1).get(0));
        ObjectNode product = (ObjectNode) get("/dead-letters/" + id).path("product");
        product.put("name", "고친 이름");

        JsonNode replayed = post("/dead-letters/" + id + "/edit", "{\"product\":" + product + "}");

        assertThat(replayed.path("replayed").asInt()).isEqualTo(1);
        assertThat(Claims.all(hub, "naver"))
                .singleElement()
                .satisfies(job -> assertThat(job.product().name()).isEqualTo("고친 이름"));
    }

    @Test
    void an_edit_without_a_whole_product_or_with_another_sku_is_refused() {
        accept("shirts", 1);
        String id = die(only(1).get(0));
        String edit = "/dead-letters/" + id + "/edit";
        String other = get("/dead-letters/" + id).path("product").toString().replace("shirts-1", "shirts-2");

        refused(HttpMethod.POST, edit, "{}", 400, "HUB-REST-005");
        refused(HttpMethod.POST, edit, "{\"product\":{\"price\":\"cheap\"}}", 400, "HUB-REST-005");
        refused(HttpMethod.POST, edit, "{\"product\":" + other + "}", 400, "HUB-REG-008");
        post("/dead-letters/" + id + "/discard", "{\"reason\":\"not sold any more\"}");
        refused(HttpMethod.POST, edit, "{\"product\":" + other + "}", 409, "HUB-REG-009");
    }

    @Test
    void discarding_needs_a_reason_and_a_found_listing_makes_it_a_registered_one() {
        UUID batch = accept("shirts", 1);
        String discard = "/dead-letters/" + die(only(1).get(0)) + "/discard";

        refused(HttpMethod.POST, discard, "{}", 400, "HUB-REG-013");
        refused(HttpMethod.POST, discard, "{\"reason\":\" \"}", 400, "HUB-REG-013");
        JsonNode discarded = post(discard, "{\"reason\":\"found by hand\",\"listing_id\":\"4711\"}");

        assertThat(discarded.path("discarded").asInt()).isEqualTo(1);
        assertThat(get(batch(batch, "rows"))
                        .path("rows")
                        .get(0)
                        .path("listing_ids")
                        .path("naver/demo")
                        .asText())
                .isEqualTo("4711");
    }

    @Test
    void a_paused_account_keeps_its_jobs_and_says_why_and_no_secret_is_ever_shown() {
        accept("shirts", 1);
        String account = accountOf("naver");

        JsonNode accounts = post("/accounts/" + account + "/pause", "{\"reason\":\"stocktaking\"}");

        assertThat(accounts).hasSize(4);
        assertThat(accounts.toString())
                .contains("stocktaking")
                .doesNotContain("sandboxsandbox", "secret", "5andb0x", "credentials");
        assertThat(Claims.all(hub, "naver")).isEmpty();
        assertThat(waitingReason()).isEqualTo("account_paused");

        post("/accounts/" + account + "/resume", null);
        assertThat(Claims.all(hub, "naver")).hasSize(1);
    }

    @Test
    void what_waits_for_a_paused_account_can_be_given_to_another_one() {
        UUID batch = accept("shirts", 6, "coupang");
        JsonNode before = get(batch(batch, "allocation"));
        long account = before.path("accounts").get(0).path("account_id").asLong();
        post("/accounts/" + account + "/pause", "{\"reason\":\"key revoked\"}");

        JsonNode moved = post("/accounts/" + account + "/reallocate", null);

        assertThat(before.path("spread").asText()).isEqualTo("all");
        assertThat(before.path("accounts").findValuesAsText("account"))
                .containsExactly("coupang/demo-1", "coupang/demo-2");
        assertThat(before.path("accounts").findValuesAsText("rows")).containsExactly("3", "3");
        assertThat(moved.path("moved").asInt()).isEqualTo(3);
        assertThat(moved.path("to").path("coupang/demo-2").asInt()).isEqualTo(3);
        assertThat(get(batch(batch, "allocation")).path("accounts").findValuesAsText("rows"))
                .containsExactly("0", "6");
        assertThat(jdbc.sql(
                                "select details::text from audit_log where action = 'account.reallocate' and target = :target")
                        .param("target", "account:" + account)
                        .query(String.class)
                        .single())
                .contains("\"moved\": \"3\"");
        refused(HttpMethod.POST, "/accounts/" + accountOf("naver") + "/reallocate", null, 409, "HUB-ALLOC-001");
    }

    @Test
    void a_paused_marketplace_is_shown_as_such_and_goes_on_when_resumed() {
        accept("shirts", 1);

        assertThat(stateOf("naver", post("/platforms/naver/pause", null))).isEqualTo("paused");
        assertThat(stateOf("coupang", get("/platforms/health"))).isEqualTo("up");
        assertThat(Claims.all(hub, "naver")).isEmpty();
        assertThat(waitingReason()).isEqualTo("platform_paused");

        assertThat(stateOf("naver", post("/platforms/naver/resume", null))).isEqualTo("up");
        assertThat(Claims.all(hub, "naver")).hasSize(1);
    }

    @Test
    void a_category_is_mapped_and_listed() {
        JsonNode mapped =
                put("/categories/naver", "{\"hub_category\":\"완구/블록\",\"code\":\"50004321\",\"settings\":{\"a\":1}}");

        assertThat(mapped.toString()).contains("완구/블록", "50004321");
        assertThat(get("/categories")).isEqualTo(mapped);
        refused(HttpMethod.PUT, "/categories/naver", "{\"code\":\"1\"}", 400, "HUB-REST-005");
        refused(HttpMethod.PUT, "/categories/gmarket", "{\"hub_category\":\"완구\",\"code\":\"1\"}", 404, "HUB-REST-004");
    }

    @Test
    void a_listing_template_is_shown_and_replaced_as_a_whole() {
        String path = "/accounts/" + accountOf("11st") + "/template";
        JsonNode before = get(path);
        JsonNode settings = before.path("settings");
        ObjectNode changed = settings.deepCopy();
        changed.put("asDetail", "카카오톡으로 연락해 주세요.");

        JsonNode after = put(path, changed.toString());

        assertThat(after.toString()).contains("카카오톡으로");
        assertThat(get(path)).isEqualTo(after);
        put(path, settings.toString());
        assertThat(get(path).path("settings")).isEqualTo(settings);
        refused(HttpMethod.PUT, path, "{}", 400, "HUB-REST-005");
    }

    @Test
    void the_system_says_how_it_is_and_which_routes_run() {
        accept("shirts", 2);

        JsonNode status = get("/system/status");
        JsonNode routes = get("/system/routes");

        assertThat(status.path("counts_add_up").asBoolean()).isTrue();
        assertThat(status.path("waiting").asInt()).isEqualTo(2);
        assertThat(status.path("routes").asInt())
                .isPositive()
                .isEqualTo(status.path("routes_total").asInt());
        assertThat(routes.findValuesAsText("file")).contains("admin/look-at-system.camel.yaml");
        assertThat(routes.toString()).contains("admin-system-routes", "Started").doesNotContain("REFUSED");
    }

    @Test
    void errors_are_counted_by_marketplace_and_code() {
        accept("shirts", 2);
        only(2).forEach(job -> answer(job, Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-001", "connection refused")));

        JsonNode errors = get("/errors/statistics?hours=1");

        assertThat(errors.path("hours").asInt()).isEqualTo(1);
        assertThat(errors.path("errors")).singleElement().satisfies(error -> {
            assertThat(error.path("platform").asText()).isEqualTo("naver");
            assertThat(error.path("code").asText()).isEqualTo("HUB-CALL-001");
            assertThat(error.path("times").asInt()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /registration/batch/{nobody}/status, 404, HUB-REG-004",
        "GET, /registration/batch/{nobody}/rows, 404, HUB-REG-004",
        "POST, /registration/batch/{nobody}/pause, 404, HUB-REG-004",
        "POST, /registration/batch/{nobody}/resume, 404, HUB-REG-004",
        "POST, /registration/batch/{nobody}/cancel, 404, HUB-REG-004",
        "POST, /registration/batch/{nobody}/retry, 404, HUB-REG-004",
        "GET, /registration/batch/seven/status, 400, HUB-REST-002",
        "GET, /registration/batch/seven/allocation, 400, HUB-REST-002",
        "GET, /registration/batch/{nobody}/allocation, 404, HUB-REG-004",
        "POST, /accounts/99999999/reallocate, 404, HUB-REST-004",
        "POST, /registration/batch/seven/cancel, 400, HUB-REST-002",
        "GET, /registration/batches?limit=0, 400, HUB-REST-003",
        "GET, /registration/batches?offset=x, 400, HUB-REST-003",
        "GET, /registrations?state=lost, 400, HUB-REST-003",
        "GET, /registrations?batch_id=7, 400, HUB-REST-002",
        "GET, /registrations/99999999, 404, HUB-REST-004",
        "GET, /registrations/seven, 400, HUB-REST-003",
        "GET, /dead-letters?status=lost, 400, HUB-REST-003",
        "GET, /dead-letters?account_id=x, 400, HUB-REST-003",
        "GET, /dead-letters/99999999, 404, HUB-REG-007",
        "GET, /dead-letters/seven, 400, HUB-REST-003",
        "POST, /dead-letters/99999999/replay, 404, HUB-REG-007",
        "POST, /dead-letters/99999999/discard, 404, HUB-REG-007",
        "POST, /accounts/99999999/pause, 404, HUB-REST-004",
        "POST, /accounts/99999999/resume, 404, HUB-REST-004",
        "GET, /accounts/99999999/template, 404, HUB-REST-004",
        "POST, /platforms/gmarket/pause, 404, HUB-REST-004",
        "POST, /platforms/gmarket/resume, 404, HUB-REST-004",
        "GET, /errors/statistics?hours=0, 400, HUB-REST-003"
    })
    void what_is_not_there_or_cannot_be_is_refused_with_a_code(String method, String path, int status, String code) {
        refused(HttpMethod.valueOf(method), path.replace("{nobody}", NOBODY.toString()), null, status, code);
    }

    @Test
    void a_body_that_is_no_json_object_or_a_form_is_refused_in_words() {
        String pause = "/accounts/" + accountOf("naver") + "/pause";

        refused(HttpMethod.POST, pause, "{\"reason\":", 400, "HUB-REST-001");
        refused(HttpMethod.POST, pause, "[1]", 400, "HUB-REST-005");
        HttpHeaders form = new HttpHeaders();
        form.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        refused(
                http.exchange("/api/v1" + pause, HttpMethod.POST, new HttpEntity<>("reason=x", form), String.class),
                415,
                "HUB-REST-006");
        assertThat(get("/accounts").findValuesAsText("paused_why")).isEmpty();
    }

    /** A batch for Naver with good rows {@code name-1} and on, and a bad one at the end. */
    private UUID accept(String name, int good) {
        return accept(name, good, "naver");
    }

    private UUID accept(String name, int good, String platform) {
        UUID batch = batches.open(new BatchRequest(
                        Owners.HOUSE,
                        name,
                        BatchSource.REST,
                        name,
                        null,
                        List.of(platform),
                        Priority.NORMAL,
                        null,
                        3,
                        false))
                .id();
        List<BatchRow> rows = new java.util.ArrayList<>();
        for (int line = 1; line <= good; line++) {
            Product product = TestProducts.product().sku(name + "-" + line).build();
            rows.add(new BatchRow(line, line, product.sku(), product, List.of()));
        }
        int last = good + 1;
        rows.add(new BatchRow(
                last, last, null, null, List.of(new RowProblem(last, "name", "HUB-INTAKE-101", "name is missing"))));
        batches.accept(batch, last, rows);
        batches.close(batch);
        return batch;
    }

    /** Claims Naver's jobs as its lane would. */
    private List<ListingJob> only(int count) {
        List<ListingJob> jobs = Claims.all(hub, "naver");
        assertThat(jobs).hasSize(count);
        return jobs;
    }

    /** Records an outcome and waits until it is stored. */
    private void answer(ListingJob job, Outcome outcome) {
        outcomes.record(job, outcome);
        await().until(() -> jdbc.sql("select count(*) from attempt where registration_id = :id")
                        .param("id", job.registrationId())
                        .query(Long.class)
                        .single()
                == 1);
    }

    /** Lets a job's last try fail; gives back the id of its dead letter. */
    private String die(ListingJob job) {
        jdbc.sql("update registration_queue set max_attempts = 1 where id = :id")
                .param("id", job.id())
                .update();
        answer(job, Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-001", "connection refused"));
        return jdbc.sql("select id from dead_letter where registration_id = :id")
                .param("id", job.registrationId())
                .query(String.class)
                .single();
    }

    private String waitingReason() {
        String id = get("/registrations?limit=1").get(0).path("id").asText();
        return get("/registrations/" + id).path("waiting").path("reason").asText();
    }

    private String accountOf(String platform) {
        for (JsonNode account : get("/accounts")) {
            if (account.path("platform").asText().equals(platform)) {
                return account.path("id").asText();
            }
        }
        throw new AssertionError("no account on " + platform);
    }

    private static String stateOf(String platform, JsonNode health) {
        for (JsonNode each : health) {
            if (each.path("platform").asText().equals(platform)) {
                return each.path("state").asText();
            }
        }
        throw new AssertionError(health);
    }

    private static String batch(UUID batch, String what) {
        return "/registration/batch/" + batch + "/" + what;
    }

    private JsonNode get(String path) {
        return good(HttpMethod.GET, path, null);
    }

    private JsonNode post(String path, String body) {
        return good(HttpMethod.POST, path, body);
    }

    private JsonNode put(String path, String body) {
        return good(HttpMethod.PUT, path, body);
    }

    private JsonNode good(HttpMethod method, String path, String body) {
        ResponseEntity<String> answer = send(method, path, body);
        assertThat(answer.getStatusCode().value())
                .as("%s: %s", path, answer.getBody())
                .isEqualTo(200);
        assertThat(answer.getHeaders().getContentType()).hasToString("application/json");
        return read(answer.getBody());
    }

    private void refused(HttpMethod method, String path, String body, int status, String code) {
        refused(send(method, path, body), status, code);
    }

    private void refused(ResponseEntity<String> answer, int status, String code) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType())
                .matches(type -> type.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
        JsonNode problem = read(answer.getBody());
        assertThat(problem.path("code").asText()).as(answer.getBody()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotBlank();
    }

    private ResponseEntity<String> send(HttpMethod method, String path, String body) {
        HttpHeaders headers = new HttpHeaders();
        if (body != null) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
        return http.exchange("/api/v1" + path, method, new HttpEntity<>(body, headers), String.class, Map.of());
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(body, e);
        }
    }
}
