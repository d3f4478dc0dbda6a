package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dropshiphub.sandbox.storage.GoogleStorage;
import io.dropshiphub.sandbox.storage.ObjectStore;
import io.dropshiphub.sandbox.storage.SupabaseStorage;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.util.List;

/** The part of the control interface that is about the storage services: what they hold, and the keys to them. */
final class StorageControl {

    private final List<ObjectStore> stores;
    private final GoogleStorage google;
    private final SupabaseStorage supabase;

    StorageControl(List<ObjectStore> stores, GoogleStorage google, SupabaseStorage supabase) {
        this.stores = stores;
        this.google = google;
        this.supabase = supabase;
    }

    /** One row an object, filtered by {@code service}, {@code bucket} and {@code prefix}. */
    WireReply objects(Routes.Call call) {
        WireRequest request = call.request();
        String service = request.parameter("service");
        ArrayNode rows = Json.array();
        for (ObjectStore store : stores) {
            if (service == null || service.equals(store.service())) {
                store.describe(rows, request.parameter("bucket"), request.parameter("prefix"));
            }
        }
        return Json.reply(200, rows);
    }

    WireReply googleKey(Routes.Call call) {
        return Json.reply(200, google.keyFile(call.request()));
    }

    WireReply supabaseProject(Routes.Call call) {
        return Json.reply(200, supabase.describe(call.request()));
    }

    void reset() {
        stores.forEach(ObjectStore::clear);
    }
}
