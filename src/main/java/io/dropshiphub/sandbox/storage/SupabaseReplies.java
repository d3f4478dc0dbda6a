package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.WireReply;
import java.time.Instant;

/** How Supabase Storage answers: nearly every refusal is an HTTP 400 whose body tells the real status, as text. */
final class SupabaseReplies {

    /** Cloudflare's and Supabase's own: the database did not answer in time. */
    private static final int DATABASE_TIMEOUT = 544;

    private SupabaseReplies() {}

    static WireReply error(int status, String code, String error, String message) {
        boolean honest = status == 500 || status == DATABASE_TIMEOUT || status == 429;
        return Json.reply(
                honest ? status : 400,
                Json.object()
                        .put("statusCode", Integer.toString(status))
                        .put("code", code)
                        .put("error", error)
                        .put("message", message));
    }

    static WireReply noBucket() {
        return error(404, "NoSuchBucket", "Bucket not found", "Bucket not found");
    }

    static WireReply noObject() {
        return error(404, "NoSuchKey", "not_found", "Object not found");
    }

    static WireReply duplicate() {
        return error(409, "KeyAlreadyExists", "Duplicate", "The resource already exists");
    }

    static WireReply invalidKey(String key) {
        return error(400, "InvalidKey", "InvalidKey", "Invalid key: " + key);
    }

    static WireReply invalidMime(String type) {
        return error(415, "InvalidMimeType", "invalid_mime_type", "mime type " + type + " is not supported");
    }

    static WireReply tooLarge() {
        return error(413, "EntityTooLarge", "Payload too large", "The object exceeded the maximum allowed size");
    }

    static WireReply denied(String message) {
        return error(403, "AccessDenied", "Unauthorized", message);
    }

    static WireReply invalidToken(String message) {
        return error(400, "InvalidJWT", "InvalidJWT", message);
    }

    static WireReply invalidSignature() {
        return error(400, "InvalidSignature", "InvalidSignature", "The url do not match the signature");
    }

    static WireReply noContent() {
        return error(400, "InvalidRequest", "InvalidRequest", "No content provided");
    }

    static WireReply tooManyAtOnce(int most) {
        return error(
                400,
                "InvalidRequest",
                "InvalidRequest",
                "Bulk object requests are limited to " + most + " objects per request.");
    }

    /** A request that does not have the form that the service wants, refused before it is looked at. */
    static WireReply schema(String message) {
        return error(400, "FST_ERR_VALIDATION", "Error", message);
    }

    static WireReply noRoute(String method, String path) {
        ObjectNode reply = Json.object()
                .put("statusCode", 404)
                .put("error", "Not Found")
                .put("message", "Route " + method + ":" + path + " not found");
        return Json.reply(404, reply);
    }

    /** What a project without image transformation answers; this one has its own status. */
    static WireReply noTransformation() {
        return Json.reply(
                403,
                Json.object()
                        .put("statusCode", "403")
                        .put("code", "FeatureNotEnabled")
                        .put("error", "FeatureNotEnabled")
                        .put("message", "feature not enabled for this tenant"));
    }

    static WireReply slowDown() {
        return error(429, "SlowDown", "too_many_connections", "Too many connections issued to the database");
    }

    /** The storage service's own failures; what it does not know is the gateway in front of it. */
    static WireReply broken(int status) {
        return switch (status) {
            case 423 -> error(423, "ResourceLocked", "ResourceLocked", "The resource is locked");
            case 429 -> slowDown();
            case 503 -> error(503, "LockTimeout", "acquiring_lock_timeout", "acquiring lock timeout");
            case DATABASE_TIMEOUT ->
                error(
                        DATABASE_TIMEOUT,
                        "DatabaseTimeout",
                        "DatabaseTimeout",
                        "The connection to the database timed out");
            case 500 -> error(500, "InternalError", "Internal", "Internal Server Error");
            default ->
                Json.reply(
                        status,
                        Json.object().put("message", "An invalid response was received from the upstream server"));
        };
    }

    /** An object as a row of the table behind the service. */
    static ObjectNode row(StoredObject object, String name) {
        String created = Instant.ofEpochMilli(object.createdAt()).toString();
        String updated = Instant.ofEpochMilli(object.updatedAt()).toString();
        ObjectNode row = Json.object()
                .put("name", name)
                .put("bucket_id", object.bucket())
                .put("id", object.id())
                .put("updated_at", updated)
                .put("created_at", created)
                .put("last_accessed_at", updated);
        row.putObject("metadata")
                .put("eTag", etag(object))
                .put("size", object.content().size())
                .put("mimetype", object.label().contentType())
                .put("cacheControl", object.label().cacheControl())
                .put("lastModified", updated)
                .put("contentLength", object.content().size())
                .put("httpStatusCode", 200);
        row.set("user_metadata", object.label().own());
        return row;
    }

    static String etag(StoredObject object) {
        return "\"" + object.content().md5Hex() + "\"";
    }
}
