package io.dropshiphub.sandbox.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The two generations of listings: one folder with an offset, and names by prefix with a cursor. */
final class SupabaseLists {

    private static final int FOLDER_PAGE = 100;
    private static final int PAGE = 1000;

    /** An object, or a folder when it has none. */
    private record Entry(String name, StoredObject object) {}

    private final ObjectStore store;

    SupabaseLists(ObjectStore store) {
        this.store = store;
    }

    /** The entries of one folder, with names relative to it; {@code prefix} is required. */
    WireReply folder(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        if (wanted == null || Json.text(wanted, "prefix") == null) {
            return SupabaseReplies.schema("body must have required property 'prefix'");
        }
        if (store.bucket(call.variable(0)) == null) {
            return SupabaseReplies.noBucket();
        }
        String given = Json.text(wanted, "prefix");
        String folder = given.isEmpty() || given.endsWith("/") ? given : given + "/";
        String search = Json.missing(wanted, "search") ? "" : Json.text(wanted, "search");
        List<Entry> entries = entries(call.variable(0), folder, folder + search, true);
        sort(entries, wanted);
        ArrayNode rows = Json.array();
        entries.stream()
                .skip(Math.max(0, Json.number(wanted, "offset", 0)))
                .limit(Math.max(1, Json.number(wanted, "limit", FOLDER_PAGE)))
                .forEach(entry -> {
                    String name = entry.name.substring(folder.length());
                    if (entry.object == null) {
                        rows.addObject()
                                .put("name", name)
                                .putNull("id")
                                .putNull("updated_at")
                                .putNull("created_at")
                                .putNull("last_accessed_at")
                                .putNull("metadata");
                    } else {
                        rows.add(SupabaseReplies.row(entry.object, name));
                    }
                });
        return Json.reply(200, rows);
    }

    /** Every name that begins so, in pages. */
    WireReply byPrefix(Routes.Call call) throws IOException {
        byte[] body = call.request().body();
        ObjectNode wanted = body.length == 0 ? Json.object() : Json.object(body);
        if (wanted == null || wanted.has("limit") && !Json.whole(wanted, "limit", 1)) {
            return SupabaseReplies.schema("body/limit must be >= 1");
        }
        if (store.bucket(call.variable(0)) == null) {
            return SupabaseReplies.noBucket();
        }
        String prefix = wanted.path("prefix").asText("");
        int at = position(wanted.path("cursor").asText(""));
        long limit = Math.min(PAGE, Json.number(wanted, "limit", PAGE));
        List<Entry> entries = entries(
                call.variable(0), prefix, prefix, wanted.path("with_delimiter").asBoolean());
        sort(entries, wanted);
        ObjectNode reply = Json.object();
        ArrayNode folders = reply.putArray("folders");
        ArrayNode objects = reply.putArray("objects");
        int end = (int) Math.min(entries.size(), at + limit);
        for (Entry entry : entries.subList(Math.min(at, end), end)) {
            if (entry.object == null) {
                folders.addObject().put("name", entry.name + "/").put("key", entry.name);
            } else {
                objects.add(SupabaseReplies.row(entry.object, entry.name).put("key", entry.name));
            }
        }
        reply.put("hasNext", end < entries.size());
        if (end < entries.size()) {
            reply.put("nextCursor", cursor(end));
        }
        return Json.reply(200, reply);
    }

    /** A cursor means nothing to a caller; here it hides a position. */
    private static String cursor(int position) {
        return Base64.getEncoder().encodeToString(("at:" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String cursor) {
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return text.startsWith("at:") ? Integer.parseInt(text.substring(3)) : 0;
        } catch (IllegalArgumentException unknown) {
            return 0;
        }
    }

    /** With folders in place of what lies deeper than {@code folder}, if so wished. */
    private List<Entry> entries(String bucket, String folder, String prefix, boolean folded) {
        Map<String, Entry> entries = new TreeMap<>();
        for (StoredObject object : store.list(bucket, prefix)) {
            int slash = folded ? object.name().indexOf('/', folder.length()) : -1;
            String name = slash < 0 ? object.name() : object.name().substring(0, slash);
            entries.putIfAbsent(name, new Entry(name, slash < 0 ? object : null));
        }
        return new ArrayList<>(entries.values());
    }

    private static void sort(List<Entry> entries, ObjectNode wanted) {
        String column = wanted.path("sortBy").path("column").asText("name");
        Comparator<Entry> order =
                switch (column) {
                    case "updated_at" ->
                        Comparator.comparing(entry -> entry.object == null ? 0 : entry.object.updatedAt());
                    case "created_at" ->
                        Comparator.comparing(entry -> entry.object == null ? 0 : entry.object.createdAt());
                    default -> Comparator.comparing(Entry::name);
                };
        boolean down = "desc".equals(wanted.path("sortBy").path("order").asText());
        entries.sort(down ? order.reversed() : order);
    }
}
