package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Creating, reading, replacing and deleting products (Coupang developer docs, product API). */
final class CoupangProducts {

    /** Product and option numbers are told apart by their first digits, as on the real marketplace. */
    static final long FIRST_PRODUCT = 14_000_000_001L;

    private static final long FIRST_PRODUCT_ITEM = 20_000_000_000L;
    static final long FIRST_VENDOR_ITEM = 70_000_000_000L;
    static final int ITEM_NUMBERS = 1000;

    private static final String BUSY = "상품 정보가 등록 또는 수정되고 있습니다. 잠시 후 다시 조회해 주시기 바랍니다.";

    private final Shelf shelf;
    private final CoupangRules rules;
    private final CoupangApproval approval;
    private final long busyMillis;
    private final SandboxClock clock;

    CoupangProducts(Shelf shelf, CoupangRules rules, CoupangApproval approval, long busyMillis, SandboxClock clock) {
        this.shelf = shelf;
        this.rules = rules;
        this.approval = approval;
        this.busyMillis = busyMillis;
        this.clock = clock;
    }

    static long productItemId(Listing listing, Listing.Item item) {
        return FIRST_PRODUCT_ITEM + (listing.id - FIRST_PRODUCT) * ITEM_NUMBERS + item.number;
    }

    static long vendorItemId(Listing listing, Listing.Item item) {
        return FIRST_VENDOR_ITEM + (listing.id - FIRST_PRODUCT) * ITEM_NUMBERS + item.number;
    }

    WireReply create(Routes.Call call) throws IOException {
        byte[] body = call.request().body();
        ObjectNode product = Json.object(body);
        if (product == null) {
            return CoupangReplies.refused(400, "요청 본문이 올바른 JSON 형식이 아닙니다.");
        }
        String problems = rules.problems(product, call.account());
        if (problems != null) {
            return CoupangReplies.refused(CoupangReplies.REFUSED_PRODUCT_STATUS, problems);
        }
        Listing accepted = shelf.add(
                id -> {
                    List<Listing.Item> items =
                            new ArrayList<>(product.path("items").size());
                    for (JsonNode row : product.path("items")) {
                        items.add(item(items.size(), row));
                    }
                    Listing listing = new Listing(id, call.account(), items.get(0).sku, clock.millis(), items);
                    describe(listing, product);
                    return listing;
                },
                body);
        return CoupangReplies.accepted(accepted.id);
    }

    private void describe(Listing listing, JsonNode product) {
        listing.name = product.path("sellerProductName").asText();
        listing.price = listing.items.get(0).price;
        listing.stock = listing.items.stream().mapToLong(item -> item.stock).sum();
        approval.submit(listing, product.path("requested").asBoolean(false));
    }

    private static Listing.Item item(int number, JsonNode row) {
        return new Listing.Item(
                number,
                row.path("itemName").asText(),
                Json.text(row, "externalVendorSku"),
                row.path("salePrice").asLong(),
                row.path("originalPrice").asLong(),
                row.path("maximumBuyCount").asLong());
    }

    /** A problem in Korean, or null when this account may see the product. */
    static String unseen(Listing listing, String account, long id) {
        if (listing == null) {
            return "상품(" + id + ")의 데이터가 없습니다.";
        }
        return listing.account.equals(account)
                ? null
                : "업체[" + account + "]는 다른 업체[" + listing.account + "]의 상품을 조회할 수 없습니다.";
    }

    WireReply read(Routes.Call call) {
        Listing listing = shelf.byId(call.number(0));
        String unseen = unseen(listing, call.account(), call.number(0));
        if (unseen != null) {
            return refused(unseen);
        }
        synchronized (listing) {
            if (clock.millis() - listing.changedAt < busyMillis) {
                return refused(BUSY);
            }
            approval.settle(listing);
            return CoupangReplies.success("", show(listing));
        }
    }

    /** The product as sent, with what the marketplace added. The caller holds the listing's monitor. */
    ObjectNode show(Listing listing) {
        byte[] document = listing.document();
        ObjectNode data = document == null ? Json.object() : Json.object(document);
        data.put("sellerProductId", listing.id);
        data.put("sellerProductName", listing.name);
        data.put("vendorId", listing.account);
        data.put("statusName", listing.status);
        ArrayNode sent = data.path("items") instanceof ArrayNode rows ? rows : Json.array();
        ArrayNode items = data.putArray("items");
        for (int i = 0; i < listing.items.size(); i++) {
            Listing.Item item = listing.items.get(i);
            ObjectNode row = sent.get(i) instanceof ObjectNode known ? known.deepCopy() : Json.object();
            row.put("sellerProductItemId", productItemId(listing, item));
            if (item.approved) {
                row.put("vendorItemId", vendorItemId(listing, item));
            } else {
                row.putNull("vendorItemId");
            }
            row.put("itemName", item.name)
                    .put("externalVendorSku", item.sku)
                    .put("salePrice", item.price)
                    .put("originalPrice", item.originalPrice)
                    .put("maximumBuyCount", item.stock);
            items.add(row);
        }
        return data;
    }

