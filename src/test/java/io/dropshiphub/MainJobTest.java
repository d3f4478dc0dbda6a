package io.dropshiphub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxAccounts;
import io.dropshiphub.sandbox.SandboxSettings;
import io.dropshiphub.sandbox.payments.PaymentSettings;
import io.dropshiphub.sandbox.storage.StorageSettings;
import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** From a product file in the inbox to its listings on all three marketplaces, through every route of the whole hub. */
@HubTest(
        properties = {
            "hub.sandbox.enabled=false",
            // within what the marketplaces allow, see the sandbox below
            "hub.platforms.coupang.rate-per-second=10",
            "hub.platforms.coupang.burst=10",
            "hub.platforms.naver.rate-per-second=5",
            "hub.platforms.naver.burst=10",
            "hub.platforms.eleventh-street.rate-per-second=10",
            "hub.platforms.eleventh-street.burst=10",
            // what takes seconds and minutes in life
            "hub.queue.retry-delays=500ms",
            "hub.queue.look-up-delays=300ms",
            "hub.queue.approval-delays=500ms",
            "hub.queue.approval-give-up=1000",
            "hub.queue.outage-pause=1s",
            "hub.registration.finish-interval=200ms",
            "hub.calls.breaker.minimum-calls=5",
            "hub.calls.breaker.window=10",
            "hub.calls.breaker.open-seconds=1"
        })
