package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.Users;
import io.dropshiphub.testing.HubTest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.BacklogDebugger;
import org.apache.camel.spi.BacklogTracer;
import org.apache.camel.spi.IdAware;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Sends every request that brings or gives secrets while Camel's tracer or debugger looks at every node. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "hub.routes.include=_shared/*.camel.yaml,admin/*.camel.yaml,security/*.camel.yaml"
        })
@DisplayNameGeneration(ReplaceUnderscores.class)
class HiddenSecretsTest {

    private static final Caller HOUSE = new Caller(1, "admin", Role.ADMIN, "session", "10.0.0.1");
    private static final String FIRST = "three blue kettles";
    private static final String SECOND = "four green kettles";
    private static final String API_KEY = "never-shown-11st-key";
    private static final String FERNET_KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
    private static final String FERNET_TOKEN =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private CamelContext camel;

    @Autowired
    private Users users;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> secrets = new ArrayList<>();
    private BacklogTracer tracer;
    private BacklogDebugger debugger;
    private String bearer;

    @BeforeEach
    void somebody_looks() {
        tracer = camel.getCamelContextExtension().getContextPlugin(BacklogTracer.class);
        debugger = camel.hasService(BacklogDebugger.class);
    }

    @AfterEach
    void nobody_looks_any_more() {
        tracer.setEnabled(false);
        tracer.clear();
        debugger.removeAllBreakpoints();
        debugger.disableDebugger();
    }

    @Test
    void a_trace_shows_none_of_them() {
        tracer.setEnabled(true);
        tracer.setBacklogSize(1000);

        everyRequestWithSecrets("traced");

        assertThat(tracer.dumpAllTracedMessagesAsJSon())
                .contains("security-token-desk", "admin-secret-import-desk", "not shown")
                .doesNotContain(secrets);
    }

    @Test
    void the_debugger_shows_none_of_them() {
        debugger.enableDebugger();
        camel.getRoutes().stream()
                .flatMap(route -> route.filter("*").stream())
                .map(node -> ((IdAware) node).getId())
                .filter(id -> id.matches("security-.*|admin-(answer|account|secret-import).*"))
                .forEach(debugger::addBreakpoint);
        StringBuilder seen = new StringBuilder();

        CompletableFuture<Void> all = CompletableFuture.runAsync(() -> everyRequestWithSecrets("debugged"));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    for (String node : Set.copyOf(debugger.getSuspendedBreakpointNodeIds())) {
                        var message = debugger.getSuspendedBreakpointMessage(node);
                        if (message != null) {
                            seen.append(message.toJSon(0)).append('\n');
                            debugger.resumeBreakpoint(node);
                        }
                    }
                    return all.isDone();
                });
        all.join();

        assertThat(seen).contains("security-token-desk", "admin-answer-write", "admin-secret-import-desk", "not shown");
        assertThat(seen.toString()).doesNotContain(secrets);
    }

    private void everyRequestWithSecrets(String name) {
        Users.WithPassword made = users.create(name + "-admin", Role.ADMIN, HOUSE);
        secret(made.oneTimePassword(), FIRST, SECOND, API_KEY, FERNET_KEY, FERNET_TOKEN);
        JsonNode pair = send(
                "/auth/token",
                "{'username': '%s', 'password': '%s', 'new_password': '%s'}"
                        .formatted(name + "-admin", made.oneTimePassword(), FIRST));
        use(pair);
        pair = send(
                "/auth/refresh",
                "{'refresh_token': '%s'}".formatted(pair.path("refresh_token").asText()));
        use(pair);
        pair = send("/auth/password", "{'password': '%s', 'new_password': '%s'}".formatted(FIRST, SECOND));
        use(pair);
        JsonNode user = send("/users", "{'username': '%s', 'role': 'seller'}".formatted(name + "-seller"));
        secret(user.path("one_time_password").asText());
        secret(send("/users/" + user.at("/user/id").asLong() + "/reset-password", "{}")
                .path("one_time_password")
                .asText());
        secret(send("/auth/api-keys", "{'name': 'upload'}").path("key").asText());
        String credentials = "'credentials': {'api-key': '" + API_KEY + "'}";
        long account = send("/accounts", "{'platform': '11st', 'name': 'hidden " + name + "', " + credentials + "}")
                .path("id")
                .asLong();
        exchange(HttpMethod.PUT, "/accounts/" + account + "/credentials", "{" + credentials + "}");
        exchange(HttpMethod.PATCH, "/accounts/" + account, "{" + credentials + "}");
        exchange(HttpMethod.PUT, "/accounts/" + account + "/credentials", "{'credentials': '" + API_KEY + "'}");
        exchange(HttpMethod.PUT, "/accounts/" + account + "/credentials", "{'credentials': " + API_KEY + "}");
        send("/security/secrets/import-fernet", """
                {'fernet_keys': ['%s'], 'replace': true,
                 'secrets': [{'owner': 'account:%d', 'field': 'api-key', 'token': '%s'}]}""".formatted(FERNET_KEY, account, FERNET_TOKEN));
        send(
                "/auth/logout",
                "{'refresh_token': '%s'}".formatted(pair.path("refresh_token").asText()));
    }

    private void use(JsonNode pair) {
        bearer = pair.path("access_token").asText();
        secret(bearer, pair.path("refresh_token").asText());
    }

    private void secret(String... texts) {
        for (String text : texts) {
            assertThat(text).isNotBlank();
            secrets.add(text);
        }
    }

    private JsonNode send(String path, String body) {
        ResponseEntity<String> answer = exchange(HttpMethod.POST, path, body);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isIn(200, 201);
        try {
            return json.readTree(answer.getBody());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResponseEntity<String> exchange(HttpMethod method, String path, String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (bearer != null) {
            headers.setBearerAuth(bearer);
        }
        return http.exchange(
                "/api/v1" + path, method, new HttpEntity<>(body.replace('\'', '"'), headers), String.class);
    }
}
