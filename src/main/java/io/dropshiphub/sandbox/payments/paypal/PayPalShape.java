package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.regex.Pattern;

/** One object of a request's body, checked field by field against the published interface description. */
final class PayPalShape {

    private final JsonNode node;
    private final String pointer;

    private PayPalShape(JsonNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    /** The whole body; an empty one counts as an empty object. */
    static ObjectNode body(WireRequest request) throws IOException {
        byte[] bytes = request.body();
        ObjectNode body = bytes.length == 0 ? Json.object() : Json.object(bytes);
        if (body == null) {
            throw PayPalRefusal.body(PayPalIssue.MALFORMED_REQUEST_JSON, "/", null);
        }
        return body;
    }

    static PayPalShape object(JsonNode node, String pointer) {
        if (node == null || node.isMissingNode() || node.isNull()) {
            throw PayPalRefusal.body(PayPalIssue.MISSING_REQUIRED_PARAMETER, pointer, null);
        }
        if (!node.isObject()) {
            throw PayPalRefusal.body(PayPalIssue.INVALID_PARAMETER_SYNTAX, pointer, node.toString());
        }
        return new PayPalShape(node, pointer);
    }

    /** @param pattern of the whole text, or null for any */
    String required(String field, int least, int most, Pattern pattern) {
        String text = optional(field, least, most, pattern);
        if (text == null) {
            throw PayPalRefusal.body(PayPalIssue.MISSING_REQUIRED_PARAMETER, at(field), null);
        }
        return text;
    }

    /** Null when the field is missing. */
    String optional(String field, int least, int most, Pattern pattern) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw PayPalRefusal.body(PayPalIssue.INVALID_PARAMETER_SYNTAX, at(field), value.toString());
        }
        String text = value.textValue();
        if (text.length() < least || text.length() > most) {
            throw PayPalRefusal.body(PayPalIssue.INVALID_STRING_LENGTH, at(field), text);
        }
        if (pattern != null && !pattern.matcher(text).matches()) {
            throw PayPalRefusal.body(PayPalIssue.INVALID_PARAMETER_SYNTAX, at(field), text);
        }
        return text;
    }

    boolean flag(String field, boolean otherwise) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw PayPalRefusal.body(PayPalIssue.INVALID_PARAMETER_SYNTAX, at(field), value.toString());
        }
        return value.booleanValue();
    }

    /** The list in a field, which has to have so many items. */
    JsonNode list(String field, int least, int most) {
        JsonNode list = node.get(field);
        if (list == null || list.isNull()) {
            throw PayPalRefusal.body(PayPalIssue.MISSING_REQUIRED_PARAMETER, at(field), null);
        }
        if (!list.isArray()) {
            throw PayPalRefusal.body(PayPalIssue.INVALID_PARAMETER_SYNTAX, at(field), list.toString());
        }
        if (list.size() < least || list.size() > most) {
            throw PayPalRefusal.body(
                    list.size() < least ? PayPalIssue.INVALID_ARRAY_MIN_ITEMS : PayPalIssue.INVALID_ARRAY_MAX_ITEMS,
                    at(field),
                    null);
        }
        return list;
    }

    private String at(String field) {
        return (pointer.equals("/") ? "" : pointer) + "/" + field;
    }
}
