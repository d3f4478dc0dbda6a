package io.dropshiphub.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Everything that an administrator gets out of a hub through Jolokia; notes what passes the routes while it is open. */
final class Console implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The tracer keeps at most a thousand; more passes in a second, but not in this. */
    private static final int MILLIS_BETWEEN_DUMPS = 40;

    private final Visitor admin;
    private final String tracer;
    private final String context;
    private final StringBuffer traced = new StringBuffer();
    private final ScheduledExecutorService noting = Executors.newSingleThreadScheduledExecutor();

    /** Switches Camel's tracer on, with everything it can show. */
    Console(Visitor admin) {
        this.admin = admin;
        tracer = only("org.apache.camel:type=tracer,name=BacklogTracer,*");
        context = only("org.apache.camel:context=*,type=context,name=*");
        write("BacklogSize", 1000);
        write("BodyMaxChars", 1_000_000);
        write("IncludeExchangeProperties", true);
        write("IncludeExchangeVariables", true);
        write("Enabled", true);
        noting.scheduleWithFixedDelay(this::note, 0, MILLIS_BETWEEN_DUMPS, TimeUnit.MILLISECONDS);
    }

    /** What has been traced so far; nothing is noted any more. */
    String traces() throws InterruptedException {
        close();
        noting.awaitTermination(10, TimeUnit.SECONDS);
        note();
        return traced.toString();
    }

    /** All attributes of all beans, their descriptions, the routes, and the last messages. */
    List<String> everythingElse() {
        List<String> found = new ArrayList<>();
        found.add(ask(request("list").put("path", "")).toString());
        ObjectNode all = request("read").put("mbean", "*:*");
        all.putObject("config").put("ignoreErrors", true).put("maxDepth", 8);
        found.add(ask(all).toString());
        for (String dump : List.of("dumpRoutesAsXml()")) {
            found.add(ask(request("exec").put("mbean", context).put("operation", dump))
                    .toString());
        }
        for (String dump : List.of("dumpLatestMessageHistoryAsJSon()", "dumpLatestMessageHistoryAsXml()")) {
            found.add(ask(request("exec").put("mbean", tracer).put("operation", dump))
                    .toString());
        }
        return found;
    }

    /** An attribute of the tracer. */
    void write(String attribute, Object value) {
        ask(request("write").put("mbean", tracer).put("attribute", attribute).set("value", JSON.valueToTree(value)));
    }

    private void note() {
        String dump = ask(request("exec").put("mbean", tracer).put("operation", "dumpAllTracedMessagesAsJSon()"))
                .path("value")
                .asText();
        traced.append(dump).append('\n');
    }

    private String only(String pattern) {
        JsonNode names = ask(request("search").put("mbean", pattern)).path("value");
        if (names.size() != 1) {
            throw new IllegalStateException(pattern + " is " + names);
        }
        return names.get(0).asText();
    }

    private static ObjectNode request(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private JsonNode ask(JsonNode request) {
        JsonNode answer = admin.ask("POST", "/actuator/jolokia", request.toString());
        if (answer.path("status").asInt() != 200) {
            throw new IllegalStateException(request + " was answered "
                    + answer.toString().substring(0, Math.min(answer.toString().length(), 2000)));
        }
        return answer;
    }

    @Override
    public void close() {
        noting.shutdown();
    }
}
