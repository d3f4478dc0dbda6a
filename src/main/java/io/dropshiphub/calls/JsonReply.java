package io.dropshiphub.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * An answer and the JSON in it.
 *
 * @param http the answer as it came
 * @param json its body; a missing node when it holds no JSON
 */
public record JsonReply(ApiReply http, JsonNode json) {

    /** Reads the body; whatever is no JSON becomes a missing node. */
    public static JsonReply of(ApiReply reply, ObjectMapper json) {
        try {
            return new JsonReply(reply, reply.body().length == 0 ? json.missingNode() : json.readTree(reply.body()));
        } catch (IOException noJson) {
            return new JsonReply(reply, json.missingNode());
        }
    }

    /** The text (or number, as text) of a top-level field; empty when missing. */
    public String text(String field) {
        return json.path(field).asText();
    }
}
