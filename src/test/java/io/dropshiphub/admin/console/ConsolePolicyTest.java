package io.dropshiphub.admin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.product.Role;
import io.dropshiphub.testing.HubTest;
import io.dropshiphub.testing.TestUsers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import org.apache.camel.test.spring.junit5.DisableJmx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** What each role may do through Jolokia, asked the way Hawtio asks it. */
@DisableJmx(false)
@HubTest(properties = "hub.routes.directory=src/test/routes/console")
class ConsolePolicyTest {

    private static final String MEMORY = "java.lang:type=Memory";

    @Autowired
    TestRestTemplate http;

    @Autowired
    TestUsers users;

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "OPERATOR", "VIEWER"})
    void staff_reads_figures_and_searches(Role who) throws Exception {
        assertThat(ask(who, read(MEMORY, "HeapMemoryUsage"))).isEqualTo(200);
        assertThat(ask(who, read(bean("routes", "console-outer"), "State"))).isEqualTo(200);
        assertThat(ask(who, Map.of("type", "search", "mbean", "org.apache.camel:*")))
                .isEqualTo(200);
        assertThat(ask(who, Map.of("type", "version"))).isEqualTo(200);
        assertThat(ask(who, Map.of("type", "list", "path", "java.lang"))).isEqualTo(200);
    }

    @Test
    void a_seller_gets_nothing() throws Exception {
        assertThat(answer(Role.SELLER, read(MEMORY, "HeapMemoryUsage"))
                        .path("code")
                        .asText())
                .isEqualTo("HUB-SECURITY-402");
    }

    @Test
    void operators_steer_routes_and_viewers_do_not() throws Exception {
        String route = bean("routes", "console-inner");

        for (String operation : List.of("suspend()", "resume()", "dumpRouteAsXml()", "reset()")) {
            assertThat(ask(Role.OPERATOR, exec(route, operation))).as(operation).isEqualTo(200);
            assertThat(ask(Role.VIEWER, exec(route, operation))).as(operation).isEqualTo(403);
        }
        assertThat(ask(Role.OPERATOR, exec(bean("context", "*"), "stop()"))).isEqualTo(403);
        assertThat(ask(Role.OPERATOR, exec(MEMORY, "gc()"))).isEqualTo(403);
    }

    @Test
    void only_administrators_see_messages_and_change_attributes() throws Exception {
        String tracer = bean("tracer", "BacklogTracer");
        Map<String, Object> show = exec(tracer, "dumpAllTracedMessagesAsXml()");
        Map<String, Object> off = Map.of("type", "write", "mbean", tracer, "attribute", "Enabled", "value", false);

        assertThat(ask(Role.ADMIN, show)).isEqualTo(200);
        assertThat(ask(Role.OPERATOR, show)).isEqualTo(403);
        assertThat(ask(Role.ADMIN, off)).isEqualTo(200);
        assertThat(ask(Role.OPERATOR, off)).isEqualTo(403);
        assertThat(ask(Role.VIEWER, off)).isEqualTo(403);
    }

    @Test
    void nobody_makes_traces_show_tokens() throws Exception {
        assertThat(ask(
                        Role.ADMIN,
                        Map.of(
                                "type",
                                "write",
                                "mbean",
                                bean("tracer", "BacklogTracer"),
                                "attribute",
                                "TraceFilter",
                                "value",
                                "")))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.management:type=DiagnosticCommand|vmSystemProperties()",
                "com.sun.management:type=DiagnosticCommand|help(java.lang.String[])",
                "com.sun.management:type=HotSpotDiagnostic|dumpHeap(java.lang.String,boolean)",
                "com.sun.management:type=HotSpotDiagnostic|getVMOption(java.lang.String)",
                "java.util.logging:type=Logging|setLoggerLevel(java.lang.String,java.lang.String)",
                "jdk.management.jfr:type=FlightRecorder|newRecording()"
            })
    void not_even_administrators_take_the_process_over(String call) throws Exception {
        String[] parts = call.split("\\|");

        assertThat(ask(Role.ADMIN, exec(parts[0], parts[1]))).isEqualTo(403);
    }

    @Test
    void routes_come_from_files_only() throws Exception {
        Map<String, Object> add = Map.of(
                "type",
                "exec",
                "mbean",
                bean("context", "*"),
                "operation",
                "addOrUpdateRoutesFromXml(java.lang.String)",
                "arguments",
                List.of("<routes/>"));

        assertThat(ask(Role.ADMIN, add)).isIn(403, 404);
    }

    @Test
    void what_the_process_was_started_with_is_not_shown() throws Exception {
        assertThat(ask(Role.ADMIN, read("java.lang:type=Runtime", "SystemProperties")))
                .isEqualTo(403);
        assertThat(ask(Role.ADMIN, read("java.lang:type=Runtime", "InputArguments")))
                .isEqualTo(403);
        assertThat(ask(Role.ADMIN, read("java.lang:type=Runtime", "Uptime"))).isEqualTo(200);
        // all attributes at once, and under a pattern
        assertThat(answer(Role.ADMIN, Map.of("type", "read", "mbean", "java.lang:type=Runtime"))
                        .toString())
                .doesNotContain("java.class.path", "-Dbasedir");
        assertThat(answer(Role.ADMIN, Map.of("type", "read", "mbean", "java.lang:type=Runti*"))
                        .toString())
                .doesNotContain("java.class.path", "-Dbasedir");
    }

    @Test
    void each_request_of_a_bulk_is_judged() throws Exception {
        JsonNode answers = json.readTree(post(
                Role.VIEWER,
                List.of(
                        read(MEMORY, "HeapMemoryUsage"),
                        exec(MEMORY, "gc()"),
                        Map.of("type", "write", "mbean", MEMORY, "attribute", "Verbose", "value", true))));

        assertThat(answers.findValuesAsText("status")).containsExactly("200", "403", "403");
    }

    @Test
    void the_policy_holds_for_addresses_too_and_for_the_path_through_hawtio() throws Exception {
        String read = "/read/java.lang:type=Memory/HeapMemoryUsage";
        String exec = "/exec/java.lang:type=Memory/gc";
        for (String console : List.of("/actuator/jolokia", "/actuator/hawtio/jolokia")) {
            assertThat(json.readTree(get(Role.VIEWER, console + read))
                            .path("status")
                            .asInt())
                    .isEqualTo(200);
            assertThat(json.readTree(get(Role.VIEWER, console + exec))
                            .path("status")
                            .asInt())
                    .isEqualTo(403);
        }
    }

    @Test
    void nobody_reaches_other_machines_through_it() throws Exception {
        try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + elsewhere.getLocalPort() + "/jmxrmi";
            ask(
                    Role.ADMIN,
                    Map.of(
                            "type",
                            "read",
                            "mbean",
                            MEMORY,
                            "attribute",
                            "HeapMemoryUsage",
                            "target",
                            Map.of("url", url)));

            elsewhere.setSoTimeout(100);
            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private String bean(String type, String name) throws Exception {
        String pattern = "org.apache.camel:type=" + type + (name.equals("*") ? ",*" : ",name=\"" + name + "\",*");
        JsonNode found =
                answer(Role.ADMIN, Map.of("type", "search", "mbean", pattern)).path("value");
        if (found.isEmpty()) {
            found = answer(Role.ADMIN, Map.of("type", "search", "mbean", pattern.replace("\"", "")))
                    .path("value");
        }
        assertThat(found).as(pattern).isNotEmpty();
        return found.get(0).asText();
    }

    private static Map<String, Object> read(String bean, String attribute) {
        return Map.of("type", "read", "mbean", bean, "attribute", attribute);
    }

    private static Map<String, Object> exec(String bean, String operation) {
        return Map.of("type", "exec", "mbean", bean, "operation", operation);
    }

    /** Jolokia's own status. */
    private int ask(Role who, Map<String, ?> request) throws Exception {
        return answer(who, request).path("status").asInt();
    }

    private JsonNode answer(Role who, Map<String, ?> request) throws Exception {
        return json.readTree(post(who, request));
    }

    private String post(Role who, Object request) throws Exception {
        HttpHeaders headers = headers(who);
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.postForObject(
                "/actuator/jolokia", new HttpEntity<>(json.writeValueAsString(request), headers), String.class);
    }

    private String get(Role who, String path) {
        return http.exchange(path, HttpMethod.GET, new HttpEntity<>(headers(who)), String.class)
                .getBody();
    }

    private HttpHeaders headers(Role who) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(TestUsers.KEY, users.key(who));
        return headers;
    }
}
