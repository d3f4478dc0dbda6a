package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.Set;

/** The fields of a JSON request, read as strictly as Square does: known names, the right types, the right lengths. */
final class SquareFields {

    /** Amounts are 64 bits on the wire; what a card can pay ends far below. */
    private static final long MOST = 9_999_999_999L;

    /** An amount in the smallest unit. */
    record Amount(long amount, String currency) {

        ObjectNode json() {
            return Json.object().put("amount", amount).put("currency", currency);
        }
    }

    private final ObjectNode body;

    private SquareFields(ObjectNode body) {
        this.body = body;
    }

    /** @throws SquareRefusal when the body is no JSON object; none at all is an empty one */
    static SquareFields of(WireRequest request) throws IOException {
        if (request.body().length == 0) {
            return new SquareFields(Json.object());
        }
        String type = request.header("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            throw SquareRefusal.of(
                    415,
                    "INVALID_REQUEST_ERROR",
                    "UNSUPPORTED_MEDIA_TYPE",
                    null,
                    "The content type must be application/json.");
        }
        ObjectNode body = Json.object(request.body());
        if (body == null) {
            throw SquareRefusal.invalid("EXPECTED_JSON_BODY", null, "Expected a JSON object in the body.");
        }
        return new SquareFields(body);
    }

    /** @param known all names that may appear */
    SquareFields only(Set<String> known) {
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw SquareRefusal.invalid("BAD_REQUEST", null, "The field named '" + name + "' is unrecognized.");
            }
        });
        return this;
    }

    private JsonNode value(String name) {
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /** Of at most this length, or null. */
    String text(String name, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw SquareRefusal.invalid("EXPECTED_STRING", name, "Expected a string value.");
        }
        if (value.textValue().length() > longest) {
            throw SquareRefusal.invalid(
                    "VALUE_TOO_LONG", name, "Field must not be greater than " + longest + " in length");
        }
        return value.textValue();
    }

    String requiredText(String name, int longest) {
        String text = text(name, longest);
        if (text == null) {
            throw missing(name);
        }
        if (text.isEmpty()) {
            throw SquareRefusal.invalid("VALUE_EMPTY", name, "Field must not be blank");
        }
        return text;
    }

    static SquareRefusal missing(String name) {
        return SquareRefusal.invalid("MISSING_REQUIRED_PARAMETER", name, "Missing required parameter.");
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw SquareRefusal.invalid("EXPECTED_BOOLEAN", name, "Expected a boolean value.");
        }
        return value == null ? otherwise : value.booleanValue();
    }

    /** An amount that has to be there, of at least the smallest unit. */
    Amount amount(String name) {
        JsonNode money = value(name);
        if (money == null) {
            throw missing(name);
        }
        if (!(money instanceof ObjectNode object)) {
            throw SquareRefusal.invalid("EXPECTED_OBJECT", name, "Expected an object value.");
        }
        SquareFields fields = new SquareFields(object).only(Set.of("amount", "currency"));
        JsonNode amount = fields.value("amount");
        String number = name + ".amount";
        if (amount == null) {
            throw missing(number);
        }
        if (!amount.isIntegralNumber()) {
            throw SquareRefusal.invalid("EXPECTED_INTEGER", number, "Expected an integer value.");
        }
        if (!amount.canConvertToLong() || amount.longValue() > MOST) {
            throw SquareRefusal.invalid(
                    "VALUE_TOO_HIGH", number, "`" + number + "` must not be greater than " + MOST + ".");
        }
        if (amount.longValue() < 1) {
            throw SquareRefusal.invalid("VALUE_TOO_LOW", number, "`" + number + "` must be greater than 0.");
        }
        JsonNode currency = fields.value("currency");
        if (currency == null) {
            throw missing(name + ".currency");
        }
        if (!currency.isTextual()) {
            throw SquareRefusal.invalid("EXPECTED_STRING", name + ".currency", "Expected a string value.");
        }
        return new Amount(amount.longValue(), SquareLocation.checked(currency.textValue(), name + ".currency"));
    }

    /** The same for the same request. */
    @Override
    public String toString() {
        return body.toString();
    }
}
