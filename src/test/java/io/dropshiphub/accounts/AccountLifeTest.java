package io.dropshiphub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Role;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxAccounts;
import io.dropshiphub.sandbox.SandboxSettings;
import io.dropshiphub.sandbox.payments.PaymentSettings;
import io.dropshiphub.sandbox.storage.StorageSettings;
import io.dropshiphub.security.Vault;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The life of accounts that people open while the hub runs, with simulated marketplaces and every route. */
@HubTest(
        properties = {
            "hub.sandbox.enabled=false",
            "hub.accounts.declared=",
            "hub.accounts.refresh-after=2s",
            "hub.accounts.health.probe-delays=300ms,600ms",
            "hub.accounts.health.probe-check=100ms",
            "hub.accounts.health.look-every=200ms",
            "hub.queue.retry-delays=300ms",
            "hub.platforms.coupang.rate-per-second=0",
            "hub.platforms.naver.rate-per-second=0",
            "hub.platforms.eleventh-street.rate-per-second=0"
        })
@ActiveProfiles("sandbox")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountLifeTest {

    private static final Caller STAFF = new Caller(Owners.HOUSE, "admin", Role.ADMIN, "token", "10.0.0.1");
    private static final Map<String, Map<String, String>> RIGHT = Map.of(
            "coupang",
            Map.of(
                    "access-key", "sandbox-coupang-access-1",
                    "secret-key", "sandbox-coupang-secret-1",
                    "vendor-id", "A00000001",
                    "vendor-user-id", "sandboxuser1"),
            "naver",
            Map.of("client-id", "sandboxnaver", "client-secret", "$2a$04$sandboxsandboxsandboxu"),
            "11st",
            Map.of("api-key", "5andb0x11st0key0for0the0demo0001"));
    private static final String PLACES = "{\"outboundShippingPlaceCode\": 74010, \"returnCenterCode\": \"1000274592\"}";
    private static final Sandbox SANDBOX = Sandbox.start(new SandboxSettings(
            "127.0.0.1",
            0,
            SandboxAccounts.demo(),
            SandboxSettings.Limits.none(),
            1,
            null,
            false,
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ofMinutes(5),
            false,
            StorageSettings.defaults(),
            PaymentSettings.defaults()));

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AccountsProperties settings;

    @Autowired
    private AccountRows rows;

    @Autowired
    private Vault vault;

    private final ObjectMapper json = new ObjectMapper();

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        String base = "http://127.0.0.1:" + SANDBOX.port();
        settings.add("hub.platforms.coupang.base-url", () -> base + "/coupang");
        settings.add("hub.platforms.naver.base-url", () -> base + "/naver/external");
        settings.add("hub.platforms.eleventh-street.base-url", () -> base + "/11st/rest");
    }

    @AfterEach
    void close_what_was_opened() {
        for (long id : jdbc.sql("select id from market_account where enabled")
                .query(Long.class)
                .list()) {
            send("admin-account-close", id, null);
        }
        jdbc.sql("update account_gate set paused_why = null, paused_by = null").update();
        jdbc.sql("update market_account set name = name || ' ' || id").update();
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void products_go_out_by_an_account_that_was_opened_over_rest_and_it_tells_what_it_did() {
        long account = open("coupang", "second", RIGHT.get("coupang"));

        submit("AL-1");

        await().until(() -> states("AL-1"), List.of("registered")::equals);
        JsonNode sheet = send("admin-account-show", account, null);
        assertThat(sheet.path("state").asText()).isEqualTo("healthy");
        assertThat(sheet.path("credentials_from").asText()).isEqualTo("vault");
        assertThat(sheet.path("credentials").findValuesAsText("fingerprint")).hasSize(4);
        assertThat(sheet.toString()).doesNotContain("sandbox-coupang", "A00000001");
        JsonNode usage = send("admin-account-usage", account, null);
        assertThat(usage.at("/days/0/count/creations").asInt()).isEqualTo(1);
        assertThat(usage.at("/hours/0/count/calls").asInt()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void an_account_with_wrong_credentials_recovers_by_itself_when_they_are_mended_and_its_jobs_go_out() {
        long account = open("coupang", "mistyped", wrong("coupang"));
        submit("AL-2");
        await().until(() -> state(account), "auth_failed"::equals);
        JsonNode sick = send("admin-account-health", account, null);
        assertThat(sick.path("why").asText()).contains("Coupang");
        assertThat(sick.path("next_probe_at").asText()).isNotBlank();
        await().untilAsserted(() -> assertThat(send("admin-account-health", account, null)
                        .path("probes")
                        .asInt())
                .isGreaterThanOrEqualTo(2));
        assertThat(states("AL-2")).containsExactly("waiting");

        send("admin-account-credentials", account, credentials(RIGHT.get("coupang")));

        await().until(() -> states("AL-2"), List.of("registered")::equals);
        await().until(() -> state(account), "healthy"::equals);
        assertThat(send("admin-account-health", account, null).path("history").findValuesAsText("state"))
                .contains("auth_failed", "healthy");
        assertThat(audited(account)).contains("account.credentials", "account.resume");
        await().untilAsserted(
                        () -> assertThat(reported(account)).containsExactly("ACCOUNT_REFUSED", "ACCOUNT_RECOVERED"));
    }

    private List<String> reported(long account) {
        return jdbc.sql("select kind from security_event where details::jsonb ->> 'account_id' = ? order by id")
                .param(String.valueOf(account))
                .query(String.class)
                .list();
    }

    @Test
    void what_a_person_has_paused_stays_paused() {
        long account = open("11st", "resting", RIGHT.get("11st"));
        send("admin-account-pause", account, "{\"reason\": \"stocktaking\"}");

        send("admin-account-credentials", account, credentials(RIGHT.get("11st")));
        send("admin-account-test", account, null);
        long looks = probesOf(account);

        await().during(Duration.ofMillis(700)).until(() -> state(account), "paused"::equals);
        assertThat(probesOf(account)).isEqualTo(looks);
        send("admin-account-resume", account, null);
        assertThat(state(account)).isEqualTo("healthy");
    }

    @Test
    void an_account_that_is_accepted_again_goes_on_without_anybody() {
        long account = open("naver", "locked", RIGHT.get("naver"));
        jdbc.sql("""
                        update account_gate set paused_why = 'GW.IP_NOT_ALLOWED: not this address', paused_by = 'hub',
                            paused_at = now() where account_id = ?""").param(account).update();

        await().until(() -> state(account), "healthy"::equals);

        assertThat(audited(account)).contains("account.resume");
    }

    @Test
    void an_account_whose_template_lacks_something_goes_on_when_the_template_is_mended() {
        long account = send("admin-account-open", Map.of(), """
                {"platform": "coupang", "name": "bare", "credentials": %s}""".formatted(written(RIGHT.get("coupang"))))
                .path("id")
                .asLong();
        submit("AL-3");
        await().until(() -> state(account), "template_incomplete"::equals);

        JsonNode standard =
                send("admin-template-named", named(account, "standard"), null).path("settings");
        ((ObjectNode) standard).put("outboundShippingPlaceCode", 74010).put("returnCenterCode", "1000274592");
        send("admin-template-put", named(account, "mended"), standard.toString());
        send("admin-template-default", named(account, "mended"), null);

        await().until(() -> states("AL-3"), List.of("registered")::equals);
        assertThat(send("admin-template-remove", named(account, "mended"), null)
                        .path("code")
                        .asText())
                .isEqualTo("HUB-ACCOUNTS-018");
        assertThat(send("admin-template-remove", named(account, "standard"), null)
                        .findValuesAsText("name"))
                .containsExactly("mended");
        assertThat(send("admin-template-list", account, null)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupang", "naver", "11st"})
    void a_test_call_tells_right_credentials_from_wrong_ones_and_counts_against_the_quota(String platform) {
        long right = open(platform, "right", RIGHT.get(platform));
        long wrong = open(platform, "wrong", wrong(platform));
        jdbc.sql("update account_gate set rate_per_second = 1, burst = 5, tokens = 5 where account_id = ?")
                .param(right)
                .update();

        assertThat(send("admin-account-test", right, null).path("verdict").asText())
                .isEqualTo("OK");
        JsonNode refused = send("admin-account-test", wrong, null);

        assertThat(refused.path("verdict").asText()).isEqualTo("REFUSED");
        assertThat(refused.path("code").asText()).isNotBlank();
        assertThat(refused.toString()).doesNotContain("never-right", "nobody");
        assertThat(jdbc.sql("select tokens from account_gate where account_id = ?")
                        .param(right)
                        .query(Double.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void a_marketplace_that_does_not_answer_says_nothing_about_the_account() {
        long account = open("11st", "unlucky", RIGHT.get("11st"));
        fault("{\"service\": \"eleventst\", \"kind\": \"outage\"}");

        JsonNode report = send("admin-account-test", account, null);
        clearFaults();

        assertThat(report.path("verdict").asText()).isEqualTo("UNREACHABLE");
        assertThat(report.path("code").asText()).isEqualTo("HUB-PLATFORMS-005");
    }

    @Test
    void a_closed_account_gets_no_work_forgets_its_credentials_and_can_be_opened_again() {
        long account = open("11st", "leaving", RIGHT.get("11st"));

        JsonNode closed = send("admin-account-close", account, null);

        assertThat(closed.path("state").asText()).isEqualTo("disabled");
        assertThat(closed.path("credentials").findValuesAsText("set")).containsOnly("false");
        assertThat(vault.describe("account:" + account)).isEmpty();
        assertThat(send("admin-account-credentials", account, credentials(RIGHT.get("11st")))
                        .path("code")
                        .asText())
                .isEqualTo("HUB-ACCOUNTS-015");
        assertThat(send("admin-account-change", account, "{\"enabled\": true}")
                        .path("state")
                        .asText())
                .isEqualTo("no_credentials");
    }

    @Test
    void jobs_of_a_closed_account_wait_and_go_out_when_it_is_opened_again() {
        long account = open("coupang", "away", RIGHT.get("coupang"));
        send("admin-account-pause", account, "{}");
        submit("AL-4");
        await().until(() -> states("AL-4"), List.of("waiting")::equals);
        send("admin-account-change", account, "{\"enabled\": false}");
        send("admin-account-resume", account, null);
        await().until(() -> jdbc.sql("select paused_why from account_gate where account_id = ?")
                .param(account)
                .query(String.class)
                .optional()
                .orElse("")
                .startsWith("HUB-ACCOUNTS-021"));
        assertThat(state(account)).isEqualTo("disabled");

        send("admin-account-change", account, "{\"enabled\": true}");

        await().until(() -> states("AL-4"), List.of("registered")::equals);
    }

    @Test
    void another_hub_uses_new_credentials_at_the_latest_after_the_refresh_time() {
        long account = open("11st", "shared", RIGHT.get("11st"));
        SettableClock elsewhere = new SettableClock(Instant.now());
        MarketAccounts other =
                new MarketAccounts(settings, rows, new HeldCredentials(vault, settings, elsewhere), elsewhere);
        assertThat(other.credentials(account).get("api-key"))
                .isEqualTo(RIGHT.get("11st").get("api-key"));

        send("admin-account-credentials", account, credentials(Map.of("api-key", "a-new-key")));
        elsewhere.advance(settings.refreshAfter());

        assertThat(other.credentials(account).get("api-key")).isEqualTo("a-new-key");
        long opened = open("11st", "newer", RIGHT.get("11st"));
        assertThat(other.byId(opened).name()).as("one it has never heard of").isEqualTo("newer");
    }

    @Test
    void what_cannot_be_is_refused_with_a_code_and_changes_nothing() {
        long account = open("coupang", "first", RIGHT.get("coupang"));

        assertRefused("{\"platform\": \"amazon\", \"name\": \"a\"}", "HUB-REST-005");
        assertRefused("{\"platform\": \"coupang\", \"name\": \" \"}", "HUB-ACCOUNTS-010");
        assertRefused("{\"platform\": \"coupang\", \"name\": \"first\"}", "HUB-ACCOUNTS-011");
        assertRefused("{\"platform\": \"coupang\", \"name\": \"b\", \"burst\": -1}", "HUB-ACCOUNTS-012");
        assertRefused(
                "{\"platform\": \"coupang\", \"name\": \"b\", \"credentials\": {\"access-key\": \"never-right\"}}",
                "HUB-ACCOUNTS-013");
        assertRefused("""
                {"platform": "11st", "name": "b", "credentials": {"api-key": "k"}, "expires_at": "2020-01-01T00:00:00Z"}""", "HUB-ACCOUNTS-014");
        assertRefused("{\"platform\": \"coupang\", \"name\": {}}", "HUB-REST-001");
        assertThat(send("admin-account-credentials", account, "{\"credentials\": {\"pin\": \"never-right\"}}")
                        .path("code")
                        .asText())
                .isEqualTo("HUB-ACCOUNTS-013");
        assertThat(send("admin-template-put", named(account, "a/b"), "{\"a\": 1}")
                        .path("code")
                        .asText())
                .isEqualTo("HUB-ACCOUNTS-016");
        assertThat(send("admin-template-named", named(account, "none"), null)
                        .path("code")
                        .asText())
                .isEqualTo("HUB-ACCOUNTS-017");
        assertThat(jdbc.sql("select count(*) from market_account where name in ('a', 'b', ' ')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_change_of_limits_is_in_force_at_once() {
        long account = open("coupang", "slow", RIGHT.get("coupang"));

        JsonNode changed = send(
                "admin-account-change",
                account,
                "{\"name\": \"slower\", \"priority\": 7, \"rate_per_second\": 0.5, \"burst\": 1, \"daily_creations\": 3}");

        assertThat(changed.path("name").asText()).isEqualTo("slower");
        assertThat(changed.path("priority").asInt()).isEqualTo(7);
        assertThat(jdbc.sql("select rate_per_second || ' ' || burst || ' ' || daily_creations from account_gate"
                                + " where account_id = ?")
                        .param(account)
                        .query(String.class)
                        .single())
                .isEqualTo("0.5 1 3");
    }

    private void assertRefused(String body, String code) {
        JsonNode answer = send("admin-account-open", Map.of(), body);
        assertThat(answer.path("code").asText()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.toString()).doesNotContain("never-right");
    }

    private long open(String platform, String name, Map<String, String> credentials) {
        JsonNode opened = send("admin-account-open", Map.of(), """
                {"platform": "%s", "name": "%s", "credentials": %s, "template": %s}""".formatted(
                        platform, name, written(credentials), platform.equals("coupang") ? PLACES : "{}"));
        assertThat(opened.path("id").asLong()).as(opened.toString()).isPositive();
        return opened.path("id").asLong();
    }

    private static Map<String, String> wrong(String platform) {
        Map<String, String> wrong = new HashMap<>(RIGHT.get(platform));
        switch (platform) {
            case "coupang" -> wrong.put("secret-key", "never-right");
            case "naver" -> wrong.put("client-secret", "$2a$04$nobodynobodynobodynobo");
            default -> wrong.put("api-key", "never-right");
        }
        return wrong;
    }

    private void submit(String sku) {
        JsonNode accepted = send("intake-batch", Map.of(), """
                {"target_platforms": ["coupang"], "batch_settings": {"image_processing_enabled": false},
                 "products": [{"sku": "%s", "name": "머그컵", "price": 29900, "description": "도자기 머그컵", "category_id": "123",
                  "main_image_url": "https://example.com/mug.jpg"}]}""".formatted(sku));
        assertThat(accepted.path("batch_id").asText()).as(accepted.toString()).isNotBlank();
    }

    private List<String> states(String sku) {
        return jdbc.sql("select state from platform_registration where seller_sku = ? and is_current")
                .param(sku)
                .query(String.class)
                .list();
    }

    private String state(long account) {
        return send("admin-account-health", account, null).path("state").asText();
    }

    private long probesOf(long account) {
        return jdbc.sql("select count(*) from audit_log where target = ? and action = 'secret.open'")
                .param("secret:account:" + account + "/api-key")
                .query(Long.class)
                .single();
    }

    private List<String> audited(long account) {
        return jdbc.sql("select action from audit_log where target = ?")
                .param("account:" + account)
                .query(String.class)
                .list();
    }

    private JsonNode send(String route, long account, String body) {
        return send(route, Map.of("id", String.valueOf(account)), body);
    }

    private static Map<String, String> named(long account, String template) {
        return Map.of("id", String.valueOf(account), "name", template);
    }

    private JsonNode send(String route, Map<String, String> headers, String body) {
        Exchange exchange = producer.request("direct:" + route, request -> {
            request.setVariable(Caller.VARIABLE, STAFF);
            headers.forEach(request.getMessage()::setHeader);
            request.getMessage().setBody(body);
        });
        assertThat(exchange.getException()).isNull();
        return json(exchange.getMessage().getBody(String.class));
    }

    private static void fault(String description) {
        web("POST", description);
    }

    private static void clearFaults() {
        web("DELETE", null);
    }

    private static void web(String method, String body) {
        RestClient.create("http://127.0.0.1:" + SANDBOX.port() + "/sandbox/faults")
                .method(HttpMethod.valueOf(method))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body == null ? "" : body)
                .retrieve()
                .toBodilessEntity();
    }

    private String credentials(Map<String, String> values) {
        return "{\"credentials\": " + written(values) + "}";
    }

    private String written(Map<String, String> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode json(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
