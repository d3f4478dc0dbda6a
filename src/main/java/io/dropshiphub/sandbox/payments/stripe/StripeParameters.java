package io.dropshiphub.sandbox.payments.stripe;

import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The parameters of a request, from its form or its query; nested ones keep their brackets. */
final class StripeParameters {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    // docs.stripe.com/api/metadata
    private static final int METADATA_KEYS = 50;
    private static final int METADATA_KEY = 40;
    private static final int METADATA_VALUE = 500;

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private StripeParameters(String encoded) {
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = WireRequest.decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : WireRequest.decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
    }

    /** @throws StripeRefusal when the body is no form; also an empty one has to say that it is one */
    static StripeParameters form(WireRequest request) throws IOException {
        String type = request.header("Content-Type");
        if (type == null || !type.startsWith(FORM)) {
            throw StripeRefusal.invalid(
                    null,
                    null,
                    "Invalid request (check that your POST content type is " + FORM + "): got " + type + ".");
        }
        return new StripeParameters(new String(request.body(), StandardCharsets.UTF_8));
    }

    static StripeParameters query(WireRequest request) {
        return new StripeParameters(request.query());
    }

    /** @param known names without brackets; with brackets where only certain inner names are known */
    void allowOnly(Set<String> known) {
        for (String name : values.keySet()) {
            String root = root(name);
            if (!known.contains(root) && !known.contains(name) || known.contains(root + "[]") && !isList(name)) {
                throw StripeRefusal.invalid("parameter_unknown", name, "Received unknown parameter: " + name);
            }
        }
    }

    private static String root(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    private static boolean isList(String name) {
        return name.matches("[a-z_]+\\[\\d*]");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether this parameter or one inside it is there. */
    boolean hasAny(String root) {
        return values.keySet().stream().anyMatch(name -> root(name).equals(root));
    }

    /** The last value given, null when there is none. */
    String text(String name) {
        List<String> all = values.get(name);
        if (all == null) {
            return null;
        }
        String value = all.get(all.size() - 1);
        if (value.isEmpty()) {
            throw StripeRefusal.invalid(
                    "parameter_invalid_empty", name, "You passed an empty string for '" + name + "'.");
        }
        return value;
    }

    /** As {@link #text}, but it has to be there. */
    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw StripeRefusal.missing(name);
        }
        return value;
    }

    String text(String name, int longest) {
        String value = text(name);
        if (value != null && value.length() > longest) {
            throw StripeRefusal.invalid(
                    "parameter_invalid_string_too_long",
                    name,
                    "Invalid string: " + name + " must be at most " + longest + " characters.");
        }
        return value;
    }

    /** A whole number from {@code least} to {@code most}, or {@code otherwise} when there is none. */
    long integer(String name, long least, long most, long otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        if (!INTEGER.matcher(value).matches()) {
            throw StripeRefusal.invalid("parameter_invalid_integer", name, "Invalid integer: " + value);
        }
        long number = Long.parseLong(value);
        if (number < least || number > most) {
            throw StripeRefusal.invalid(
                    "parameter_invalid_integer",
                    name,
                    "Invalid integer: " + value + " must be from " + least + " to " + most + ".");
        }
        return number;
    }

    boolean flag(String name) {
        String value = text(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw StripeRefusal.invalid(null, name, "Invalid boolean: " + value);
        }
        return "true".equals(value);
    }

    /** One of these words, or null. */
    String choice(String name, Set<String> words) {
        String value = text(name);
        if (value != null && !words.contains(value)) {
            throw StripeRefusal.invalid(null, name, "Invalid " + name + ": must be one of " + words);
        }
        return value;
    }

    /** All values of a list such as {@code expand[]}. */
    List<String> list(String root) {
        return values.entrySet().stream()
                .filter(entry -> root(entry.getKey()).equals(root))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** Never null. */
    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String name : values.keySet()) {
            if (root(name).equals("metadata")) {
                String key = name.equals("metadata") ? "" : name.substring("metadata[".length(), name.length() - 1);
                String value = values.get(name).get(0);
                if (!name.endsWith("]") || key.isEmpty() || key.contains("[") || key.length() > METADATA_KEY) {
                    throw StripeRefusal.invalid(
                            null, name, "Metadata keys have 1 to " + METADATA_KEY + " characters and no brackets.");
                }
                if (value.length() > METADATA_VALUE) {
                    throw StripeRefusal.invalid(
                            null, name, "Metadata values have at most " + METADATA_VALUE + " characters.");
                }
                metadata.put(key, value);
            }
        }
        if (metadata.size() > METADATA_KEYS) {
            throw StripeRefusal.invalid(null, "metadata", "At most " + METADATA_KEYS + " metadata keys are kept.");
        }
        return metadata;
    }

    /** The same for the same parameters in any order. */
    @Override
    public String toString() {
        return new TreeMap<>(values).toString();
    }
}
