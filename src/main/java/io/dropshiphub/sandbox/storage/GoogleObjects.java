package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Numbers;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reading, listing and deleting at the JSON interface. */
final class GoogleObjects {

    private static final int PAGE = 1000;

    private final ObjectStore store;
    private final GoogleWrites writes;

    GoogleObjects(ObjectStore store, GoogleWrites writes) {
        this.store = store;
        this.writes = writes;
    }

    WireReply bucket(Routes.Call call) {
        StorageSettings.Bucket bucket = store.bucket(call.variable(0));
        if (bucket == null) {
            return GoogleReplies.noBucket();
        }
        return Json.reply(
                200,
                Json.object()
                        .put("kind", "storage#bucket")
                        .put("id", bucket.name())
                        .put("name", bucket.name())
                        .put("location", "ASIA-NORTHEAST3")
                        .put("storageClass", "STANDARD")
                        .put("metageneration", "1"));
    }

    /** The object's metadata, or with {@code alt=media} its content. */
    WireReply read(Routes.Call call) {
        String bucket = call.variable(0);
        String name = call.variable(1);
        if (store.bucket(bucket) == null) {
            return GoogleReplies.noBucket();
        }
        StoredObject object = store.get(bucket, name);
        if (object == null) {
            return GoogleReplies.noObject(bucket, name);
        }
        return "media".equals(call.request().parameter("alt"))
                ? media(object, store.bucket(bucket), call.request())
                : Json.reply(200, describe(object, call.request()));
    }

    WireReply delete(Routes.Call call) {
        String bucket = call.variable(0);
        String name = call.variable(1);
        if (store.bucket(bucket) == null) {
            return GoogleReplies.noBucket();
        }
        if (store.get(bucket, name) == null) {
            return GoogleReplies.noObject(bucket, name);
        }
        long generation = Numbers.signed(call.request().parameter("ifGenerationMatch"), ObjectStore.ANY);
        if (!store.isExpected(bucket, name, generation)) {
            return GoogleReplies.conditionNotMet();
        }
        if (!writes.isAllowed(bucket, name)) {
            return GoogleReplies.tooMany();
        }
        store.delete(bucket, name);
        return WireReply.of(204, WireReply.JSON, new byte[0]);
    }

    WireReply list(Routes.Call call) {
        WireRequest request = call.request();
        if (store.bucket(call.variable(0)) == null) {
            return GoogleReplies.noBucket();
        }
        String prefix = request.parameter("prefix") == null ? "" : request.parameter("prefix");
        String delimiter = request.parameter("delimiter");
        String after = decodeToken(request.parameter("pageToken"));
        if (after == null) {
            return GoogleReplies.invalid("Invalid argument.");
        }
        long asked = Numbers.signed(request.parameter("maxResults"), PAGE);
        int most = (int) Math.max(1, Math.min(PAGE, asked));
        ArrayNode items = Json.array();
        TreeSet<String> folders = new TreeSet<>();
        String last = null;
        boolean more = false;
        for (StoredObject object : store.list(call.variable(0), prefix)) {
            String folder = folder(object.name(), prefix, delimiter);
            String entry = folder == null ? object.name() : folder;
            if (entry.compareTo(after) <= 0 || folder != null && folders.contains(folder)) {
                continue;
            }
            if (items.size() + folders.size() == most) {
                more = true;
                break;
            }
            if (folder == null) {
                items.add(describe(object, request));
            } else {
                folders.add(folder);
            }
            last = entry;
        }
        ObjectNode reply = Json.object().put("kind", "storage#objects");
        if (more) {
            reply.put("nextPageToken", Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
        }
        folders.forEach(reply.withArray("prefixes")::add);
        reply.set("items", items);
        return Json.reply(200, reply);
    }

    private static String folder(String name, String prefix, String delimiter) {
        int end = delimiter == null || delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
        return end < 0 ? null : name.substring(0, end + delimiter.length());
    }

    private static String decodeToken(String token) {
        try {
            return token == null ? "" : new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** The resource as the JSON interface shows it; long numbers are texts there. */
    static ObjectNode describe(StoredObject object, WireRequest request) {
        Content content = object.content();
        String created = Instant.ofEpochMilli(object.updatedAt()).toString();
        String path = "/storage/v1/b/" + object.bucket() + "/o/" + GoogleSignature.encode(object.name(), true);
        String base = "http://" + request.header("Host") + GoogleStorage.PREFIX;
        ObjectNode resource = Json.object()
                .put("kind", "storage#object")
                .put("id", object.bucket() + "/" + object.name() + "/" + object.generation())
                .put("selfLink", base + path)
                .put("mediaLink", base + "/download" + path + "?generation=" + object.generation() + "&alt=media")
                .put("name", object.name())
                .put("bucket", object.bucket())
                .put("generation", Long.toString(object.generation()))
                .put("metageneration", "1")
                .put("contentType", object.label().contentType())
                .put("storageClass", "STANDARD")
                .put("size", Long.toString(content.size()))
                .put("md5Hash", content.md5())
                .put("crc32c", content.crc32c())
                .put("etag", etag(object))
                .put("timeCreated", created)
                .put("updated", created);
        put(resource, "cacheControl", object.label().cacheControl());
        put(resource, "contentDisposition", object.label().disposition());
        put(resource, "contentEncoding", object.label().encoding());
        if (object.label().own() != null) {
            resource.set("metadata", object.label().own());
        }
        return resource;
    }

    private static void put(ObjectNode resource, String field, String value) {
        if (value != null) {
            resource.put(field, value);
        }
    }

    private static String etag(StoredObject object) {
        return Base64.getEncoder()
                .encodeToString(Long.toString(object.generation()).getBytes(StandardCharsets.US_ASCII));
    }

    /** The content with the headers that go with it; signed addresses may ask for other ones. */
    static WireReply media(StoredObject object, StorageSettings.Bucket bucket, WireRequest request) {
        Content content = object.content();
        StoredObject.Label label = object.label();
        String type = request.parameter("response-content-type");
        String disposition = request.parameter("response-content-disposition");
        String cache = bucket.publicRead() ? "public, max-age=3600" : "private, max-age=0";
        List<String> headers = new ArrayList<>(List.of(
                "x-goog-generation",
                Long.toString(object.generation()),
                "x-goog-metageneration",
                "1",
                "x-goog-hash",
                "crc32c=" + content.crc32c() + ",md5=" + content.md5(),
                "x-goog-stored-content-length",
                Long.toString(content.size()),
                "ETag",
                "\"" + content.md5Hex() + "\"",
                "Last-Modified",
                HttpDates.of(object.updatedAt()),
                "Cache-Control",
                label.cacheControl() == null ? cache : label.cacheControl()));
        if (disposition != null || label.disposition() != null) {
            headers.addAll(List.of("Content-Disposition", disposition != null ? disposition : label.disposition()));
        }
        if (label.encoding() != null) {
            headers.addAll(List.of("Content-Encoding", label.encoding()));
        }
        if (label.own() != null) {
            for (Iterator<Map.Entry<String, JsonNode>> own = label.own().fields(); own.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = own.next();
                headers.addAll(List.of(
                        "x-goog-meta-" + entry.getKey(), entry.getValue().asText()));
            }
        }
        return ContentReply.of(content, type != null ? type : label.contentType(), request, headers);
    }
}
