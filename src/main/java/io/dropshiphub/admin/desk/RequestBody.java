package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        if (body == null || body.isBlank()) {
            return mapper.createObjectNode();
        }
        JsonNode read = mapper.readTree(body);
        if (read instanceof ObjectNode object) {
            return object;
        }
        throw BadRequest.body("send a JSON object.");
    }

    /** The text of a field, or null when it is missing or null. */
    static String text(ObjectNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    <T> T as(ObjectNode object, Class<T> type) throws JsonProcessingException {
        return mapper.treeToValue(object, type);
    }
}