    /** A whole new version, which needs approval again; price and stock of approved options stay as they are. */
    WireReply modify(Routes.Call call) throws IOException {
        byte[] body = call.request().body();
        ObjectNode product = Json.object(body);
        if (product == null || !Json.whole(product, "sellerProductId", 1)) {
            return refused("등록상품ID(sellerProductId)를 확인해 주세요.");
        }
        long id = product.get("sellerProductId").longValue();
        Listing listing = shelf.byId(id);
        String unseen = unseen(listing, call.account(), id);
        if (unseen != null) {
            return refused(unseen);
        }
        String problems = rules.problems(product, call.account());
        if (problems != null) {
            return CoupangReplies.refused(CoupangReplies.REFUSED_PRODUCT_STATUS, problems);
        }
        synchronized (listing) {
            approval.settle(listing);
            if (CoupangApproval.DELETED.equals(listing.status)) {
                return refused("삭제된 상품은 수정할 수 없습니다.");
            }
            List<Listing.Item> items = merge(listing, product.path("items"));
            if (items == null) {
                return refused("승인된 옵션은 삭제할 수 없습니다. 옵션ID를 확인해 주세요.");
            }
            listing.items = items;
            listing.revisions++;
            listing.changedAt = clock.millis();
            describe(listing, product);
        }
        shelf.changed(listing, body);
        return CoupangReplies.accepted(id);
    }

    /** Null when an option named is unknown, or one once approved is missing. */
    private static List<Listing.Item> merge(Listing listing, JsonNode rows) {
        List<Listing.Item> merged = new ArrayList<>();
        int next = listing.nextItemNumber();
        for (JsonNode row : rows) {
            if (row.hasNonNull("sellerProductItemId")) {
                Listing.Item known = null;
                for (Listing.Item item : listing.items) {
                    known = productItemId(listing, item)
                                    == row.get("sellerProductItemId").asLong()
                            ? item
                            : known;
                }
                if (known == null || merged.contains(known)) {
                    return null;
                }
                Listing.Item told = item(known.number, row);
                known.name = told.name;
                known.sku = told.sku;
                if (!known.approved) {
                    known.price = told.price;
                    known.originalPrice = told.originalPrice;
                    known.stock = told.stock;
                }
                merged.add(known);
            } else {
                merged.add(item(next++, row));
            }
        }
        return listing.items.stream().anyMatch(item -> item.approved && !merged.contains(item)) ? null : merged;
    }

    /** Documents disagree about which states allow it; in live use only a draft was accepted. */
    WireReply requestApproval(Routes.Call call) {
        Listing listing = shelf.byId(call.number(0));
        String unseen = unseen(listing, call.account(), call.number(0));
        if (unseen != null) {
            return refused(unseen);
        }
        synchronized (listing) {
            approval.settle(listing);
            if (!CoupangApproval.DRAFT.equals(listing.status)) {
                return refused("'임시저장' 상태의 상품만 승인 요청 가능합니다.");
            }
            approval.submit(listing, true);
        }
        shelf.changed(listing, null);
        return CoupangReplies.success("", TextNode.valueOf(Long.toString(listing.id)));
    }

    /** Delivery and return fields, without a new approval. */
    WireReply modifyPartially(Routes.Call call) throws IOException {
        ObjectNode fields = Json.object(call.request().body());
        Listing listing = shelf.byId(call.number(0));
        String unseen = unseen(listing, call.account(), call.number(0));
        if (unseen != null || fields == null) {
            return refused(unseen == null ? "요청 본문이 올바른 JSON 형식이 아닙니다." : unseen);
        }
        byte[] merged;
        synchronized (listing) {
            approval.settle(listing);
            if (CoupangApproval.DRAFT.equals(listing.status) || CoupangApproval.WAITING.equals(listing.status)) {
                return refused("'" + listing.status + "' 상태의 상품은 수정할 수 없습니다.");
            }
            ObjectNode document = listing.document() == null ? Json.object() : Json.object(listing.document());
            fields.remove(List.of("items", "sellerProductId", "sellerProductName", "vendorId"));
            document.setAll(fields);
            merged = Json.bytes(document);
            listing.revisions++;
        }
        shelf.changed(listing, merged);
        return CoupangReplies.success("", TextNode.valueOf(Long.toString(listing.id)));
    }

    WireReply delete(Routes.Call call) {
        Listing listing = shelf.byId(call.number(0));
        String unseen = unseen(listing, call.account(), call.number(0));
        if (unseen != null) {
            return refused(unseen);
        }
        synchronized (listing) {
            approval.settle(listing);
            boolean selling = listing.items.stream().anyMatch(item -> item.approved && !item.stopped);
            if (CoupangApproval.WAITING.equals(listing.status)
                    || CoupangApproval.DELETED.equals(listing.status)
                    || selling) {
                return refused("상품(" + listing.id + ")은 삭제할 수 없는 상태입니다. 모든 옵션을 판매중지한 후 삭제해 주세요.");
            }
            listing.status = CoupangApproval.DELETED;
            listing.live = false;
        }
        shelf.changed(listing, null);
        return CoupangReplies.success("삭제되었습니다", TextNode.valueOf(Long.toString(listing.id)));
    }

    private static WireReply refused(String message) {
        return CoupangReplies.refused(CoupangReplies.REFUSED_CALL_STATUS, message);
    }
}
