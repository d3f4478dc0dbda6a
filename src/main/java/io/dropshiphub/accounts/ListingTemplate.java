package io.dropshiphub.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a seller has set once for all listings of an account: delivery, return, after-sales and notices, by the
 * marketplace's own field names.
 *
 * @param accountId the account
 * @param name what the template is called
 * @param settings the fields; shared by all threads, so copy before changing
 */
public record ListingTemplate(long accountId, String name, ObjectNode settings) {

    /** The object at this field; an empty one when it is missing or no object. */
    public ObjectNode object(String field) {
        return settings.get(field) instanceof ObjectNode found ? found : settings.objectNode();
    }

    /** The text (or number, as text) of this field; null when missing or blank. */
    public String text(String field) {
        JsonNode value = settings.get(field);
        return value == null || value.isNull() || value.asText().isBlank() ? null : value.asText();
    }

    /** Whether this field is true. */
    public boolean flag(String field) {
        JsonNode value = settings.get(field);
        return value != null && value.asBoolean();
    }
}
