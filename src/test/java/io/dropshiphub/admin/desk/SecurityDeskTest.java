package io.dropshiphub.admin.desk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.admin.VerifyAudit;
import io.dropshiphub.security.ActivityCounts;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecretName;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvents;
import io.dropshiphub.security.Vault;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** The audit log and the security events over REST, from the command line, and what the hub does about them by itself. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,admin/answer.camel.yaml,admin/look-at-security.camel.yaml,"
                    + "security/seal-audit.camel.yaml,security/watch-activity.camel.yaml",
            "hub.security.audit.look=200ms",
            "hub.security.audit.checkpoint-entries=3",
            "hub.security.audit.verify-every=500ms",
            "hub.security.anomalies.store=200ms",
            "hub.security.anomalies.look=200ms",
            "hub.security.keep.every=200ms"
        })
// its log ends tampered with, and its timers are busy
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecurityDeskTest {

    @Autowired
    private AuditLog audit;

    @Autowired
    private SecurityEvents events;

    @Autowired
    private ActivityCounts activity;

    @Autowired
    private Vault vault;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private ObjectMapper json;

    @Value("${hub.database.url}")
    private String database;

    @Value("${hub.security.audit.checkpoint-file}")
    private String checkpointFile;

    @Test
    void the_audit_log_is_browsed_page_by_page() throws IOException {
        for (int i = 0; i < 5; i++) {
            audit.append(AuditEntry.done("kim", "test.browse", "test:" + i, Map.of("n", String.valueOf(i))));
        }

        JsonNode first = get("audit?actor=kim&action=test.browse&limit=3");
        assertThat(first.get("entries")).hasSize(3);
        assertThat(first.at("/entries/0/target").asText()).isEqualTo("test:4");
        assertThat(first.at("/entries/0/details/n").asText()).isEqualTo("4");
        assertThat(first.at("/entries/0/hash").asText()).hasSize(64);
        JsonNode second = get("audit?actor=kim&action=test.browse&limit=3&before_seq="
                + first.get("next_before_seq").asText());
        assertThat(second.get("entries")).hasSize(2);
        assertThat(second.get("next_before_seq")).isNull();
        assertThat(get("audit?target=test:3&since=2020-01-01T00:00:00%2B09:00").get("entries"))
                .hasSize(1);
    }

    @Test
    void the_audit_log_is_exported_as_json_lines() throws IOException {
        audit.append(AuditEntry.done("lee", "test.export", "test:1", Map.of()));

        ResponseEntity<String> export = http.getForEntity("/api/v1/security/audit/export", String.class);

        assertThat(export.getHeaders().getFirst("Content-Type")).startsWith("application/x-ndjson");
        JsonNode line = json.readTree(export.getBody()
                .lines()
                .filter(text -> text.contains("test.export"))
                .findFirst()
                .orElseThrow());
        assertThat(line.get("actor").asText()).isEqualTo("lee");
        assertThat(line.get("hash").asText()).hasSize(64);
    }

    @Test
    void events_are_listed_by_kind_and_user() throws IOException {
        events.report(new SecurityEvent(SecurityEvent.Kind.LOGIN_LOCKED, "park", "10.0.0.1", Map.of("tries", "9")));

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(
                        get("events?kind=LOGIN_LOCKED&username=park&since=2020-01-01T00:00:00Z"))
                .hasSize(1));
        JsonNode event = get("events?kind=LOGIN_LOCKED").get(0);
        assertThat(event.get("severity").asText()).isEqualTo("MEDIUM");
        assertThat(event.at("/details/tries").asText()).isEqualTo("9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit?limit=0",
                "audit?limit=1001",
                "audit?before_seq=x",
                "audit?since=yesterday",
                "audit?since=%2B999999999-12-31T23:59:59Z",
                "audit/export?since=1",
                "events?kind=NONE",
                "events?since=2026-13-01T00:00:00Z"
            })
    void what_cannot_be_asked_is_refused(String path) throws IOException {
        ResponseEntity<String> answer = http.getForEntity("/api/v1/security/" + path.replace("%2B", "+"), String.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(json.readTree(answer.getBody()).get("code").asText()).isEqualTo("HUB-REST-003");
    }

    @Test
    void activity_is_stored_and_what_is_old_is_purged() {
        jdbc.sql("""
                        insert into security_event (at, last_at, times, kind, severity, details, alert)
                        values (now() - interval '181 days', now(), 1, 'LOGIN_FAILED', 'LOW', '{}', false),
                            (now() - interval '179 days', now(), 7, 'LOGIN_FAILED', 'LOW', '{}', false)""").update();
        jdbc.sql("insert into user_activity values ('old', now() - interval '36 days', 'REQUESTS', 1)")
                .update();
        activity.count("choi", ActivityCounts.Kind.ROWS, 12);

        await().atMost(20, SECONDS).untilAsserted(() -> {
            assertThat(jdbc.sql("select times from security_event where kind = 'LOGIN_FAILED'")
                            .query(Long.class)
                            .list())
                    .containsExactly(7L);
            assertThat(jdbc.sql("select username from user_activity where kind <> 'SECRETS'")
                            .query(String.class)
                            .list())
                    .containsExactly("choi");
        });
    }

    @Test
    void openings_of_secrets_are_counted() {
        SecretName secret = new SecretName("account:1", "access-key");
        vault.put(secret, "of no use", null, "kim");
        vault.open(secret, "test:opening");

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(jdbc.sql("select n from user_activity where username = 'test:opening'")
                                .query(Long.class)
                                .list())
                        .containsExactly(1L));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void tampering_is_found_by_whoever_looks() throws IOException {
        for (int i = 0; i < 4; i++) {
            audit.append(AuditEntry.done("kim", "test.verify", "test:" + i, Map.of()));
        }
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(
                        get("audit/verify").get("checkpoints").asInt())
                .isPositive());
        assertThat(get("audit/verify").get("intact").asBoolean()).isTrue();
        assertThat(command()).isEqualTo("0 The audit log is intact");

        long seq = jdbc.sql("select min(seq) from audit_log where action = 'test.verify'")
                .query(Long.class)
                .single();
        jdbc.sql("alter table audit_log disable trigger all").update();
        jdbc.sql("update audit_log set actor = 'nobody' where seq = ?")
                .param(seq)
                .update();

        JsonNode verdict = get("audit/verify");
        assertThat(verdict.get("intact").asBoolean()).isFalse();
        assertThat(verdict.at("/finding/kind").asText()).isEqualTo("ALTERED");
        assertThat(verdict.at("/finding/seq").asLong()).isEqualTo(seq);
        assertThat(command()).isEqualTo("1 The audit log was tampered with: ALTERED at " + seq);
        await().atMost(20, SECONDS).untilAsserted(() -> {
            JsonNode event = get("events?kind=AUDIT_BROKEN").path(0);
            assertThat(event.at("/details/found").asText()).isEqualTo("ALTERED");
            assertThat(event.at("/details/seq").asLong()).isEqualTo(seq);
        });
    }

    @Test
    void a_check_that_cannot_be_made_is_no_verdict() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = VerifyAudit.run(
                new String[] {"--hub.command=verify-audit", "--hub.database.url=nonsense"},
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("The audit log could not be checked: ");
    }

    private String command() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = VerifyAudit.run(
                new String[] {
                    "--hub.command=verify-audit",
                    "--hub.database.url=" + database,
                    "--hub.security.master-key=" + TestKeys.MASTER,
                    "--hub.security.audit.checkpoint-file=" + checkpointFile
                },
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return code + " " + out.toString(StandardCharsets.UTF_8).split("\\. |: \\d")[0];
    }

    private JsonNode get(String path) throws IOException {
        ResponseEntity<String> answer = http.getForEntity(URI.create("/api/v1/security/" + path), String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return json.readTree(answer.getBody());
    }
}
