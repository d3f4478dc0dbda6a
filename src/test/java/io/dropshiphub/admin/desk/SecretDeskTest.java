package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.Vault;
import io.dropshiphub.testing.HubTest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The vault over REST and on its timer: what it tells, how it rotates, what it imports, and what it never says. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.security.vault.look-every=500ms",
            "hub.routes.include=_shared/*.camel.yaml,admin/answer.camel.yaml,admin/look-after-secrets.camel.yaml,"
                    + "security/rotate-keys.camel.yaml"
        })
@ExtendWith(OutputCaptureExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretDeskTest {

    private static final String FERNET_KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
    private static final String FERNET_TOKEN =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";
    private static final String OTHER_KEY = "sxgaLFn0pj-UBqR3eGkVxzoX8sPVEp4mS1pmcNeBzEw=";

    @Autowired
    private Vault vault;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private MarketAccounts accounts;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void an_empty_vault() {
        jdbc.sql("delete from vault_secret").update();
    }

    @Test
    void tells_about_an_owners_secrets_all_but_their_values() {
        vault.put(
                new SecretName("account:1", "access-key"), "never-shown", Instant.parse("2027-05-20T00:00:00Z"), "kim");
        vault.put(new SecretName("account:2", "access-key"), "never-shown", null, "kim");

        ResponseEntity<String> answer = call(HttpMethod.GET, "/secrets?owner=account:1", null);

        assertThat(answer.getBody()).doesNotContain("never-shown");
        assertThat(read(answer)).singleElement().satisfies(secret -> {
            assertThat(secret.path("owner").asText()).isEqualTo("account:1");
            assertThat(secret.path("field").asText()).isEqualTo("access-key");
            assertThat(secret.path("format").asInt()).isEqualTo(1);
            assertThat(secret.path("key_version").asInt()).isPositive();
            assertThat(secret.path("expires_at").asText()).startsWith("2027-05-20");
            assertThat(secret.path("fingerprint").asText()).hasSize(32);
            assertThat(secret.has("last_opened_at")).isFalse();
        });
        assertThat(code(call(HttpMethod.GET, "/secrets", null))).isEqualTo("HUB-REST-003");
    }

    @Test
    void rotates_on_demand_and_the_secrets_follow() {
        SecretName name = new SecretName("account:1", "access-key");
        vault.put(name, "value", null, "kim");
        int before = vault.describe("account:1").get(0).keyVersion();

        JsonNode answer = read(call(HttpMethod.POST, "/keys/rotate", "{}"));

        assertThat(answer.path("pairs").get(0).path("version").asInt()).isEqualTo(before + 1);
        assertThat(answer.path("pairs").get(0).path("state").asText()).isEqualTo("active");
        await().untilAsserted(() -> {
            JsonNode status = read(call(HttpMethod.GET, "/keys", null));
            assertThat(status.path("to_rewrap").asInt()).isZero();
            assertThat(status.path("secrets").asInt()).isEqualTo(1);
            assertThat(status.path("pairs").get(1).path("state").asText()).isEqualTo("retired");
        });
        assertThat(vault.open(name, "test")).contains("value");
        assertThat(audit("vault-key.rotate")).endsWith("admin vault-key:" + (before + 1));
    }

    @Test
    void the_timer_replaces_an_old_pair_by_itself() {
        SecretName name = new SecretName("account:1", "access-key");
        vault.put(name, "value", null, "kim");
        int before = vault.describe("account:1").get(0).keyVersion();

        jdbc.sql("update vault_key_pair set created_at = created_at - interval '91 days' where state = 'active'")
                .update();

        await().untilAsserted(() ->
                assertThat(vault.describe("account:1").get(0).keyVersion()).isEqualTo(before + 1));
        assertThat(audit("vault-key.rotate")).endsWith("hub:vault vault-key:" + (before + 1));
    }

    @Test
    void imports_credentials_of_accounts_from_fernet_tokens(CapturedOutput log) {
        vault.put(new SecretName("account:1", "vendor-id"), "there already", null, "kim");

        ResponseEntity<String> answer = call(
                HttpMethod.POST,
                "/secrets/import-fernet",
                write(Map.of(
                        "fernet_keys",
                        List.of(OTHER_KEY, FERNET_KEY),
                        "secrets",
                        List.of(
                                row("account:1", "access-key", FERNET_TOKEN),
                                row("account:1", "secret-key", FERNET_TOKEN.replace("1cpG", "1cpH")),
                                row("account:1", "vendor-user-id", "no token"),
                                row("account:1", "vendor-id", FERNET_TOKEN)))));

        JsonNode result = read(answer);
        assertThat(result.path("stored").asInt()).isEqualTo(1);
        assertThat(result.path("refused").asInt()).isEqualTo(3);
        assertThat(result.path("secrets"))
                .extracting(line ->
                        line.path("status").asText() + " " + line.path("code").asText())
                .containsExactly(
                        "stored ", "refused HUB-SECURITY-123", "refused HUB-SECURITY-122", "refused HUB-SECURITY-125");
        assertThat(vault.open(new SecretName("account:1", "access-key"), "test"))
                .contains("hello");
        assertThat(vault.open(new SecretName("account:1", "vendor-id"), "test")).contains("there already");
        assertThat(audit("secret.import")).endsWith("admin vault");
        assertThat(source(1)).as("the vault has not all it needs").isNotEqualTo("vault");
        assertThat(log + answer.getBody() + everythingStored())
                .doesNotContain(FERNET_KEY, OTHER_KEY, FERNET_TOKEN.substring(20, 60));
    }

    @Test
    void an_account_calls_with_what_was_imported_once_that_is_all_it_needs() {
        long naver = jdbc.sql("select id from market_account where platform = 'naver'")
                .query(Long.class)
                .single();

        call(
                HttpMethod.POST,
                "/secrets/import-fernet",
                write(Map.of(
                        "fernet_keys",
                        List.of(FERNET_KEY),
                        "secrets",
                        List.of(
                                row("account:" + naver, "client-id", FERNET_TOKEN),
                                row("account:" + naver, "client-secret", FERNET_TOKEN)))));

        assertThat(source(naver)).isEqualTo("vault");
        assertThat(accounts.credentials(naver).get("client-id")).isEqualTo("hello");
        assertThat(audit("account.credentials")).endsWith("admin account:" + naver);
    }

    @Test
    void an_import_replaces_only_when_it_is_told_to() {
        SecretName name = new SecretName("account:1", "vendor-id");
        vault.put(name, "there already", null, "kim");

        call(
                HttpMethod.POST,
                "/secrets/import-fernet",
                write(Map.of(
                        "fernet_keys",
                        List.of(FERNET_KEY),
                        "replace",
                        true,
                        "secrets",
                        List.of(row("account:1", "vendor-id", FERNET_TOKEN)))));

        assertThat(vault.open(name, "test")).contains("hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | HUB-REST-005",
                "{\"fernet_keys\": [], \"secrets\": []} | HUB-REST-005",
                "{\"secrets\": [{\"owner\": \"account:1\", \"field\": \"a\", \"token\": \"t\"}]} | HUB-SECURITY-120",
                "{\"fernet_keys\": [\"short\"], \"secrets\": [{\"owner\": \"account:1\", \"field\": \"a\", \"token\": \"t\"}]}"
                        + " | HUB-SECURITY-121",
                "{\"fernet_keys\": [], \"secrets\": [{\"owner\": \"hub:tokens\", \"field\": \"a\"}]} | HUB-REST-005",
                "{\"fernet_keys\": [], \"secrets\": [{\"owner\": \"account:99999\", \"field\": \"a\"}]} | HUB-REST-005",
                "{\"fernet_keys\": [], \"secrets\": [{\"owner\": \"account:1\", \"field\": \"A b\"}]} | HUB-REST-005",
                "{\"fernet_keys\": [\"a, | HUB-REST-001"
            })
    void a_wrong_import_is_refused_as_a_whole(String body, String code) {
        assertThat(code(call(HttpMethod.POST, "/secrets/import-fernet", body))).isEqualTo(code);
    }

    @Test
    void nothing_that_passes_through_the_vault_is_in_the_log_or_in_clear_in_the_database(CapturedOutput log) {
        String value = "v4lue-that-must-not-show";
        SecretName name = new SecretName("account:1", "access-key");
        vault.put(name, value, null, "kim");
        vault.open(name, "test");
        call(HttpMethod.POST, "/keys/rotate", "{}");
        await().until(() ->
                read(call(HttpMethod.GET, "/keys", null)).path("to_rewrap").asInt() == 0);
        jdbc.sql("update vault_secret set sealed = substr(sealed, 2)").update();
        try {
            vault.open(name, "test");
        } catch (RuntimeException refused) {
            assertThat(refused.toString()).doesNotContain(value);
        }

        String stored = everythingStored();

        assertThat(stored).contains("account:1").doesNotContain(value);
        assertThat(stored).doesNotContain(HexFormat.of().formatHex(value.getBytes()));
        assertThat(log.toString()).doesNotContain(value);
    }

    private static Map<String, String> row(String owner, String field, String token) {
        return Map.of("owner", owner, "field", field, "token", token);
    }

    /** Every row of every table as text; bytes as hexadecimal digits. */
    private String everythingStored() {
        StringBuilder all = new StringBuilder();
        for (String table : jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()) {
            jdbc.sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(all::append);
        }
        return all.toString();
    }

    private String source(long account) {
        return jdbc.sql("select credentials_source from market_account where id = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    private List<String> audit(String action) {
        return jdbc.sql("select actor || ' ' || target from audit_log where action = ? order by seq")
                .param(action)
                .query(String.class)
                .list();
    }

    private ResponseEntity<String> call(HttpMethod method, String path, String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.exchange("/api/v1/security" + path, method, new HttpEntity<>(body, headers), String.class);
    }

    private String code(ResponseEntity<String> answer) {
        return read(answer).path("code").asText();
    }

    private JsonNode read(ResponseEntity<String> answer) {
        try {
            return json.readTree(answer.getBody());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer.toString(), e);
        }
    }

    private String write(Object request) {
        try {
            return json.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
