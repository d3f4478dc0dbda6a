package io.dropshiphub.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

@HubTest(
        properties = {
            "hub.routes.directory=./",
            "hub.security.door.rules=classpath:access-rules.txt,file:src/test/routes/http/access-rules.txt",
            "hub.routes.include=routes/_shared/errors.camel.yaml,src/test/routes/http/*.camel.yaml"
        })
@Import(HttpDoorTest.Beans.class)
@AutoConfigureObservability(tracing = false)
class HttpDoorTest {

    @Autowired
    TestRestTemplate http;

    @TestConfiguration
    static class Beans {
        @Bean
        Failing failing() {
            return new Failing();
        }
    }

    /** Fails on request. */
    public static class Failing {
        static class Teapot extends CodedProblem {
            Teapot() {
                super("HUB-TEST-418", 418, "This is a teapot. Ask for tea");
            }
        }

        public void fail(String how) throws IOException {
            switch (how) {
                case "coded" -> throw new IllegalStateException("wrapped", new Teapot());
                case "json" -> new ObjectMapper().readTree("{\"secret\": }");
                case "typed" -> new ObjectMapper().readValue("{\"price\": \"s3cret\"}", Price.class);
                default -> throw new IllegalStateException("password=s3cret");
            }
        }

        record Price(int price) {}
    }

    @Test
    void no_header_or_parameter_reaches_a_route_that_camel_would_obey() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("CamelHttpUri", "http://evil");
        headers.set("cAMELFileName", "../../etc/passwd");
        headers.set("CAMELExecCommand", "rm");
        headers.set("org.apache.camel.Thing", "x");
        headers.set("X-Harmless", "yes");

        String seen = http.exchange(
                        "/api/v1/echo?CamelHttpResponseCode=500&camelBeanMethodName=x&cAmElToEndpoint=log:x&harmless=1",
                        HttpMethod.GET,
                        new HttpEntity<>(headers),
                        String.class)
                .getBody()
                // Camel's own note of what was asked
                .replaceFirst("CamelHttpQuery=[^,}]*", "");

        assertThat(seen)
                .containsIgnoringCase("X-Harmless")
                .contains("harmless=1")
                .doesNotContain(
                        "evil", "passwd", "ExecCommand=", "org.apache.camel.Thing", "BeanMethodName", "cAmElToEndpoint")
                .doesNotContain("CamelHttpResponseCode");
    }

    @Test
    void what_the_caller_sent_does_not_come_back_as_headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Authorization", "Bearer s3cret");
        headers.set("Cookie", "session=s3cret");
        headers.set("X-Harmless", "yes");

        ResponseEntity<String> answer =
                http.exchange("/api/v1/echo", HttpMethod.GET, new HttpEntity<>(headers), String.class);

        assertThat(answer.getHeaders())
                .doesNotContainKeys("Authorization", "Cookie", "X-Harmless", "User-Agent", "Accept");
    }

    @Test
    void a_coded_problem_is_answered_in_its_own_words() {
        ResponseEntity<JsonNode> answer = http.getForEntity("/api/v1/echo/fail/coded", JsonNode.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(418);
        assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(answer.getBody().get("code").asText()).isEqualTo("HUB-TEST-418");
        assertThat(answer.getBody().get("detail").asText()).isEqualTo("This is a teapot. Ask for tea");
        assertThat(answer.getBody().get("status").asInt()).isEqualTo(418);
    }

    @Test
    void an_unreadable_body_is_the_callers_fault() {
        ResponseEntity<JsonNode> broken = http.getForEntity("/api/v1/echo/fail/json", JsonNode.class);
        ResponseEntity<JsonNode> typed = http.getForEntity("/api/v1/echo/fail/typed", JsonNode.class);

        assertThat(broken.getStatusCode().value()).isEqualTo(400);
        assertThat(broken.getBody().get("detail").asText()).contains("line 1");
        assertThat(typed.getStatusCode().value()).isEqualTo(400);
        assertThat(typed.getBody().get("detail").asText())
                .contains("Field price")
                .doesNotContain("s3cret");
    }

    @Test
    void the_hubs_own_failure_tells_an_id_and_nothing_else() {
        ResponseEntity<JsonNode> answer = http.getForEntity("/api/v1/echo/fail/otherwise", JsonNode.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(answer.getBody().get("instance").asText()).startsWith("urn:uuid:");
        assertThat(answer.getBody().toString()).doesNotContain("s3cret", "Exception", "io.dropshiphub");
    }

    @Test
    void unknown_paths_and_methods_are_answered_with_problem_details() {
        ResponseEntity<JsonNode> unknown = http.getForEntity("/api/v1/nothing-here", JsonNode.class);
        ResponseEntity<JsonNode> method = http.postForEntity("/api/v1/echo", "x", JsonNode.class);

        assertThat(unknown.getStatusCode().value()).isEqualTo(404);
        assertThat(unknown.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(method.getStatusCode().value()).isEqualTo(405);
        assertThat(method.getHeaders().getContentType()).hasToString("application/problem+json");
    }

    @Test
    void the_interface_describes_itself_and_can_be_tried_out() {
        JsonNode document = http.getForObject("/api/v1/openapi", JsonNode.class);
        assertThat(document.path("paths").has("/echo")).isTrue();

        ResponseEntity<String> page = http.getForEntity("/docs/", String.class);
        assertThat(page.getBody()).contains("swagger-ui-bundle.js").doesNotContain("http://", "https://");
        assertThat(http.getForEntity("/docs", String.class).getBody()).isEqualTo(page.getBody());
        assertThat(http.getForObject("/docs/start.js", String.class)).contains("/api/v1/openapi");
        assertThat(http.getForEntity("/docs/swagger-ui/swagger-ui-bundle.js", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(http.getForEntity("/docs/swagger-ui/swagger-ui.css", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    void health_and_figures_are_there() {
        assertThat(http.getForObject("/actuator/health/liveness", String.class)).contains("UP");
        assertThat(http.getForObject("/actuator/health/readiness", String.class))
                .contains("\"routes\"", "\"db\"");
        http.getForEntity("/api/v1/echo", String.class);
        assertThat(http.getForObject("/actuator/prometheus", String.class)).contains("camel_", "routeId=\"http-echo\"");
    }
}
