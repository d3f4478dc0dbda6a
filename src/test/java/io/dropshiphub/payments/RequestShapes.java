package io.dropshiphub.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.calls.ApiCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a gateway's JSON requests have to look like, kept as data; finds what is wrong with one. */
public final class RequestShapes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode shapes;

    /** @param resource of the test's class path */
    public RequestShapes(String resource) {
        try {
            shapes = JSON.readTree(Objects.requireNonNull(RequestShapes.class.getResource(resource), resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is wrong with the request; empty when nothing is. */
    public List<String> faults(String name, ApiCall call) {
        JsonNode shape = shapes.path("requests").path(name);
        List<String> faults = new ArrayList<>();
        if (!call.method().equals(shape.path("method").asText())) {
            faults.add("method " + call.method());
        }
        if (!call.path().matches(shape.path("path").asText())) {
            faults.add("path " + call.path());
        }
        check("headers", JSON.valueToTree(call.headers()), shape.path("headers"), faults);
        check("query", query(call), shape.path("query"), faults);
        check("body", body(call), shape.path("body"), faults);
        return faults;
    }

    /** Everything a request may have beside what it must have. */
    private void check(String where, JsonNode value, JsonNode declared, List<String> faults) {
        JsonNode shape = declared.has("$ref")
                ? shapes.path("types").path(declared.path("$ref").asText())
                : declared;
        if (shape.isMissingNode()) {
            if (!value.isMissingNode()) {
                faults.add(where + " should not be there");
            }
            return;
        }
        switch (shape.path("type").asText()) {
            case "object" -> object(where, value, shape, faults);
            case "string" -> string(where, value, shape, faults);
            case "integer" -> {
                if (!value.isIntegralNumber()
                        || value.asLong() < shape.path("minimum").asLong(Long.MIN_VALUE)) {
                    faults.add(where + " is no such integer: " + value);
                }
            }
            case "boolean" -> {
                if (!value.isBoolean()) {
                    faults.add(where + " is no boolean: " + value);
                }
            }
            default -> throw new IllegalStateException(where + " has no known type");
        }
    }

    private void object(String where, JsonNode value, JsonNode shape, List<String> faults) {
        if (!value.isObject()) {
            faults.add(where + " is no object: " + value);
            return;
        }
        shape.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(where + " lacks " + name.asText());
            }
        });
        value.fields()
                .forEachRemaining(field -> check(
                        where + "." + field.getKey(),
                        field.getValue(),
                        shape.path("properties").path(field.getKey()),
                        faults));
    }

    private static void string(String where, JsonNode value, JsonNode shape, List<String> faults) {
        String text = value.asText();
        boolean fits = value.isTextual()
                && text.length() >= shape.path("minLength").asInt(0)
                && text.length() <= shape.path("maxLength").asInt(Integer.MAX_VALUE)
                && text.matches("(?s)" + shape.path("pattern").asText(".*"));
        if (shape.has("enum")) {
            boolean listed = false;
            for (JsonNode one : shape.path("enum")) {
                listed |= one.asText().equals(text);
            }
            fits &= listed;
        }
        if (!fits) {
            faults.add(where + " is no such text: " + value);
        }
    }

    private static JsonNode query(ApiCall call) {
        if (call.query() == null) {
            return JSON.missingNode();
        }
        ObjectNode query = JSON.createObjectNode();
        for (String pair : call.query().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static JsonNode body(ApiCall call) {
        try {
            return call.body() == null ? JSON.missingNode() : JSON.readTree(call.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
