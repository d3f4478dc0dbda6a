package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Creating, reading, replacing and deleting products (Naver Commerce API docs, products). */
final class NaverProducts {

    static final long FIRST_ORIGIN = 10_000_000_001L;

    /** A product has one number as such and another one in the shop. */
    static final long CHANNEL_OFFSET = 1_500_000_000L;

    static final String SALE = "SALE";
    static final String SUSPENSION = "SUSPENSION";
    static final String OUT_OF_STOCK = "OUTOFSTOCK";
    static final String DELETE = "DELETE";

    private static final long FIRST_OPTION = 50_000_000_000L;
    private static final int OPTION_NUMBERS = 1000;

    /** What every option's stock becomes when stock management is not asked for. */
    private static final long UNMANAGED_STOCK = 9_999;

    private final Shelf shelf;
    private final NaverRules rules;
    private final SandboxClock clock;

    NaverProducts(Shelf shelf, NaverRules rules, SandboxClock clock) {
        this.shelf = shelf;
        this.rules = rules;
        this.clock = clock;
    }

    static long optionId(Listing listing, Listing.Item item) {
        return FIRST_OPTION + (listing.id - FIRST_ORIGIN) * OPTION_NUMBERS + item.number;
    }

    WireReply create(Routes.Call call) throws IOException {
        ObjectNode product = Json.object(call.request().body());
        if (product == null) {
            return NaverReplies.failed(400, "BAD_REQUEST", "요청 본문이 올바른 JSON 형식이 아닙니다.");
        }
        NaverReplies.Problems problems = rules.check(product, call.account(), true);
        if (!problems.isEmpty()) {
            return NaverReplies.invalid(problems);
        }
        ObjectNode origin = (ObjectNode) product.get("originProduct");
        // A product asked for as SUSPENSION is stored as SALE, as seen live.
        origin.put("statusType", SALE);
        byte[] stored = normalised(product);
        Listing accepted = shelf.add(
                id -> {
                    Listing listing =
                            new Listing(id, call.account(), sellerCode(origin), clock.millis(), new ArrayList<>());
                    describe(listing, origin, null);
                    return listing;
                },
                stored);
        synchronized (accepted) {
            return Json.reply(200, show(accepted, product).put("originProductNo", accepted.id));
        }
    }

    /** Non-advertisers' products are never registered with Naver shopping; and the shop's name falls back. */
    private static byte[] normalised(ObjectNode product) {
        ObjectNode channel = product.withObject("/smartstoreChannelProduct");
        channel.put("naverShoppingRegistration", false);
        if (Json.missing(channel, "channelProductName")) {
            channel.set("channelProductName", product.get("originProduct").get("name"));
        }
        return Json.bytes(product);
    }

    private static String sellerCode(JsonNode origin) {
        return Json.text(origin.path("detailAttribute").path("sellerCodeInfo"), "sellerManagementCode");
    }

    /** @param stockBefore what to keep when a replacement does not tell the stock */
    private static void describe(Listing listing, JsonNode origin, Long stockBefore) {
        listing.name = origin.path("name").asText();
        listing.price = origin.path("salePrice").asLong();
        JsonNode options = origin.path("detailAttribute").path("optionInfo");
        listing.items = options(listing, options);
        long told = origin.hasNonNull("stockQuantity") || stockBefore == null
                ? origin.path("stockQuantity").asLong()
                : stockBefore;
        listing.stock = listing.items.isEmpty()
                ? told
                : listing.items.stream().mapToLong(item -> item.stock).sum();
        listing.status = status(origin.path("statusType").asText(), listing.stock);
        listing.live = !listing.status.equals(SUSPENSION);
    }

    static String status(String wanted, long stock) {
        return wanted.equals(SALE) && stock == 0 ? OUT_OF_STOCK : wanted;
    }

    /** Rows with an id change that option; rows without are matched by their values, and unknown values are new. */
    private static List<Listing.Item> options(Listing listing, JsonNode options) {
        List<Listing.Item> items = new ArrayList<>();
        boolean managed = options.path("useStockManagement").asBoolean(false);
        int next = listing.nextItemNumber();
        for (JsonNode row : options.path("optionCombinations")) {
            String name = optionName(row);
            Listing.Item known = null;
            for (Listing.Item item : listing.items) {
                boolean same = row.hasNonNull("id")
                        ? row.get("id").asLong() == optionId(listing, item)
                        : item.name.equals(name);
                known = same ? item : known;
            }
            items.add(new Listing.Item(
                    known == null ? next++ : known.number,
                    name,
                    null,
                    row.path("price").asLong(0),
                    0,
                    managed ? row.path("stockQuantity").asLong(0) : UNMANAGED_STOCK));
        }
        return items;
    }

