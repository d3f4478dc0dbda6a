package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;

/** Deleting, moving and copying. */
final class SupabaseObjects {

    private static final int MAX_DELETED = 1000;

    private final ObjectStore store;

    SupabaseObjects(ObjectStore store) {
        this.store = store;
    }

    WireReply deleteOne(Routes.Call call) {
        if (store.bucket(call.variable(0)) == null) {
            return SupabaseReplies.noBucket();
        }
        return store.delete(call.variable(0), call.variable(1)) == null
                ? SupabaseReplies.noObject()
                : Json.reply(200, Json.object().put("message", "Successfully deleted"));
    }

    /** Answers with what was there; what was not there is no error. */
    WireReply deleteMany(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        if (wanted == null || !wanted.path("prefixes").isArray()) {
            return SupabaseReplies.schema("body must have required property 'prefixes'");
        }
        if (wanted.get("prefixes").isEmpty()) {
            return SupabaseReplies.schema("body/prefixes must NOT have fewer than 1 items");
        }
        if (wanted.get("prefixes").size() > MAX_DELETED) {
            return SupabaseReplies.tooManyAtOnce(MAX_DELETED);
        }
        if (store.bucket(call.variable(0)) == null) {
            return SupabaseReplies.noBucket();
        }
        ArrayNode rows = Json.array();
        for (JsonNode name : wanted.get("prefixes")) {
            StoredObject deleted = store.delete(call.variable(0), name.asText());
            if (deleted != null) {
                rows.add(SupabaseReplies.row(deleted, deleted.name()));
            }
        }
        return Json.reply(200, rows);
    }

    WireReply copy(Routes.Call call) throws IOException {
        return transfer(call, false);
    }

    WireReply move(Routes.Call call) throws IOException {
        return transfer(call, true);
    }

    private WireReply transfer(Routes.Call call, boolean move) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        for (String field : new String[] {"bucketId", "sourceKey", "destinationKey"}) {
            if (wanted == null || Json.text(wanted, field) == null) {
                return SupabaseReplies.schema("body must have required property '" + field + "'");
            }
        }
        String from = Json.text(wanted, "bucketId");
        String to = Json.missing(wanted, "destinationBucket") ? from : Json.text(wanted, "destinationBucket");
        String sourceKey = Json.text(wanted, "sourceKey");
        String key = Json.text(wanted, "destinationKey");
        if (store.bucket(from) == null || store.bucket(to) == null) {
            return SupabaseReplies.noBucket();
        }
        if (!SupabaseUploads.KEY.matcher(key).matches()) {
            return SupabaseReplies.invalidKey(key);
        }
        StoredObject source = store.get(from, sourceKey);
        if (source == null) {
            return SupabaseReplies.noObject();
        }
        boolean overwrite = !move && "true".equals(call.request().header("x-upsert"));
        StoredObject copied = store.put(
                to, key, store.duplicate(source), source.label(), overwrite ? ObjectStore.ANY : ObjectStore.ABSENT);
        if (copied == null) {
            return SupabaseReplies.duplicate();
        }
        if (move) {
            store.delete(from, sourceKey);
            return Json.reply(200, Json.object().put("message", "Successfully moved"));
        }
        return Json.reply(200, Json.object().put("Id", copied.id()).put("Key", to + "/" + key));
    }
}
