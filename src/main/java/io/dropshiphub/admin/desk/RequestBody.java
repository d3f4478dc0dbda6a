package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.admin.http.HiddenBody;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Reads the small JSON objects that desks are sent. */
@Component
class RequestBody {

    private final ObjectMapper mapper;

    RequestBody(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The body as an object; an empty body is an empty object.
     *
     * @throws BadRequest when it is JSON of another kind
     * @throws JsonProcessingException when it is no JSON
     */
    ObjectNode object(String body) throws JsonProcessingException {
        return object(body, mapper.reader());
    }

    /** The same for a body with amounts: as they are written, never as floating-point numbers. */
    ObjectNode exact(HiddenBody body) throws JsonProcessingException {
        return object(
                body == null ? null : body.text(),
                mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS));
    }

    private ObjectNode object(String body, ObjectReader reader) throws JsonProcessingException {
        if (body == null || body.isBlank()) {
            return mapper.createObjectNode();
        }
        JsonNode read;
        try {
            read = reader.readTree(body);
        } catch (JsonProcessingException e) {
            throw withoutText(e);
        }
        if (read instanceof ObjectNode object) {
            return object;
        }
        throw BadRequest.body("send a JSON object.");
    }

    /** The same for a body with secrets. */
    ObjectNode object(HiddenBody body) throws JsonProcessingException {
        return object(body == null ? null : body.text());
    }

    /** The text of a field, or null when it is missing or null. */
    static String text(ObjectNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    /**
     * Lets nothing pass that would be ignored.
     *
     * @param hint where else it could go
     * @throws BadRequest when the object has another field than these
     */
    static void only(ObjectNode object, Set<String> fields, String hint) {
        object.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw BadRequest.body("'" + BadRequest.shortened(field) + "' cannot be changed here, only "
                        + new TreeSet<>(fields) + "; " + hint + ". Nothing was changed.");
            }
        });
    }

    <T> T as(ObjectNode object, Class<T> type) throws JsonProcessingException {
        try {
            return mapper.treeToValue(object, type);
        } catch (JsonProcessingException e) {
            throw withoutText(e);
        }
    }

    /** The same trouble at the same place; Jackson's message repeats what was sent, and logs and traces show messages. */
    private static JsonProcessingException withoutText(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException unfit)) {
            return new JsonParseException(null, "the body is no JSON", e.getLocation());
        }
        JsonMappingException told =
                new JsonMappingException(null, "a field has a value of the wrong type", e.getLocation());
        List<JsonMappingException.Reference> path = unfit.getPath();
        for (int i = path.size() - 1; i >= 0; i--) {
            told.prependPath(path.get(i));
        }
        return told;
    }
}
