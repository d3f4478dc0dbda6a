package io.dropshiphub.payments.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Stripe's published description says of requests: data in {@code payments/stripe-shapes.json}. */
final class StripeShapes {

    private static final Pattern METADATA = Pattern.compile("metadata\\[([^\\[\\]]+)]");

    private final JsonNode operations;

    StripeShapes() {
        try (InputStream file = StripeShapes.class.getResourceAsStream("/payments/stripe-shapes.json")) {
            operations = new ObjectMapper().readTree(file).path("operations");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of this request Stripe would not take; empty when nothing. */
    List<String> problems(ApiCall call) {
        JsonNode operation = operations.path(name(call));
        if (operation.isMissingNode()) {
            return List.of("there is no " + name(call));
        }
        Map<String, String> sent = parameters(call);
        List<String> problems = new ArrayList<>();
        operation.path("required").forEach(name -> {
            if (!sent.containsKey(name.asText())) {
                problems.add("lacks " + name.asText());
            }
        });
        Set<String> oneOf = new TreeSet<>();
        operation.path("one_of").forEach(name -> oneOf.add(name.asText()));
        if (!oneOf.isEmpty() && oneOf.stream().filter(sent::containsKey).count() != 1) {
            problems.add("has not one of " + oneOf);
        }
        sent.forEach((name, value) -> problem(operation.path("parameters"), name, value, problems));
        long metadata = sent.keySet().stream()
                .filter(name -> METADATA.matcher(name).matches())
                .count();
        if (metadata > 50) {
            problems.add("has " + metadata + " keys of metadata");
        }
        return problems;
    }

    /** The parameters of a request, decoded. */
    static Map<String, String> parameters(ApiCall call) {
        String form = call.body() == null ? call.query() : new String(call.body(), StandardCharsets.UTF_8);
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : form == null ? new String[0] : form.split("&")) {
            String[] both = pair.split("=", 2);
            String name = URLDecoder.decode(both[0], StandardCharsets.UTF_8);
            if (parameters.put(name, URLDecoder.decode(both[1], StandardCharsets.UTF_8)) != null) {
                throw new IllegalArgumentException(name + " stands twice in " + form);
            }
        }
        return parameters;
    }

    private String name(ApiCall call) {
        String path = operations.has(call.method() + " " + call.path())
                ? call.path()
                : call.path().replaceFirst("/(pi|re)_\\w+", "/{id}");
        return call.method() + " " + path;
    }

    private static void problem(JsonNode parameters, String name, String value, List<String> problems) {
        Matcher metadata = METADATA.matcher(name);
        String type = parameters.path(metadata.matches() ? "metadata" : name).asText("not a parameter of it");
        String[] parts = type.split(":");
        boolean fits =
                switch (parts[0]) {
                    case "integer" -> value.matches("\\d+");
                    case "boolean" -> value.matches("true|false");
                    case "enum" -> List.of(parts[1].split("\\|")).contains(value);
                    case "list" -> !value.isEmpty();
                    case "string" -> parts.length == 1 || value.length() <= Integer.parseInt(parts[1]);
                    case "map" ->
                        metadata.group(1).length() <= Integer.parseInt(parts[2])
                                && value.length() <= Integer.parseInt(parts[3]);
                    default -> false;
                };
        if (!fits) {
            problems.add(name + "=" + value + " is no " + type);
        }
    }
}