@ActiveProfiles("sandbox")
@ExtendWith(OutputCaptureExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class MainJobTest {

    private static final String HEADER = "sku,name,category_id,price,stock,main_image_url,description,origin\n";
    private static final List<String> SERVICES = List.of("coupang", "naver", "eleventst");
    private static final String APPROVED = "승인완료";
    private static final String SENT_BACK = "승인반려";
    private static final Sandbox SANDBOX = Sandbox.start(new SandboxSettings(
            "127.0.0.1",
            0,
            SandboxAccounts.demo(),
            new SandboxSettings.Limits(true, 20, 20, 10, 20, 500),
            1,
            null,
            false,
            Duration.ZERO,
            // inspections end when the test says so
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ofMinutes(5),
            false,
            StorageSettings.defaults(),
            PaymentSettings.defaults()));

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private JdbcClient jdbc;

    @Value("${hub.intake.inbox}")
    private Path inbox;

    private final RestClient sandbox = RestClient.create("http://127.0.0.1:" + SANDBOX.port() + "/sandbox");

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) throws IOException {
        String base = "http://127.0.0.1:" + SANDBOX.port();
        Path media = Files.createTempDirectory("hub-media-");
        settings.add("hub.platforms.coupang.base-url", () -> base + "/coupang");
        settings.add("hub.platforms.naver.base-url", () -> base + "/naver/external");
        settings.add("hub.platforms.eleventh-street.base-url", () -> base + "/11st/rest");
        settings.add("hub.images.allow-hosts", () -> "127.0.0.1:" + SANDBOX.port());
        settings.add("hub.storage.local.directory", media::toString);
    }

    @AfterEach
    void nothing_was_listed_twice_and_no_limit_was_broken() {
        sandbox.delete().uri("/faults").retrieve().toBodilessEntity();
        assertThat(sandbox.get().uri("/ledger/summary").retrieve().body(JsonNode.class))
                .isNotEmpty()
                .allSatisfy(account -> {
                    assertThat(account.path("duplicates").asLong()).isZero();
                    assertThat(account.path("breaches").asLong()).isZero();
                });
        // whatever still waits for its inspection passes it
        later(Duration.ofHours(2));
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void a_dropped_file_is_listed_everywhere_and_a_changed_price_updates_the_same_listings() throws Exception {
        drop("pouches.csv", row("PO-1", 5_000) + row("PO-2", 7_000) + row("PO-3", 0));

        List<String> result = resultOf("pouches.csv");

        List<String> first = listings("PO-1");
        assertThat(first).hasSize(3).allSatisfy(id -> assertThat(result.get(1)).contains(id));
        assertThat(result.get(1)).startsWith("PO-1,").contains(",2,registered,");
        assertThat(listings("PO-2")).hasSize(3);
        assertThat(result.get(3)).startsWith("PO-3,").contains(",4,rejected,HUB-INTAKE-104,");
        assertThat(listings("PO-3")).isEmpty();

        later(Duration.ofHours(2));
        await().untilAsserted(() -> assertThat(
                        registration("coupang", "PO-1").path("approval").asText())
                .isEqualTo("APPROVED"));
        drop("pouches cheaper.csv", row("PO-1", 4_500) + row("PO-2", 7_000));
        resultOf("pouches cheaper.csv");

        assertThat(listings("PO-1")).isEqualTo(first);
        for (String service : SERVICES) {
            assertThat(ledger("PO-1", service)).singleElement().satisfies(listing -> assertThat(
                            listing.path("price").asInt())
                    .isEqualTo(4_500));
        }
        assertThat(attempts("PO-1")).containsOnly("REGISTER:REGISTERED", "UPDATE:REGISTERED", "APPROVAL:REGISTERED");
        // unchanged content costs no call
        assertThat(attempts("PO-2")).doesNotContain("UPDATE:REGISTERED");
    }

    @Test
    void creations_whose_answers_are_lost_are_looked_up_and_not_sent_again() throws Exception {
        for (String service : SERVICES) {
            fault("{'service':'" + service + "','kind':'drop-reply-after-acting','operations':['create'],'times':1}");
        }
        drop("lost.csv", row("LO-1", 5_000));

        List<String> result = resultOf("lost.csv");

        assertThat(result.get(1)).contains(",2,registered,");
        assertThat(listings("LO-1")).hasSize(3).allSatisfy(id -> assertThat(result.get(1))
                .contains(id));
        assertThat(attempts("LO-1").stream().filter(each -> !each.startsWith("APPROVAL")))
                .containsExactlyInAnyOrder(
                        "REGISTER:UNKNOWN",
                        "REGISTER:UNKNOWN",
                        "REGISTER:UNKNOWN",
                        "LOOK_UP:REGISTERED",
                        "LOOK_UP:REGISTERED",
                        "LOOK_UP:REGISTERED");
    }

    @Test
    void an_inspection_is_asked_for_until_it_ends_and_a_refusal_tells_its_reason() throws Exception {
        drop("inspected.csv", row("IN-1", 5_000) + row("IN-2", 5_000));
        resultOf("inspected.csv");
        assertThat(registration("coupang", "IN-1").path("approval").asText()).isEqualTo("PENDING");

        decide("IN-1", APPROVED, "");
        decide("IN-2", SENT_BACK, "대표이미지의 배경을 지워 주세요.");

        await().untilAsserted(() -> assertThat(
                        registration("coupang", "IN-1").path("approval").asText())
                .isEqualTo("APPROVED"));
        await().untilAsserted(() -> assertThat(
                        registration("coupang", "IN-2").path("approval").asText())
                .isEqualTo("REFUSED"));
        assertThat(registration("coupang", "IN-2").path("message").asText()).contains("대표이미지의 배경을 지워 주세요.");
        assertThat(registration("coupang", "IN-2").path("state").asText()).isEqualTo("registered");
    }

    @Test
    void a_marketplace_without_inspection_answers_a_question_for_it_at_once() throws Exception {
        drop("uninspected.csv", row("UN-1", 5_000));
        resultOf("uninspected.csv");
        String others = " from platform_registration r join market_account a on a.id = r.account_id"
                + " where r.seller_sku = 'UN-1' and a.platform <> 'coupang'";
        jdbc.sql("update platform_registration set approval = null where id in (select r.id" + others + ")")
                .update();

        jdbc.sql("insert into registration_queue (registration_id, account_id, batch_id, rank, due_at, max_attempts,"
                        + " kind, state) select r.id, r.account_id, r.batch_id, now(), now(), 3, 'APPROVAL', 'ready'"
                        + others)
                .update();

        await().untilAsserted(() -> assertThat(jdbc.sql("select r.approval" + others)
                        .query(String.class)
                        .list())
                .containsExactly("APPROVED", "APPROVED"));
    }

    @Test
    void a_token_that_is_refused_is_replaced_within_the_same_try() throws Exception {
        fault("{'service':'naver','kind':'token-expiry','operations':['create'],'times':1}");
        drop("token.csv", row("TO-1", 5_000));

        resultOf("token.csv");

        assertThat(ledger("TO-1", "naver")).hasSize(1);
        assertThat(registration("naver", "TO-1").path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void a_marketplace_that_is_down_is_left_alone_until_it_answers_again() throws Exception {
        fault("{'service':'eleventst','kind':'outage'}");
        StringBuilder rows = new StringBuilder();
        for (int n = 1; n <= 8; n++) {
            rows.append(row("DO-" + n, 5_000));
        }
        drop("down.csv", rows.toString());

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stateOf("11st"))
                .as("errors so far: %s", get("/errors/statistics"))
                .isEqualTo("down"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ledger("DO-8", "coupang").size()
                                + ledger("DO-8", "naver").size()
                        == 2);
        assertThat(get("/errors/statistics").findValuesAsText("code")).contains("HUB-CALL-003");
        assertThat(ledger("DO-1", "eleventst")).isEmpty();

        sandbox.delete().uri("/faults").retrieve().toBodilessEntity();
        List<String> result = resultOf("down.csv");

        assertThat(result.subList(1, 9)).allSatisfy(line -> assertThat(line).contains(",registered,"));
        assertThat(ledger("DO-1", "eleventst")).hasSize(1);
        assertThat(stateOf("11st")).isEqualTo("up");
    }

    @Test
    void a_job_that_another_hub_took_over_is_not_sent_by_the_first_one(CapturedOutput output) throws Exception {
        jdbc.sql("create table taken_over (id bigint)").update();
        // as if the first claimer had slept until its lease ended; the other hub dies a second later
        jdbc.sql("""
                        create function take_over() returns trigger language plpgsql as $$ begin
                            if not exists (select 1 from taken_over) then
                                insert into taken_over values (new.id);
                                update registration_queue set claim_token = nextval('claim_token'),
                                    lease_until = now() + interval '1 second' where id = new.id;
                            end if;
                            return null;
                        end $$""").update();
        jdbc.sql("create trigger take_over after update on registration_queue for each row"
                        + " when (old.state = 'ready' and new.state = 'claimed' and new.kind = 'REGISTER')"
                        + " execute function take_over()")
                .update();
        drop("taken.csv", row("TA-1", 5_000));

        resultOf("taken.csv");
        jdbc.sql("drop trigger take_over on registration_queue").update();

        assertThat(output).contains("HUB-QUEUE-001").contains("TA-1) is no longer valid, so the call was not sent");
        assertThat(listings("TA-1")).hasSize(3);
        assertThat(attempts("TA-1").stream().filter("REGISTER:REGISTERED"::equals))
                .hasSize(3);
    }

    private static String row(String sku, int price) {
        return sku + ",여행용 파우치 " + sku + ",생활용품/수납," + price + ",100,http://127.0.0.1:" + SANDBOX.port()
                + "/sandbox/images/pouch.jpg,<p>가벼운 파우치</p>,국산\n";
    }

    private void drop(String name, String rows) throws IOException {
        Path unfinished = Files.writeString(inbox.resolve("." + name), HEADER + rows);
        Files.move(unfinished, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The result file of a dropped file, when its batch has ended. */
    private List<String> resultOf(String name) throws IOException {
        Path result = inbox.resolve("done/" + name + ".result.csv");
        await("result of " + name + ", in line is " + get("/queue/statistics").path("lines"))
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(result));
        await().until(() -> jdbc.sql("select result_at is not null from registration_batch where file_name = :name")
                .param("name", name)
                .query(Boolean.class)
                .single());
        return Files.readAllLines(result);
    }

    private JsonNode registration(String platform, String sku) {
        return StreamSupport.stream(get("/registrations?sku=" + sku).spliterator(), false)
                .filter(each -> each.path("current").asBoolean()
                        && each.path("account").asText().startsWith(platform + "/"))
                .findFirst()
                .orElseThrow();
    }

    /** What was called for a SKU and how it ended, in all its registrations. */
    private List<String> attempts(String sku) {
        return jdbc.sql("select a.kind || ':' || a.outcome from attempt a join platform_registration r"
                        + " on r.id = a.registration_id where r.seller_sku = :sku")
                .param("sku", sku)
                .query(String.class)
                .list();
    }

    private String stateOf(String platform) {
        return StreamSupport.stream(get("/platforms/health").spliterator(), false)
                .filter(each -> each.path("platform").asText().equals(platform))
                .findFirst()
                .orElseThrow()
                .path("state")
                .asText();
    }

    private JsonNode get(String path) {
        return http.getForObject("/api/v1" + path, JsonNode.class);
    }

    /** What a marketplace lists under a SKU. */
    private List<JsonNode> ledger(String sku, String service) {
        JsonNode rows = sandbox.get()
                .uri("/ledger?service={service}&sku={sku}", service, sku)
                .retrieve()
                .body(JsonNode.class);
        List<JsonNode> found = new ArrayList<>();
        rows.forEach(found::add);
        return found;
    }

    /** The ids of a SKU on all marketplaces. */
    private List<String> listings(String sku) {
        return SERVICES.stream()
                .flatMap(service -> ledger(sku, service).stream())
                .map(row -> row.path("listing_id").asText())
                .toList();
    }

    private void decide(String sku, String verdict, String comment) {
        String id = registration("coupang", sku).path("listing_id").asText();
        tell("/approvals", "{'listing_id':'" + id + "','status':'" + verdict + "','comment':'" + comment + "'}");
    }

    private void fault(String description) {
        tell("/faults", description);
    }

    private void later(Duration by) {
        tell("/clock", "{'advance_millis':" + by.toMillis() + "}");
    }

    private void tell(String path, String body) {
        sandbox.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.replace('\'', '"'))
                .retrieve()
                .toBodilessEntity();
    }
}
