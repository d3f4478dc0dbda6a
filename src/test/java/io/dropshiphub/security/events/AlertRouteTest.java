package io.dropshiphub.security.events;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.dropshiphub.security.SecurityEvent;
import io.dropshiphub.security.SecurityEvent.Kind;
import io.dropshiphub.security.SecurityEventTrail;
import io.dropshiphub.security.SecurityEventTrail.Filter;
import io.dropshiphub.security.SecurityEventTrail.Line;
import io.dropshiphub.security.SecurityEvents;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@HubTest(
        properties = {
            "hub.routes.include=_shared/*.camel.yaml,security/alert.camel.yaml",
            "hub.security.alerts.every=100ms"
        })
@ExtendWith(OutputCaptureExtension.class)
@Import(AlertRouteTest.Time.class)
class AlertRouteTest {

    private static final String TOKEN = "T0K3N-of-the-webhook";
    private static final List<String> POSTED = new CopyOnWriteArrayList<>();
    private static volatile int status = 200;

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock(Instant.parse("2026-11-21T03:00:10Z"));
        }
    }

    @Autowired
    private SettableClock clock;

    @Autowired
    private SecurityEvents events;

    @Autowired
    private SecurityEventTrail trail;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void webhook(DynamicPropertyRegistry settings) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/hooks/" + TOKEN, request -> {
            String body = new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            POSTED.add(request.getRequestMethod() + " "
                    + request.getRequestHeaders().getFirst("Content-Type") + " " + body);
            request.sendResponseHeaders(status, -1);
            request.close();
        });
        server.start();
        settings.add(
                "hub.security.alerts.webhook-url",
                () -> "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/" + TOKEN);
    }

    @BeforeEach
    void quiet() {
        jdbc.sql("delete from security_event").update();
        POSTED.clear();
        status = 200;
        // events of the test before are of another minute
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void a_severe_event_is_logged_counted_and_posted_once(CapturedOutput output) throws IOException {
        events.report(new SecurityEvent(Kind.AUDIT_BROKEN, null, null, Map.of("seq", "7")));

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(only().handedOnAt()).isNotNull());
        assertThat(POSTED).singleElement().asString().startsWith("POST application/json {");
        JsonNode message = new ObjectMapper().readTree(POSTED.get(0).substring("POST application/json ".length()));
        assertThat(message.get("code").asText()).isEqualTo("HUB-SECURITY-203");
        assertThat(message.get("text").asText()).contains("AUDIT_BROKEN", "{seq=7}");
        assertThat(message.at("/event/kind").asText()).isEqualTo("AUDIT_BROKEN");
        assertThat(message.at("/event/severity").asText()).isEqualTo("HIGH");
        assertThat(meters.get("hub.security.alerts")
                        .tag("kind", "AUDIT_BROKEN")
                        .counter()
                        .count())
                .isPositive();
        assertThat(output).contains("HUB-SECURITY-203").doesNotContain(TOKEN);
    }

    @Test
    void the_same_is_told_again_only_after_a_while() {
        events.report(locked("kim"));
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(only().handedOnAt()).isNotNull());
        long first = only().id();
        clock.advance(Duration.ofMinutes(10));
        events.report(locked("kim"));
        events.report(locked("lee"));

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(all()).hasSize(3).allSatisfy(line -> assertThat(line.handedOnAt())
                        .isNotNull()));
        assertThat(all())
                .filteredOn(line -> line.username().equals("kim"))
                .extracting(Line::countedIn)
                .containsExactly(first, null);
        assertThat(POSTED).hasSize(2);

        clock.advance(Duration.ofMinutes(6));
        events.report(locked("kim"));
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(POSTED).hasSize(3));
    }

    @Test
    void a_harmless_event_is_stored_and_nobody_is_told() {
        events.report(new SecurityEvent(Kind.LOGIN_FAILED, "kim", "10.0.0.1", Map.of()));
        events.report(locked("kim"));

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(POSTED).hasSize(1));
        assertThat(all())
                .filteredOn(line -> line.kind() == Kind.LOGIN_FAILED)
                .singleElement()
                .satisfies(line -> assertThat(line.handedOnAt()).isNull());
        assertThat(POSTED.get(0)).contains("LOGIN_LOCKED");
    }

    @Test
    void an_event_that_did_not_get_through_is_tried_again(CapturedOutput output) {
        status = 500;
        events.report(locked("park"));
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(output).contains("HUB-SECURITY-204"));
        assertThat(only().handedOnAt()).isNull();
        assertThat(output).contains("the webhook answered 500").doesNotContain(TOKEN);

        status = 200;
        clock.advance(Duration.ofMinutes(1));
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(only().handedOnAt()).isNotNull());
        assertThat(POSTED).hasSize(2);
    }

    private static SecurityEvent locked(String username) {
        return new SecurityEvent(Kind.LOGIN_LOCKED, username, "10.0.0.1", Map.of());
    }

    private Line only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    private List<Line> all() {
        return trail.browse(new Filter(null, null, null, 100));
    }
}
