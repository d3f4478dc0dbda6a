package io.dropshiphub.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reading and writing JSON without classes: a simulator sees what was sent, not what a mapping made of it. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);

    private Json() {}

    /** The object in these bytes, or null when they hold none. */
    public static ObjectNode object(byte[] body) {
        try {
            return TREES.readValue(body) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static WireReply reply(int status, JsonNode node) {
        return WireReply.of(status, WireReply.JSON, bytes(node));
    }

    /** The text of a field, null when it is missing, null or no text. */
    public static String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    /** Whether a field is missing, null or blank text. */
    public static boolean missing(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null
                || value.isNull()
                || value.isTextual() && value.textValue().isBlank();
    }

    /** Whether a field holds a whole number of at least {@code least}. */
    public static boolean whole(JsonNode node, String field, long least) {
        JsonNode value = node.get(field);
        return value != null && value.canConvertToLong() && value.isIntegralNumber() && value.longValue() >= least;
    }

    public static long number(JsonNode node, String field, long otherwise) {
        JsonNode value = node.get(field);
        return value != null && value.isIntegralNumber() ? value.longValue() : otherwise;
    }
}
