package io.dropshiphub.sandbox.storage;

import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reading objects and what is known of them. */
final class SupabaseReads {

    private final ObjectStore store;

    SupabaseReads(ObjectStore store) {
        this.store = store;
    }

    /** Only of a public bucket; a private one is as good as absent. */
    WireReply publicRead(Routes.Call call) {
        return isPublic(call) ? read(call) : SupabaseReplies.noBucket();
    }

    WireReply publicInfo(Routes.Call call) {
        return isPublic(call) ? info(call) : SupabaseReplies.noBucket();
    }

    private boolean isPublic(Routes.Call call) {
        StorageSettings.Bucket bucket = store.bucket(call.variable(0));
        return bucket != null && bucket.publicRead();
    }

    WireReply read(Routes.Call call) {
        StoredObject object = store.get(call.variable(0), call.variable(1));
        return object == null ? SupabaseReplies.noObject() : content(object, call.request(), null);
    }

    /** @param expires when a signed address ends, null for another one */
    static WireReply content(StoredObject object, WireRequest request, Long expires) {
        StoredObject.Label label = object.label();
        List<String> headers = new ArrayList<>(List.of(
                "ETag", SupabaseReplies.etag(object),
                "Last-Modified", HttpDates.of(object.updatedAt()),
                "X-Robots-Tag", label.robots() == null ? "none" : label.robots()));
        headers.addAll(
                expires == null
                        ? List.of("Cache-Control", label.cacheControl())
                        : List.of("Expires", HttpDates.of(expires)));
        String download = request.parameter("download");
        if (download != null) {
            String name = URLEncoder.encode(download, StandardCharsets.UTF_8).replace("+", "%20");
            headers.addAll(List.of(
                    "Content-Disposition",
                    download.isEmpty()
                            ? "attachment;"
                            : "attachment; filename=" + name + "; filename*=UTF-8''" + name + ";"));
        }
        // a stored web page must not run in the name of the project
        String type = label.contentType().contains("text/html") ? "text/plain" : label.contentType();
        return ContentReply.of(object.content(), type, request, headers);
    }

    WireReply info(Routes.Call call) {
        StoredObject object = store.get(call.variable(0), call.variable(1));
        if (object == null) {
            return SupabaseReplies.noObject();
        }
        return Json.reply(
                200,
                Json.object()
                        .put("id", object.id())
                        .put("name", object.name())
                        .put("bucket_id", object.bucket())
                        .put("size", object.content().size())
                        .put("content_type", object.label().contentType())
                        .put("cache_control", object.label().cacheControl())
                        .put("etag", SupabaseReplies.etag(object))
                        .put(
                                "last_modified",
                                Instant.ofEpochMilli(object.updatedAt()).toString())
                        .put(
                                "created_at",
                                Instant.ofEpochMilli(object.createdAt()).toString())
                        .set("metadata", object.label().own()));
    }

    WireReply bucket(Routes.Call call) {
        StorageSettings.Bucket bucket = store.bucket(call.variable(0));
        if (bucket == null) {
            return SupabaseReplies.noBucket();
        }
        var reply = Json.object()
                .put("id", bucket.name())
                .put("name", bucket.name())
                .put("public", bucket.publicRead())
                .put("file_size_limit", bucket.maxBytes() == 0 ? null : bucket.maxBytes());
        if (bucket.mimeTypes().isEmpty()) {
            reply.putNull("allowed_mime_types");
        } else {
            bucket.mimeTypes().forEach(reply.putArray("allowed_mime_types")::add);
        }
        return Json.reply(200, reply);
    }
}
