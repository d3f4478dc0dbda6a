package io.dropshiphub.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A JSON object of a request, read strictly: what would be ignored is refused, and a value has the type it should have. */
final class JsonFields {

    private final String path;
    private final JsonNode object;

    private JsonFields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    /**
     * @param path what stands before the names of its fields in messages, empty for the body itself
     * @param fields those it may have
     */
    static JsonFields of(String path, JsonNode node, Set<String> fields) {
        if (node == null || !node.isObject()) {
            throw OrderProblem.request((path.isEmpty() ? "the body" : path) + " must be a JSON object");
        }
        node.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw OrderProblem.request("there is no field '" + name(path, OrderProblem.shortened(field))
                        + "', only " + new TreeSet<>(fields));
            }
        });
        return new JsonFields(path, node);
    }

    /** The text of a field; null when it is missing or null. */
    String text(String field) {
        JsonNode value = value(field);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        throw OrderProblem.request(name(path, field) + " must be a text");
    }

    /** The same, when it must be there. */
    String mustText(String field) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            throw OrderProblem.request(name(path, field) + " is missing");
        }
        return text;
    }

    /** A whole number that must be there. */
    int mustInt(String field) {
        JsonNode value = value(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt()) {
            throw OrderProblem.request(name(path, field) + " must be a whole number");
        }
        return value.intValue();
    }

    /** An exact amount that must be there, a number or a text of digits with at most one dot. */
    BigDecimal mustAmount(String field) {
        JsonNode value = value(field);
        if (value != null && value.isNumber()) {
            return value.decimalValue();
        }
        if (value != null && value.isTextual() && value.textValue().matches("\\d{1,15}(\\.\\d{1,10})?")) {
            return new BigDecimal(value.textValue());
        }
        throw OrderProblem.request(name(path, field) + " must be an amount such as 19900 or \"12.50\"");
    }

    /** The objects of a list that must be there. */
    List<JsonFields> mustList(String field, Set<String> fields) {
        JsonNode value = value(field);
        if (value == null || !value.isArray()) {
            throw OrderProblem.request(name(path, field) + " must be a list");
        }
        List<JsonFields> list = new ArrayList<>();
        value.forEach(element -> list.add(of(name(path, field) + "[" + list.size() + "]", element, fields)));
        return list;
    }

    /** The object of a field that must be there. */
    JsonFields must(String field, Set<String> fields) {
        return of(name(path, field), value(field), fields);
    }

    /** A map of texts; empty when it is missing. */
    Map<String, String> texts(String field) {
        JsonNode value = value(field);
        Map<String, String> texts = new TreeMap<>();
        if (value != null) {
            Set<String> all = new TreeSet<>();
            value.fieldNames().forEachRemaining(all::add);
            JsonFields fields = of(name(path, field), value, all);
            all.forEach(each -> texts.put(each, fields.mustText(each)));
        }
        return texts;
    }

    private JsonNode value(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private static String name(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
