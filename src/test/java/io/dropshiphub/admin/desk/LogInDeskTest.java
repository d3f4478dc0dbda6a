package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.admin.http.HiddenBody;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.LogIns;
import io.dropshiphub.security.Tokens;
import io.dropshiphub.security.Users;
import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Logging in, users and API keys over REST. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,admin/*.camel.yaml,security/*.camel.yaml",
            // longer than a slow machine takes for some requests
            "hub.security.login.waits.first=5m"
        })
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogInDeskTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Caller HOUSE = new Caller(1, "admin", Role.ADMIN, "session", "10.0.0.1");
    private static final String OWN = "three blue kettles";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private Users users;

    @Autowired
    private LogIns logIns;

    @Autowired
    private Tokens tokens;

    @Autowired
    private AuthDesk authDesk;

    @Autowired
    private ApiKeyDesk apiKeyDesk;

    private final ObjectMapper json = new ObjectMapper();
    private final String name = "desk" + NUMBER.incrementAndGet();

    /** A bearer token of an administrator. */
    private String admin;

    @BeforeEach
    void an_administrator() {
        Users.WithPassword made = users.create(name + "-admin", Role.ADMIN, HOUSE);
        admin = tokens.issue(logIns.byPassword(name + "-admin", made.oneTimePassword(), OWN, "127.0.0.1"))
                .accessToken();
    }

    @Test
    void a_new_user_sets_a_password_logs_in_refreshes_and_logs_out() {
        JsonNode made = ok(send(HttpMethod.POST, "/users", "{'username': '" + name + "', 'role': 'seller'}"));
        String oneTime = made.path("one_time_password").asText();
        assertThat(made.path("user").path("role").asText()).isEqualTo("seller");

        problem(logIn(oneTime, null), 403, "HUB-SECURITY-303");
        ResponseEntity<String> first = logIn(oneTime, OWN);
        JsonNode pair = ok(first);
        assertThat(first.getHeaders().getCacheControl()).contains("no-store");
        assertThat(pair.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(pair.path("expires_in").asInt()).isEqualTo(900);

        JsonNode next = ok(send(HttpMethod.POST, "/auth/refresh", refreshToken(pair)));
        assertThat(next.path("refresh_token").asText())
                .isNotEqualTo(pair.path("refresh_token").asText());
        assertThat(tokens.verify(next.path("access_token").asText(), "127.0.0.1")
                        .username())
                .isEqualTo(name);
        ok(send(HttpMethod.POST, "/auth/logout", refreshToken(next)));
        problem(send(HttpMethod.POST, "/auth/refresh", refreshToken(next)), 401, "HUB-SECURITY-308");
    }

    @Test
    void a_log_in_that_has_to_wait_says_how_long() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            ResponseEntity<String> wrong = logIn("wrong", null);
            problem(wrong, 401, "HUB-SECURITY-301");
            assertThat(wrong.getHeaders().containsKey(HttpHeaders.RETRY_AFTER)).isFalse();
        }

        // the other client does as it is told: it waits and tries again
        HttpResponse<String> sixth = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(http.getRootUri() + "/api/v1/auth/token"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(credentials("wrong", null)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.body()).contains("HUB-SECURITY-302");
        assertThat(sixth.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 300L);
    }

    @Test
    void users_are_listed_changed_and_helped() {
        long id = ok(send(HttpMethod.POST, "/users", "{'username': '" + name + "', 'role': 'seller'}"))
                .path("user")
                .path("id")
                .asLong();

        assertThat(ok(send(HttpMethod.GET, "/users", null)).findValuesAsText("username"))
                .contains("admin", name);
        JsonNode changed = ok(send(HttpMethod.PATCH, "/users/" + id, "{'role': 'viewer', 'disabled': true}"));
        assertThat(changed.path("role").asText()).isEqualTo("viewer");
        assertThat(changed.has("disabled_at")).isTrue();
        assertThat(ok(send(HttpMethod.GET, "/users/" + id, null))).isEqualTo(changed);
        ResponseEntity<String> reset = send(HttpMethod.POST, "/users/" + id + "/reset-password", null);
        assertThat(ok(reset).path("one_time_password").asText()).hasSize(23);
        assertThat(reset.getHeaders().getCacheControl()).contains("no-store");
        ok(send(HttpMethod.POST, "/users/" + id + "/logout", null));

        problem(send(HttpMethod.GET, "/users/987654", null), 404, "HUB-REST-004");
        problem(send(HttpMethod.PATCH, "/users/987654", "{'role': 'admin'}"), 404, "HUB-SECURITY-314");
        problem(send(HttpMethod.PATCH, "/users/" + id, "{'role': 'king'}"), 400, "HUB-REST-003");
        problem(send(HttpMethod.PATCH, "/users/" + id, "{'disabled': 'yes'}"), 400, "HUB-REST-005");
        problem(send(HttpMethod.POST, "/users", "{'username': 'x y', 'role': 'admin'}"), 400, "HUB-SECURITY-312");
        problem(send(HttpMethod.POST, "/users", "{'username': 'somebody'}"), 400, "HUB-REST-005");
    }

    @Test
    void api_keys_are_made_shown_once_and_revoked() {
        ResponseEntity<String> made =
                send(HttpMethod.POST, "/auth/api-keys", "{'name': 'upload', 'expires_at': '2030-01-01T00:00:00Z'}");
        String key = ok(made).path("key").asText();
        long id = ok(made).path("api_key").path("id").asLong();

        assertThat(made.getHeaders().getCacheControl()).contains("no-store");
        String list = send(HttpMethod.GET, "/auth/api-keys", null).getBody();
        assertThat(list).contains("\"name\":\"upload\"").doesNotContain(key);
        JsonNode left = ok(send(HttpMethod.DELETE, "/auth/api-keys/" + id, null));
        assertThat(left.findParents("revoked_at"))
                .anyMatch(entry -> entry.path("id").asLong() == id);

        problem(send(HttpMethod.DELETE, "/auth/api-keys/987654", null), 404, "HUB-SECURITY-321");
        problem(send(HttpMethod.POST, "/auth/api-keys", "{'name': ''}"), 400, "HUB-SECURITY-320");
        problem(
                send(HttpMethod.POST, "/auth/api-keys", "{'name': 'x', 'expires_at': 'tomorrow'}"),
                400,
                "HUB-REST-005");
    }

    @Test
    void only_an_administrator_sees_and_revokes_the_keys_of_others() throws IOException {
        Caller seller = seller(OWN);
        long id = apiKeyDesk.create("{\"name\": \"mine\"}", seller).apiKey().id();

        assertThat(apiKeyDesk.list(Long.toString(seller.userId()), HOUSE)).hasSize(1);
        assertThat(apiKeyDesk.list(null, seller)).hasSize(1);
        assertThat(catchThrowableOfType(CodedProblem.class, () -> apiKeyDesk.list("1", seller))
                        .status())
                .isEqualTo(404);
        assertThat(catchThrowableOfType(CodedProblem.class, () -> apiKeyDesk.revoke(Long.toString(id), "1", seller))
                        .status())
                .isEqualTo(404);
        assertThat(apiKeyDesk.revoke(Long.toString(id), Long.toString(seller.userId()), HOUSE))
                .singleElement()
                .matches(key -> key.revokedAt() != null);
    }

    @Test
    void a_password_is_changed_with_the_old_one_and_every_other_log_in_ends() throws IOException {
        Caller seller = seller(OWN);
        Tokens.Pair before = tokens.issue(seller);

        Tokens.Pair after = authDesk.password(
                new HiddenBody("{\"password\": \"" + OWN + "\", \"new_password\": \"four green kettles\"}"), seller);

        assertThat(catchThrowableOfType(CodedProblem.class, () -> tokens.verify(before.accessToken(), "x"))
                        .status())
                .isEqualTo(401);
        Caller caller = tokens.verify(after.accessToken(), "127.0.0.1");
        assertThat(authDesk.me(caller)).isEqualTo(new AuthDesk.Me(seller.userId(), name, "seller", "token"));
        assertThat(authDesk.logOut(new HiddenBody("{\"everywhere\": true}"), caller)
                        .everywhere())
                .isTrue();
        assertThat(catchThrowableOfType(CodedProblem.class, () -> tokens.verify(after.accessToken(), "x"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_callers_own_paths_answer_the_caller() {
        assertThat(ok(send(HttpMethod.GET, "/auth/me", null)).path("role").asText())
                .isEqualTo("admin");
        problem(send(HttpMethod.POST, "/auth/password", "{'password': 'x'}"), 401, "HUB-SECURITY-301");
        problem(send(HttpMethod.POST, "/auth/logout", "{}"), 400, "HUB-REST-005");
    }

    private Caller seller(String password) {
        Users.WithPassword made = users.create(name, Role.SELLER, HOUSE);
        return logIns.byPassword(name, made.oneTimePassword(), password, "127.0.0.1");
    }

    private ResponseEntity<String> logIn(String password, String newPassword) {
        return send(HttpMethod.POST, "/auth/token", credentials(password, newPassword));
    }

    private String credentials(String password, String newPassword) {
        String change = newPassword == null ? "" : ", 'new_password': '" + newPassword + "'";
        return ("{'username': '" + name + "', 'password': '" + password + "'" + change + "}").replace('\'', '"');
    }

    private static String refreshToken(JsonNode pair) {
        return "{'refresh_token': '" + pair.path("refresh_token").asText() + "'}";
    }

    private ResponseEntity<String> send(HttpMethod method, String path, String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(admin);
        if (body != null) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
        String sent = body == null ? null : body.replace('\'', '"');
        return http.exchange("/api/v1" + path, method, new HttpEntity<>(sent, headers), String.class);
    }

    private JsonNode ok(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return read(answer);
    }

    private void problem(ResponseEntity<String> answer, int status, String code) {
        assertThat(read(answer).path("code").asText()).as(answer.getBody()).isEqualTo(code);
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
    }

    private JsonNode read(ResponseEntity<String> answer) {
        try {
            return json.readTree(answer.getBody());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
