package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Multipart;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Uploads of up to 5 GB: the content alone, or a form with one file; resumable ones are not simulated. */
final class SupabaseUploads {

    static final Pattern KEY = Pattern.compile("[A-Za-z0-9_/!.*'() &$=@;:+,?-]+");

    private static final long STANDARD_UPLOAD = 5L * 1024 * 1024 * 1024;
    private static final int MAX_FIELDS = 10;
    private static final String DEFAULT_TYPE = "application/octet-stream";
    private static final String DEFAULT_CACHE = "no-cache";

    private final ObjectStore store;

    SupabaseUploads(ObjectStore store) {
        this.store = store;
    }

    /** {@code POST}: creates, unless the caller wishes to overwrite. */
    WireReply create(Routes.Call call) throws IOException {
        return accepted(call, "true".equals(call.request().header("x-upsert")), true);
    }

    /** {@code PUT}: overwrites. */
    WireReply replace(Routes.Call call) throws IOException {
        return accepted(call, true, true);
    }

    /** By a signed address, whose signature was looked at before. */
    WireReply signed(Routes.Call call, boolean overwrite) throws IOException {
        return accepted(call, overwrite, false);
    }

    private WireReply accepted(Routes.Call call, boolean overwrite, boolean withId) throws IOException {
        StorageSettings.Bucket bucket = store.bucket(call.variable(0));
        String key = call.variable(1);
        if (bucket == null) {
            return SupabaseReplies.noBucket();
        }
        if (!KEY.matcher(key).matches()) {
            return SupabaseReplies.invalidKey(key);
        }
        long generation = overwrite ? ObjectStore.ANY : ObjectStore.ABSENT;
        if (!store.isExpected(bucket.name(), key, generation)) {
            return SupabaseReplies.duplicate();
        }
        Incoming incoming = receive(call.request(), bucket);
        if (incoming.refusal != null) {
            return incoming.refusal;
        }
        StoredObject stored = store.put(bucket.name(), key, incoming.content, incoming.label, generation);
        if (stored == null) {
            return SupabaseReplies.duplicate();
        }
        ObjectNode reply = withId ? Json.object().put("Id", stored.id()) : Json.object();
        return Json.reply(200, reply.put("Key", bucket.name() + "/" + key));
    }

    /** What came in, or why it is not taken. */
    private record Incoming(Content content, StoredObject.Label label, WireReply refusal) {

        static Incoming refused(WireReply refusal) {
            return new Incoming(null, null, refusal);
        }
    }

    private Incoming receive(WireRequest request, StorageSettings.Bucket bucket) throws IOException {
        String type = request.header("Content-Type");
        Multipart form = Multipart.open("multipart/form-data", type, request.stream());
        if (form != null) {
            try {
                return receive(form, request, bucket);
            } catch (Multipart.MalformedException e) {
                return Incoming.refused(SupabaseReplies.noContent());
            }
        }
        String told = type == null || type.isEmpty() ? DEFAULT_TYPE : type;
        if (!takes(bucket, told)) {
            return Incoming.refused(SupabaseReplies.invalidMime(told));
        }
        if (Numbers.parse(request.header("Content-Length")) > limit(bucket)) {
            return Incoming.refused(SupabaseReplies.tooLarge());
        }
        Content content = store.receive(request.stream(), limit(bucket));
        String cache = request.header("cache-control");
        return content == null
                ? Incoming.refused(SupabaseReplies.tooLarge())
                : new Incoming(content, label(told, cache, ownMetadata(request.header("x-metadata")), request), null);
    }

    /** The fields may stand before or behind the file. */
    private Incoming receive(Multipart form, WireRequest request, StorageSettings.Bucket bucket) throws IOException {
        Map<String, String> fields = new HashMap<>();
        Content content = null;
        String type = null;
        while (form.next()) {
            if (!form.isFile()) {
                fields.put(form.name(), new String(form.content().readAllBytes(), StandardCharsets.UTF_8));
            } else if (content == null) {
                type = form.contentType().isEmpty() ? DEFAULT_TYPE : form.contentType();
                content = store.receive(form.content(), limit(bucket));
                if (content == null) {
                    return Incoming.refused(SupabaseReplies.tooLarge());
                }
            } else {
                content.delete();
                return Incoming.refused(SupabaseReplies.error(413, "EntityTooLarge", "Error", "reach files limit"));
            }
        }
        if (content == null) {
            return Incoming.refused(SupabaseReplies.noContent());
        }
        String told = fields.getOrDefault("contentType", type);
        if (fields.size() > MAX_FIELDS || !takes(bucket, told)) {
            content.delete();
            return Incoming.refused(
                    fields.size() > MAX_FIELDS
                            ? SupabaseReplies.error(413, "EntityTooLarge", "Error", "reach fields limit")
                            : SupabaseReplies.invalidMime(told));
        }
        String seconds = fields.get("cacheControl");
        String own = fields.get("metadata");
        return new Incoming(
                content,
                label(
                        told,
                        seconds == null ? null : "max-age=" + seconds,
                        own == null ? null : Json.object(own.getBytes(StandardCharsets.UTF_8)),
                        request),
                null);
    }

    private static StoredObject.Label label(String type, String cache, ObjectNode own, WireRequest request) {
        return new StoredObject.Label(
                type, cache == null ? DEFAULT_CACHE : cache, null, null, request.header("x-robots-tag"), own);
    }

    /** Metadata that cannot be read is passed over in silence, as on the real service. */
    private static ObjectNode ownMetadata(String base64) {
        try {
            return base64 == null ? null : Json.object(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static long limit(StorageSettings.Bucket bucket) {
        return bucket.maxBytes() == 0 ? STANDARD_UPLOAD : Math.min(STANDARD_UPLOAD, bucket.maxBytes());
    }

    private static boolean takes(StorageSettings.Bucket bucket, String type) {
        String bare = type.split(";", 2)[0].trim();
        return bucket.mimeTypes().isEmpty()
                || bucket.mimeTypes().stream()
                        .anyMatch(each -> each.equals(bare)
                                || each.endsWith("/*") && bare.startsWith(each.substring(0, each.length() - 1)));
    }
}