    private static String optionName(JsonNode row) {
        StringBuilder name = new StringBuilder(row.path("optionName1").asText());
        for (int axis = 2; axis <= 3; axis++) {
            if (!Json.missing(row, "optionName" + axis)) {
                name.append('/').append(row.get("optionName" + axis).asText());
            }
        }
        return name.toString();
    }

    /** The listing behind either of its two numbers, null when this application has none such. */
    Listing find(Routes.Call call) {
        long number = call.number(0);
        Listing listing =
                shelf.byId(call.request().path().contains("/channel-products/") ? number - CHANNEL_OFFSET : number);
        if (listing == null || !listing.account.equals(call.account())) {
            return null;
        }
        synchronized (listing) {
            return DELETE.equals(listing.status) ? null : listing;
        }
    }

    WireReply read(Routes.Call call) {
        Listing listing = find(call);
        if (listing == null) {
            return NaverReplies.notFound();
        }
        synchronized (listing) {
            byte[] document = listing.document();
            ObjectNode reply = show(listing, document == null ? Json.object() : Json.object(document));
            return Json.reply(200, reply);
        }
    }

    /** The stored product with the present state written over it. The caller holds the listing's monitor. */
    private static ObjectNode show(Listing listing, ObjectNode product) {
        ObjectNode origin = product.withObject("/originProduct");
        origin.put("statusType", listing.status)
                .put("name", listing.name)
                .put("salePrice", listing.price)
                .put("stockQuantity", listing.stock);
        if (listing.sku != null) {
            origin.withObject("/detailAttribute/sellerCodeInfo").put("sellerManagementCode", listing.sku);
        }
        if (!listing.items.isEmpty()) {
            ObjectNode options = origin.withObject("/detailAttribute/optionInfo");
            ArrayNode sent = options.path("optionCombinations") instanceof ArrayNode rows ? rows : Json.array();
            ArrayNode rows = options.putArray("optionCombinations");
            for (int i = 0; i < listing.items.size(); i++) {
                Listing.Item item = listing.items.get(i);
                ObjectNode row = sent.get(i) instanceof ObjectNode known ? known : Json.object();
                rows.add(row.put("id", optionId(listing, item))
                        .put("stockQuantity", item.stock)
                        .put("price", item.price)
                        .put("usable", !item.stopped));
            }
        }
        return product.put("smartstoreChannelProductNo", listing.id + CHANNEL_OFFSET);
    }

    /** A full replacement: what is left out is gone, except the detail text and the stock. */
    WireReply modify(Routes.Call call) throws IOException {
        Listing listing = find(call);
        if (listing == null) {
            return NaverReplies.notFound();
        }
        ObjectNode product = Json.object(call.request().body());
        if (product == null) {
            return NaverReplies.failed(400, "BAD_REQUEST", "요청 본문이 올바른 JSON 형식이 아닙니다.");
        }
        NaverReplies.Problems problems = rules.check(product, call.account(), false);
        if (!problems.isEmpty()) {
            return NaverReplies.invalid(problems);
        }
        ObjectNode origin = (ObjectNode) product.get("originProduct");
        byte[] stored;
        ObjectNode reply;
        synchronized (listing) {
            byte[] before = listing.document();
            if (Json.missing(origin, "detailContent") && before != null) {
                origin.set(
                        "detailContent",
                        Json.object(before).path("originProduct").get("detailContent"));
            }
            stored = normalised(product);
            describe(listing, origin, listing.stock);
            listing.revisions++;
            listing.changedAt = clock.millis();
            reply = show(listing, product).put("originProductNo", listing.id);
        }
        shelf.changed(listing, stored);
        return Json.reply(200, reply);
    }

    WireReply delete(Routes.Call call) {
        Listing listing = find(call);
        if (listing == null) {
            return NaverReplies.notFound();
        }
        synchronized (listing) {
            listing.status = DELETE;
            listing.live = false;
        }
        shelf.changed(listing, null);
        return WireReply.json(200, "{}");
    }
}
