package io.dropshiphub.security.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** JSON that has one form only (RFC 8785), of objects whose values are texts and whole numbers: what is hashed and signed. */
final class CanonicalJson {

    private CanonicalJson() {}

    /** @param object names and their values, each a text or a {@link Long} */
    static String write(Map<String, ?> object) {
        return new TreeMap<>(object)
                .entrySet().stream()
                        .map(field -> quoted(field.getKey()) + ":" + value(field.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        return value instanceof Long number ? number.toString() : quoted((String) value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                case '\f' -> quoted.append("\\f");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
