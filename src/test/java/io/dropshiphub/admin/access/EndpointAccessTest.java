package io.dropshiphub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.product.Role;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.test.spring.junit5.DisableJmx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/**
 * Walks every endpoint of the running hub as nobody and as each role. What they are to get stands in
 * src/test/resources/access/expected.txt, written by hand and not by looking at the hub's own rules.
 */
@DisableJmx(false)
@HubTest(properties = {"hub.security.door.rate.known.requests=0", "hub.security.door.rate.anonymous.requests=0"})
@AutoConfigureObservability(tracing = false)
class EndpointAccessTest {

    private static final Path EXPECTED = Path.of("src/test/resources/access/expected.txt");

    @Autowired
    WebApplicationContext hub;

    @Autowired
    TestUsers users;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private final Map<String, List<String>> expected = new LinkedHashMap<>();

    @BeforeEach
    void read() throws IOException {
        for (String line : Files.readAllLines(EXPECTED)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.strip().split("\\s+");
                expected.put(words[0] + " " + words[1], List.of(Arrays.copyOfRange(words, 2, words.length)));
            }
        }
    }

    @Test
    void every_endpoint_has_a_line_that_says_who_may_call_it() {
        Set<String> without = new TreeSet<>(Endpoints.of(hub));
        without.removeAll(expected.keySet());

        assertThat(without)
                .as("endpoints without a line in %s: say there who may call them", EXPECTED)
                .isEmpty();
    }

    @Test
    void every_line_is_about_an_endpoint() {
        assertThat(Endpoints.of(hub)).as("what %s speaks of", EXPECTED).containsAll(expected.keySet());
    }

    @Test
    void everybody_gets_what_they_may_and_nothing_else() throws Exception {
        Asking hub = new Asking(port, users);
        List<String> wrong = new ArrayList<>();
        List<Role> callers = new ArrayList<>(Arrays.asList(Role.values()));
        callers.add(null);
        for (Map.Entry<String, List<String>> line : expected.entrySet()) {
            String[] endpoint = line.getKey().split(" ");
            String method = endpoint[0];
            for (Role who : callers) {
                HttpResponse<String> answer = hub.ask(
                        method,
                        sample(endpoint[1]),
                        who,
                        method.equals("GET") ? null : "{}",
                        "Content-Type",
                        "application/json");
                boolean may = line.getValue().contains("anyone")
                        || who != null && line.getValue().contains(name(who));
                boolean letIn = !answer.body().matches("(?s).*\"HUB-SECURITY-40[1-5]\".*");
                if (may != letIn || answer.statusCode() == 500 || who == null && !may && answer.statusCode() != 401) {
                    wrong.add(line.getKey() + " as " + (who == null ? "nobody" : name(who)) + ": " + answer.statusCode()
                            + " " + answer.body().lines().findFirst().orElse(""));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void nobody_learns_from_a_refusal_whether_a_path_exists() throws Exception {
        Asking hub = new Asking(port, users);

        HttpResponse<String> there = hub.ask("GET", "/api/v1/accounts", null, null);
        HttpResponse<String> nowhere = hub.ask("GET", "/api/v1/no-such-thing", null, null);

        assertThat(nowhere.statusCode()).isEqualTo(there.statusCode()).isEqualTo(401);
        assertThat(nowhere.body()).isEqualTo(there.body());
        assertThat(there.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    }

    @Test
    void refusals_of_roles_and_of_false_proofs_are_reported() throws Exception {
        Asking hub = new Asking(port, users);

        assertThat(hub.ask("GET", "/api/v1/users", Role.OPERATOR, null).body()).contains("HUB-SECURITY-402");
        assertThat(hub.ask("GET", "/api/v1/users", null, null, TestUsers.KEY, "hub_guess")
                        .statusCode())
                .isEqualTo(401);
        assertThat(hub.ask("GET", "/api/v1/users", null, null, "Authorization", "Bearer a.b.c")
                        .statusCode())
                .isEqualTo(401);

        for (String kind : List.of("ACCESS_REFUSED", "TOKEN_REFUSED")) {
            await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from security_event where kind = ?")
                            .param(kind)
                            .query(Long.class)
                            .single())
                    .isPositive());
        }
    }

    /** A path that fits the pattern, of things that do not exist. */
    private static String sample(String pattern) {
        return pattern.replaceAll("\\{\\*\\w+}|\\*\\*|\\*", "x")
                .replace("{platform}", "none")
                .replaceAll("\\{\\w+}", "999999");
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
