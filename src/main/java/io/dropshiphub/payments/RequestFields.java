package io.dropshiphub.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields of a request, each read strictly. What was sent is never repeated in a message. */
final class RequestFields {

    private static final int LONGEST = 2000;
    private static final int LONGEST_KEY = 255;
    private static final int MOST_DIGITS = 30;

    /** A number is read digit by digit, and a field that stands twice says nothing. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final ObjectNode object;

    private RequestFields(ObjectNode object) {
        this.object = object;
    }

    /**
     * The fields of a body.
     *
     * @param body JSON as text or bytes, or a map
     * @param known the fields there may be
     * @throws PaymentProblem when it is none of these, has another field, or card data
     */
    static RequestFields of(Object body, Set<String> known) {
        JsonNode read = tree(body);
        if (!(read instanceof ObjectNode object)) {
            throw unreadable();
        }
        CardData.refuse(object.toString());
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new PaymentProblem(
                        "HUB-PAY-031",
                        400,
                        "There is no field '" + (field.length() > 40 ? field.substring(0, 40) + "…" : field)
                                + "'; nothing was done. The fields are " + String.join(", ", new TreeSet<>(known))
                                + ".");
            }
        });
        return new RequestFields(object);
    }

    private static JsonNode tree(Object body) {
        try {
            if (body instanceof Map<?, ?> map) {
                return JSON.valueToTree(map);
            }
            String text = body instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : body instanceof String string ? string : "";
            return JSON.readTree(text);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** The value as it came; null when there is none. */
    JsonNode node(String field) {
        return has(field) ? object.get(field) : null;
    }

    void absent(String field, String because) {
        if (has(field)) {
            throw wrong(field, "left out: " + because);
        }
    }

    /** A text that must be there. */
    String required(String field) {
        return whole(text(field), field);
    }

    /** A text, or null. */
    String text(String field) {
        return has(field) ? plain(object.get(field), field) : null;
    }

    boolean yes(String field, boolean otherwise) {
        if (has(field) && !object.get(field).isBoolean()) {
            throw wrong(field, "true or false");
        }
        return has(field) ? object.get(field).booleanValue() : otherwise;
    }

    /** An object of texts; empty when there is none. */
    Map<String, String> texts(String field) {
        Map<String, String> texts = new TreeMap<>();
        if (has(field)) {
            if (!object.get(field).isObject()) {
                throw wrong(field, "an object of texts");
            }
            object.get(field)
                    .fields()
                    .forEachRemaining(entry -> texts.put(entry.getKey(), plain(entry.getValue(), field)));
        }
        return texts;
    }

    /** An exact amount, from a JSON number or a text. */
    BigDecimal amount(String field) {
        JsonNode value = object.get(field);
        // a floating-point number of a map is no longer what was meant
        boolean exact =
                value != null && (value.isTextual() || value.isNumber() && !value.isDouble() && !value.isFloat());
        try {
            BigDecimal amount = exact ? new BigDecimal(value.asText()) : null;
            if (amount != null && amount.precision() <= MOST_DIGITS && Math.abs(amount.scale()) <= MOST_DIGITS) {
                return positive(amount.scale() < 0 ? amount.setScale(0) : amount, field);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrongAmount(field);
    }

    static BigDecimal positive(BigDecimal amount, String field) {
        if (amount.signum() <= 0) {
            throw wrongAmount(field);
        }
        return amount;
    }

    /** A text that is neither missing nor too long for a key. */
    static String whole(String text, String field) {
        if (text == null || text.isBlank() || text.length() > LONGEST_KEY) {
            throw wrong(field, "a text of 1 to " + LONGEST_KEY + " characters");
        }
        return text;
    }

    static PaymentProblem wrong(String field, String wanted) {
        return new PaymentProblem("HUB-PAY-032", 422, "'" + field + "' must be " + wanted + "; nothing was done.");
    }

    private static PaymentProblem wrongAmount(String field) {
        return new PaymentProblem(
                "HUB-PAY-033",
                422,
                "'" + field
                        + "' must be an exact decimal number above 0 in the currency's main unit, such as 10900 or \"12.50\";"
                        + " nothing was done.");
    }

    private static PaymentProblem unreadable() {
        return new PaymentProblem(
                "HUB-PAY-034", 400, "The request is no JSON object; nothing was done. Send its fields as JSON.");
    }

    private static String plain(JsonNode value, String field) {
        if (!value.isTextual()
                || value.textValue().length() > LONGEST
                || value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw wrong(field, "a text of at most " + LONGEST + " characters, without control characters");
        }
        return value.textValue();
    }
}
