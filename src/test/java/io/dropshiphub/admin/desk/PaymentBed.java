package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.product.Role;
import io.dropshiphub.sandbox.Sandbox;
import io.dropshiphub.sandbox.SandboxSettings;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A hub with its real payment routes and a simulated Stripe, which also tells the hub what happens there. */
@HubTest(
        properties = {
            "spring.profiles.active=sandbox",
            "hub.sandbox.enabled=false",
            "SQUARE_ACCESS_TOKEN=",
            "TOSS_SECRET_KEY=",
            "hub.payments.stripe.limits.calls=10000",
            // what is settled is read because of an event, or not at all
            "hub.payments.look.delays=1h",
            "hub.payments.resolve.delays=1h",
            "hub.payments.webhooks.every=200ms",
            "hub.payments.webhooks.apart=500ms",
            "hub.payments.webhooks.delays=200ms,300ms,500ms,1s,1s,1s,1s,1s,1s,1s",
            "hub.payments.webhooks.unknown-for=1s",
            "hub.payments.webhooks.purge-every=500ms",
            "hub.routes.include=_shared/*.camel.yaml,admin/answer.camel.yaml,payments/*.camel.yaml"
        })
abstract class PaymentBed {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final Sandbox SANDBOX =
            Sandbox.start(SandboxSettings.defaults().onPort(0).withoutQuota().withDownloadImages(false));

    @Autowired
    TestRestTemplate http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    private TestUsers users;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry properties) {
        properties.add("STRIPE_BASE_URL", () -> "http://127.0.0.1:" + SANDBOX.port() + "/stripe");
    }

    @AfterEach
    void nothing_is_told_any_more() {
        sandbox(
                "POST",
                "/payments/webhooks",
                "{\"on\": false, \"duplicate\": false, \"reverse\": false, \"forged\": false,"
                        + " \"delay_millis\": 0}");
        sandbox("DELETE", "/faults", "");
        jdbc.sql("truncate webhook_event, payment cascade").update();
    }

    /** From now on Stripe tells this hub what happens, in this manner. */
    void tell(String manner) {
        sandbox(
                "POST",
                "/payments/webhooks",
                "{\"on\": true, \"target\": \"http://127.0.0.1:" + port + "/api/v1/webhooks\"" + manner + "}");
    }

    /** The simulator's own books. */
    JsonNode book(String orderId) {
        return sandbox("GET", "/payments?service=stripe&order_id=" + orderId, "")
                .path(0);
    }

    static JsonNode sandbox(String method, String path, String body) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SANDBOX.port() + "/sandbox" + path))
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A payment of 12.50 USD with a Stripe test method. */
    static String wish(String orderId, String method, String more) {
        return "{\"amount\": \"12.50\", \"currency\": \"USD\", \"order_id\": \"" + orderId
                + "\", \"payment_method\": {\"stripe\": \"" + method + "\"}" + more + "}";
    }

    ResponseEntity<JsonNode> post(String path, String key, String body) {
        return post(Role.ADMIN, path, key, body);
    }

    ResponseEntity<JsonNode> post(Role role, String path, String key, String body) {
        HttpHeaders headers = headers(role);
        if (key != null) {
            headers.set("Idempotency-Key", key);
        }
        return http.exchange(
                "/api/v1/payments" + path, HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    }

    ResponseEntity<JsonNode> get(Role role, String path) {
        return http.exchange(
                "/api/v1/payments" + path, HttpMethod.GET, new HttpEntity<>(headers(role)), JsonNode.class);
    }

    JsonNode show(String id) {
        return get(Role.ADMIN, "/" + id).getBody();
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    private HttpHeaders headers(Role role) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set(TestUsers.KEY, users.key(role));
        return headers;
    }
}
