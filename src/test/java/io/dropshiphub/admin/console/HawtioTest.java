package io.dropshiphub.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.testing.HubTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.test.spring.junit5.DisableJmx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What Hawtio's Camel tab needs, asked the way Hawtio asks it. */
@DisableJmx(false)
// a name of its own: other tests of this JVM have their hubs in JMX, too
@HubTest(properties = {"hub.routes.directory=src/test/routes/console", "camel.main.name=hawtio-test"})
class HawtioTest {

    private static final String CONTEXT = "org.apache.camel:context=hawtio-test,type=context,name=*";

    @Autowired
    TestRestTemplate http;

    @LocalServerPort
    int port;

    @Test
    void the_page_is_there() {
        ResponseEntity<String> page = http.getForEntity("/actuator/hawtio/", String.class);

        assertThat(page.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(page.getBody()).contains("<title>Hawtio</title>").contains("static/js/main");
    }

    @Test
    void the_context_and_its_routes_are_found() {
        assertThat(jolokia("search", CONTEXT, Map.of()).get("value")).hasSize(1);
        assertThat(jolokia("search", "org.apache.camel:context=hawtio-test,type=routes,*", Map.of())
                        .get("value")
                        .toString())
                .contains("console-outer", "console-inner");
        assertThat(jolokia("search", "org.apache.camel:context=hawtio-test,type=processors,*", Map.of())
                        .get("value")
                        .toString())
                .contains("console-outer-choice");
    }

    @Test
    void the_diagram_has_its_source() {
        String xml = jolokia("exec", contextName(), Map.of("operation", "dumpRoutesAsXml()"))
                .get("value")
                .asText();

        assertThat(xml).contains("id=\"console-outer\"", "id=\"console-inner\"", "console-outer-choice");
        assertThat(jolokia(
                                "exec",
                                contextName(),
                                Map.of(
                                        "operation",
                                        "dumpRoutesStatsAsXml(boolean,boolean)",
                                        "arguments",
                                        List.of(true, true)))
                        .get("value")
                        .asText())
                .contains("console-outer-choice");
    }

    @Test
    void the_trace_tab_can_switch_tracing_on_and_see_an_exchange() {
        String tracer = onlyName("org.apache.camel:context=hawtio-test,type=tracer,name=BacklogTracer,*");
        assertThat(attribute(tracer, "Standby").asBoolean()).isTrue();
        assertThat(attribute(tracer, "Enabled").asBoolean()).isFalse();

        jolokia("write", tracer, Map.of("attribute", "Enabled", "value", true));
        try {
            assertThat(attribute(tracer, "Enabled").asBoolean()).isTrue();
            jolokia(
                    "exec",
                    contextName(),
                    Map.of(
                            "operation",
                            "requestBody(java.lang.String,java.lang.Object)",
                            "arguments",
                            List.of("direct:console-outer", "hello")));
            assertThat(jolokia("exec", tracer, Map.of("operation", "dumpAllTracedMessagesAsXml()"))
                            .get("value")
                            .asText())
                    .contains("console-outer-choice", "hello");
        } finally {
            jolokia("write", tracer, Map.of("attribute", "Enabled", "value", false));
        }
    }

    @Test
    void the_debug_tab_can_switch_the_debugger_on_and_set_a_breakpoint() {
        String debugger = onlyName("org.apache.camel:context=hawtio-test,type=tracer,name=BacklogDebugger,*");

        jolokia("exec", debugger, Map.of("operation", "enableDebugger()"));
        try {
            assertThat(attribute(debugger, "Enabled").asBoolean()).isTrue();
            jolokia(
                    "exec",
                    debugger,
                    Map.of("operation", "addBreakpoint(java.lang.String)", "arguments", List.of("console-inner-body")));
            assertThat(jolokia("exec", debugger, Map.of("operation", "breakpoints()"))
                            .get("value")
                            .toString())
                    .contains("console-inner-body");
        } finally {
            jolokia("exec", debugger, Map.of("operation", "removeAllBreakpoints()"));
            jolokia("exec", debugger, Map.of("operation", "disableDebugger()"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void no_port_of_the_process_speaks_rmi() throws IOException {
        Set<Integer> ports = listeningPorts();

        assertThat(ports).contains(port).doesNotContain(1099).allSatisfy(open -> assertThat(speaksRmi(open))
                .as("port %s speaks RMI", open)
                .isFalse());
    }

    private String contextName() {
        return onlyName(CONTEXT);
    }

    private String onlyName(String pattern) {
        JsonNode names = jolokia("search", pattern, Map.of()).get("value");
        assertThat(names).as(pattern).hasSize(1);
        return names.get(0).asText();
    }

    private JsonNode attribute(String mbean, String name) {
        return jolokia("read", mbean, Map.of("attribute", name)).get("value");
    }

    private JsonNode jolokia(String type, String mbean, Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("type", type);
        request.put("mbean", mbean);
        JsonNode answer = http.postForObject("/actuator/jolokia", request, JsonNode.class);
        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    /** Opens a conversation as an RMI client does; only a JMX or other RMI port acknowledges it. */
    private static boolean speaksRmi(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(500);
            // "JRMI", version 2, stream protocol
            socket.getOutputStream().write(new byte[] {'J', 'R', 'M', 'I', 0, 2, 0x4b});
            return socket.getInputStream().read() == 0x4e;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Of this process: the listening sockets of the machine that are among its open files. */
    private static Set<Integer> listeningPorts() throws IOException {
        Set<String> inodes = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                Matcher socket = Pattern.compile("socket:\\[(\\d+)]").matcher(target(file));
                if (socket.matches()) {
                    inodes.add(socket.group(1));
                }
            }
        }
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.strip().split("\\s+");
                // 0A is LISTEN
                if (columns.length > 9 && columns[3].equals("0A") && inodes.contains(columns[9])) {
                    ports.add(Integer.parseInt(columns[1].substring(columns[1].lastIndexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            // closed meanwhile
            return "";
        }
    }
}
