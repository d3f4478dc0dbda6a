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
import java.util.Locale;

/**
 * The product search (Naver Commerce API docs, search). It is only a hint: a new product stays unknown for a while, the
 * seller code need not be unique, and codes that merely contain the one asked for are found too.
 */
final class NaverSearch {

    private static final int MAX_SIZE = 500;
    private static final int DEFAULT_SIZE = 50;

    /** Codes that only contain the one asked for are looked for among this many of the newest listings. */
    private static final int FUZZY_REACH = 20_000;

    private final Shelf shelf;
    private final long lagMillis;
    private final SandboxClock clock;

    NaverSearch(Shelf shelf, long lagMillis, SandboxClock clock) {
        this.shelf = shelf;
        this.lagMillis = lagMillis;
        this.clock = clock;
    }

    WireReply search(Routes.Call call) throws IOException {
        ObjectNode asked = Json.object(call.request().body());
        if (asked == null) {
            return NaverReplies.failed(400, "BAD_REQUEST", "요청 본문이 올바른 JSON 형식이 아닙니다.");
        }
        int page = asked.path("page").asInt(1);
        int size = asked.path("size").asInt(DEFAULT_SIZE);
        if (page < 1 || size < 1 || size > MAX_SIZE) {
            return NaverReplies.invalid("size", "NumberMax", "page는 1 이상, size는 1~" + MAX_SIZE + " 사이여야 합니다.");
        }
        boolean byCode = "SELLER_CODE".equals(Json.text(asked, "searchKeywordType"));
        String code = Json.text(asked, "sellerManagementCode");
        if (byCode && (code == null || code.isBlank())) {
            return NaverReplies.invalid("sellerManagementCode", "NotEmpty", "필수 입력 항목입니다.");
        }
        List<Listing> found = find(call.account(), byCode ? code : null, asked.path("productStatusTypes"));
        ObjectNode reply = Json.object();
        ArrayNode contents = reply.putArray("contents");
        int from = (int) Math.min(found.size(), (page - 1L) * size);
        for (Listing listing : found.subList(from, Math.min(found.size(), from + size))) {
            contents.add(describe(listing));
        }
        int pages = (found.size() + size - 1) / size;
        return Json.reply(
                200,
                reply.put("page", page)
                        .put("size", size)
                        .put("totalElements", found.size())
                        .put("totalPages", pages)
                        .put("first", page == 1)
                        .put("last", page >= pages));
    }

    /** Newest first. */
    private List<Listing> find(String account, String code, JsonNode statuses) {
        List<Listing> found = new ArrayList<>();
        String part = code == null ? null : code.toLowerCase(Locale.ROOT);
        int newest = shelf.size() - 1;
        int oldest = Math.max(0, newest - FUZZY_REACH);
        for (int i = newest; i >= oldest; i--) {
            Listing listing = shelf.at(i);
            if (listing != null
                    && listing.account.equals(account)
                    && (part == null
                            || listing.sku != null
                                    && listing.sku.toLowerCase(Locale.ROOT).contains(part))) {
                consider(listing, statuses, found);
            }
        }
        if (code != null) {
            for (Listing listing : shelf.bySku(account, code)) {
                if (listing.id - NaverProducts.FIRST_ORIGIN < oldest) {
                    consider(listing, statuses, found);
                }
            }
        }
        return found;
    }

    private void consider(Listing listing, JsonNode statuses, List<Listing> found) {
        synchronized (listing) {
            if (listing.createdAt + lagMillis > clock.millis() || NaverProducts.DELETE.equals(listing.status)) {
                return;
            }
            boolean wanted = statuses.isEmpty();
            for (JsonNode status : statuses) {
                wanted |= status.asText().equals(listing.status);
            }
            if (wanted) {
                found.add(listing);
            }
        }
    }

    private static ObjectNode describe(Listing listing) {
        ObjectNode row = Json.object().put("originProductNo", listing.id);
        synchronized (listing) {
            row.putArray("channelProducts")
                    .addObject()
                    .put("originProductNo", listing.id)
                    .put("channelProductNo", listing.id + NaverProducts.CHANNEL_OFFSET)
                    .put("channelServiceType", "STOREFARM")
                    .put("name", listing.name)
                    .put("sellerManagementCode", listing.sku)
                    .put("statusType", listing.status)
                    .put("salePrice", listing.price)
                    .put("stockQuantity", listing.stock);
        }
        return row;
    }
}
