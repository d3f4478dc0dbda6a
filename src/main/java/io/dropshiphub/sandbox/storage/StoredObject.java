package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;

/**
 * An object as it is now.
 *
 * @param id stays the same when the object is overwritten
 * @param generation grows with every overwriting
 * @param createdAt milliseconds since 1970
 * @param updatedAt milliseconds since 1970, of the content
 */
record StoredObject(
        String bucket,
        String name,
        String id,
        long generation,
        Content content,
        Label label,
        long createdAt,
        long updatedAt) {

    /** What was said about the content when it was stored; each may be null. */
    record Label(
            String contentType,
            String cacheControl,
            String disposition,
            String encoding,
            String robots,
            ObjectNode own) {

        static Label of(String contentType, String cacheControl) {
            return new Label(contentType, cacheControl, null, null, null, null);
        }

        private ObjectNode toJson() {
            return Json.object()
                    .put("content_type", contentType)
                    .put("cache_control", cacheControl)
                    .put("disposition", disposition)
                    .put("encoding", encoding)
                    .put("robots", robots)
                    .set("own", own);
        }

        private static Label fromJson(JsonNode json) {
            return new Label(
                    Json.text(json, "content_type"),
                    Json.text(json, "cache_control"),
                    Json.text(json, "disposition"),
                    Json.text(json, "encoding"),
                    Json.text(json, "robots"),
                    json.get("own") instanceof ObjectNode own ? own : null);
        }
    }

    /** Everything but the content, to be found again after a restart. */
    ObjectNode toJson() {
        return Json.object()
                .put("bucket", bucket)
                .put("name", name)
                .put("id", id)
                .put("generation", generation)
                .put("created_at", createdAt)
                .put("updated_at", updatedAt)
                .set("label", label.toJson());
    }

    static StoredObject fromJson(JsonNode json, Content content) {
        return new StoredObject(
                Json.text(json, "bucket"),
                Json.text(json, "name"),
                Json.text(json, "id"),
                json.path("generation").asLong(),
                content,
                Label.fromJson(json.path("label")),
                json.path("created_at").asLong(),
                json.path("updated_at").asLong());
    }
}
