package io.dropshiphub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.product.Role;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often and how much somebody may send, and what every answer says to browsers. */
@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,security/*.camel.yaml,admin/*.camel.yaml",
            "hub.security.door.rate.known.requests=40",
            "hub.security.door.rate.known.per=1h",
            "hub.security.door.rate.anonymous.requests=4",
            "hub.security.door.rate.anonymous.per=1h",
            "hub.security.door.rate.log-in.requests=3",
            "hub.security.door.rate.log-in.per=1h",
            "hub.security.door.body.most=10KB"
        })
class DoorLimitsTest {

    @Autowired
    TestUsers users;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void who_asks_too_often_waits_and_nobody_else_does() throws Exception {
        Asking hub = new Asking(port, users);
        for (int i = 0; i < 4; i++) {
            assertThat(hub.ask("GET", "/api/v1/accounts", null, null, "X-Forwarded-For", "192.0.2." + i)
                            .statusCode())
                    .isEqualTo(401);
        }

        // what a stranger says of his address is not believed
        HttpResponse<String> refused = hub.ask("GET", "/api/v1/accounts", null, null, "X-Forwarded-For", "192.0.2.99");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("HUB-SECURITY-406");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 901);
        assertThat(hub.ask("GET", "/actuator/health", null, null).statusCode()).isEqualTo(200);

        for (int i = 0; i < 40; i++) {
            assertThat(hub.ask("GET", "/api/v1/auth/me", Role.VIEWER, null).statusCode())
                    .isEqualTo(200);
        }
        assertThat(hub.ask("GET", "/api/v1/auth/me", Role.VIEWER, null).statusCode())
                .isEqualTo(429);
        assertThat(hub.ask("GET", "/api/v1/auth/me", Role.ADMIN, null).statusCode())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(events("RATE_LIMITED")).isGreaterThanOrEqualTo(2));
    }

    @Test
    void log_ins_are_counted_by_themselves() throws Exception {
        Asking hub = new Asking(port, users);
        String body = "{\"refresh_token\": \"guess\"}";
        for (int i = 0; i < 3; i++) {
            assertThat(hub.ask("POST", "/api/v1/auth/refresh", Role.SELLER, body, "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(hub.ask("POST", "/api/v1/auth/refresh", Role.SELLER, body, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void a_body_that_is_too_large_is_not_read_whether_it_says_so_or_not() throws Exception {
        String large = "{\"reason\": \"" + "x".repeat(20_000) + "\"}";
        HttpResponse<String> announced = new Asking(port, users)
                .ask("POST", "/api/v1/platforms/naver/pause", Role.ADMIN, large, "Content-Type", "application/json");
        HttpResponse<String> chunked = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/platforms/naver/pause"))
                                .header("Content-Type", "application/json")
                                .header(TestUsers.KEY, users.key(Role.ADMIN))
                                .POST(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(large.getBytes())))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.body()).contains("HUB-SECURITY-407");
        assertThat(chunked.statusCode()).as(chunked.body()).isEqualTo(413);
        assertThat(chunked.body()).contains("HUB-SECURITY-407");
    }

    @Test
    void answers_tell_browsers_to_keep_nothing_and_guess_nothing() throws Exception {
        HttpResponse<String> answer = new Asking(port, users).ask("GET", "/api/v1/accounts", Role.ADMIN, null);

        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    private long events(String kind) {
        return jdbc.sql("select count(*) from security_event where kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }
}
