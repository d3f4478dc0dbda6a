package io.dropshiphub.intake.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a JSON request says beside its products. Every member is null when it is not told.
 *
 * @param name the batch's name
 * @param platforms wanted marketplaces
 * @param priority as written
 * @param scheduledAt as written
 * @param autoRetry whether failures are tried again
 * @param maxRetries how often, after the first try
 * @param fitImages whether pictures are fetched and fitted
 * @param spread as written
 * @param hasList whether there is a list of products
 * @param hasSingle whether there is a single product
 */
public record BatchEnvelope(
        String name,
        List<String> platforms,
        String priority,
        String scheduledAt,
        Boolean autoRetry,
        Integer maxRetries,
        Boolean fitImages,
        String spread,
        boolean hasList,
        boolean hasSingle) {

    private static final Set<String> KNOWN =
            Set.of("batch_name", "target_platforms", "priority", "scheduled_at", "spread", "batch_settings");
    private static final int MAX_TOKENS = 500;

    /**
     * Reads the whole document once, keeping only what is no product: a request with a syntax error anywhere is refused
     * before anything is stored.
     *
     * @throws IntakeProblem when it is no JSON or a setting has the wrong type
     */
    public static BatchEnvelope read(Path file, FileFacts facts) throws IOException {
        if (facts.size() == 0) {
            throw new IntakeProblem(
                    IntakeCode.EMPTY_FILE,
                    "the request has no body; send {\"products\": [...], \"target_platforms\": [...]}");
        }
        try (JsonParser parser = JsonItems.JSON.getFactory().createParser(facts.open(file))) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                parser.skipChildren();
                demandEnd(parser);
                return new BatchEnvelope(null, null, null, null, null, null, null, null, true, false);
            }
            if (first != JsonToken.START_OBJECT) {
                throw new IntakeProblem(
                        IntakeCode.JSON_SHAPE, "the body is neither an object nor a list; nothing was stored");
            }
            Map<String, JsonNode> told = new LinkedHashMap<>();
            boolean list = false;
            boolean single = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                list |= field.equals("products") && value == JsonToken.START_ARRAY;
                single |= field.equals("product") && value == JsonToken.START_OBJECT;
                if (KNOWN.contains(field)) {
                    told.put(field, JsonItems.boundedTree(parser, MAX_TOKENS));
                } else {
                    parser.skipChildren();
                }
            }
            demandEnd(parser);
            return of(told, list, single);
        } catch (JsonProcessingException e) {
            throw new IntakeProblem(
                    IntakeCode.JSON_BROKEN,
                    JsonItems.whereAndWhat(e) + "; nothing was stored. Correct the body and send it again");
        }
    }

    private static BatchEnvelope of(Map<String, JsonNode> told, boolean list, boolean single) {
        JsonNode settings = told.get("batch_settings");
        if (settings != null && !settings.isNull() && !settings.isObject()) {
            throw wrong("batch_settings", "an object");
        }
        JsonNode none = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        JsonNode inner = settings == null ? none : settings;
        return new BatchEnvelope(
                text(told.getOrDefault("batch_name", none), "batch_name"),
                texts(told.getOrDefault("target_platforms", none)),
                text(told.getOrDefault("priority", none), "priority"),
                text(told.getOrDefault("scheduled_at", none), "scheduled_at"),
                flag(inner.path("auto_retry_enabled"), "batch_settings.auto_retry_enabled"),
                number(inner.path("max_retry_attempts")),
                flag(inner.path("image_processing_enabled"), "batch_settings.image_processing_enabled"),
                text(told.getOrDefault("spread", none), "spread"),
                list,
                single);
    }

    private static void demandEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IntakeProblem(
                    IntakeCode.JSON_BROKEN,
                    "more text follows the document; nothing was stored. Send one JSON document");
        }
    }

    private static String text(JsonNode node, String field) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw wrong(field, "a text");
        }
        return node.textValue();
    }

    private static List<String> texts(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : node) {
            if (!entry.isTextual()) {
                throw wrong("target_platforms", "a list of texts");
            }
            texts.add(entry.textValue());
        }
        if (!node.isArray() || texts.isEmpty()) {
            throw wrong("target_platforms", "a list with at least one marketplace");
        }
        return texts;
    }

    private static Boolean flag(JsonNode node, String field) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isBoolean()) {
            throw wrong(field, "true or false");
        }
        return node.booleanValue();
    }

    private static Integer number(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isInt() || node.intValue() < 0 || node.intValue() > 1000) {
            throw wrong("batch_settings.max_retry_attempts", "a whole number from 0 to 1000");
        }
        return node.intValue();
    }

    private static IntakeProblem wrong(String field, String wanted) {
        return new IntakeProblem(
                IntakeCode.BAD_SETTING, "'" + field + "' must be " + wanted + "; nothing was stored. Correct it");
    }
}
