package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.io.IOException;
import java.util.Set;

/** Status, stock and price without a full replacement (Naver Commerce API docs, product changes). */
final class NaverChanges {

    private static final long MAX_PRICE = 999_999_990;
    private static final long MAX_STOCK = 99_999_999;
    private static final Set<String> TARGETS =
            Set.of(NaverProducts.SALE, NaverProducts.SUSPENSION, NaverProducts.OUT_OF_STOCK);

    private final Shelf shelf;
    private final NaverProducts products;

    NaverChanges(Shelf shelf, NaverProducts products) {
        this.shelf = shelf;
        this.products = products;
    }

    WireReply changeStatus(Routes.Call call) throws IOException {
        Listing listing = products.find(call);
        ObjectNode wanted = Json.object(call.request().body());
        if (listing == null) {
            return NaverReplies.notFound();
        }
        String target = wanted == null ? null : Json.text(wanted, "statusType");
        if (target == null || !TARGETS.contains(target)) {
            return NaverReplies.invalid("statusType", "NotValidEnum", "허용되지 않은 값입니다.");
        }
        synchronized (listing) {
            long stock = Json.number(wanted, "stockQuantity", -1);
            if (listing.status.equals(NaverProducts.OUT_OF_STOCK) && target.equals(NaverProducts.SALE) && stock < 0) {
                return NaverReplies.invalid("stockQuantity", "NotNull", "품절 상품을 판매중으로 변경하려면 재고수량이 필요합니다.");
            }
            if (stock > MAX_STOCK) {
                return NaverReplies.invalid("stockQuantity", "NumberMax", MAX_STOCK + " 이하로 입력해 주세요.");
            }
            if (stock >= 0) {
                listing.stock = stock;
            } else if (target.equals(NaverProducts.OUT_OF_STOCK)) {
                listing.stock = 0;
            }
            apply(listing, target);
        }
        shelf.changed(listing, null);
        return WireReply.json(200, "{\"data\":true}");
    }

    private static void apply(Listing listing, String target) {
        listing.status = NaverProducts.status(target, listing.stock);
        listing.live = !listing.status.equals(NaverProducts.SUSPENSION);
    }

    WireReply optionStock(Routes.Call call) throws IOException {
        Listing listing = products.find(call);
        ObjectNode wanted = Json.object(call.request().body());
        if (listing == null) {
            return NaverReplies.notFound();
        }
        JsonNode rows =
                wanted == null ? Json.array() : wanted.path("optionInfo").path("optionCombinations");
        if (rows.isEmpty()) {
            return NaverReplies.invalid("optionInfo.optionCombinations", "NotEmpty", "필수 입력 항목입니다.");
        }
        synchronized (listing) {
            long price = Json.number(wanted.path("productSalePrice"), "salePrice", listing.price);
            NaverReplies.Problems problems = new NaverReplies.Problems();
            for (int i = 0; i < rows.size(); i++) {
                String at = "optionInfo.optionCombinations[" + i + "].";
                if (option(listing, rows.get(i)) == null) {
                    problems.add(at + "id", "NotValid", "존재하지 않는 옵션입니다.");
                }
                if (!NaverOptionRules.isAllowedExtra(Json.number(rows.get(i), "price", 0), price)) {
                    problems.add(at + "price", "NotValid", "옵션가는 판매가에 따라 정해진 범위 안에서 입력해 주세요.");
                }
                if (Json.number(rows.get(i), "stockQuantity", 0) < 0) {
                    problems.add(at + "stockQuantity", "NumberMin", "0 이상으로 입력해 주세요.");
                }
            }
            if (price <= 0 || price % 10 != 0 || price > MAX_PRICE) {
                problems.add("productSalePrice.salePrice", "NotValid", "판매가는 10원 단위로 입력해 주세요.");
            }
            if (!problems.isEmpty()) {
                return NaverReplies.invalid(problems);
            }
            for (JsonNode row : rows) {
                Listing.Item item = option(listing, row);
                item.stock = Json.number(row, "stockQuantity", 0);
                item.price = Json.number(row, "price", 0);
                item.stopped = !row.path("usable").asBoolean(true);
            }
            listing.price = price;
            listing.stock = listing.items.stream().mapToLong(item -> item.stock).sum();
            boolean selling = !listing.status.equals(NaverProducts.SUSPENSION);
            apply(listing, selling ? NaverProducts.SALE : listing.status);
        }
        shelf.changed(listing, null);
        return WireReply.json(200, "{\"originProductNo\":" + listing.id + "}");
    }

    private static Listing.Item option(Listing listing, JsonNode row) {
        for (Listing.Item item : listing.items) {
            if (NaverProducts.optionId(listing, item) == Json.number(row, "id", -1)) {
                return item;
            }
        }
        return null;
    }

    /** One row may fail while the others are done. */
    WireReply multiUpdate(Routes.Call call) throws IOException {
        ObjectNode wanted = Json.object(call.request().body());
        JsonNode rows = wanted == null ? Json.array() : wanted.path("multiProductUpdateRequestVos");
        if (rows.isEmpty()) {
            return NaverReplies.invalid("multiProductUpdateRequestVos", "NotEmpty", "필수 입력 항목입니다.");
        }
        ObjectNode reply = Json.object();
        ArrayNode done = reply.putArray("successOriginProductNos");
        ArrayNode failed = reply.putArray("failOriginProducts");
        for (JsonNode row : rows) {
            long number = Json.number(row, "originProductNo", -1);
            Listing listing = shelf.byId(number);
            String problem = listing == null || !listing.account.equals(call.account())
                    ? "상품을 찾을 수 없습니다."
                    : update(listing, row);
            if (problem == null) {
                shelf.changed(listing, null);
                done.add(number);
            } else {
                failed.addObject().put("originProductNo", number).put("message", problem);
            }
        }
        return Json.reply(200, reply);
    }

    private static String update(Listing listing, JsonNode row) {
        synchronized (listing) {
            if (NaverProducts.DELETE.equals(listing.status)) {
                return "상품을 찾을 수 없습니다.";
            }
            for (JsonNode type : row.path("multiUpdateTypes")) {
                switch (type.asText()) {
                    case "SALE_PRICE" -> {
                        long price =
                                row.path("productSalePrice").path("salePrice").asLong(-1);
                        if (price <= 0 || price % 10 != 0 || price > MAX_PRICE) {
                            return "판매가는 10원 단위로 입력해 주세요.";
                        }
                        listing.price = price;
                    }
                    case "STOCK" -> {
                        long stock = Json.number(row, "stockQuantity", -1);
                        if (stock < 0 || stock > MAX_STOCK) {
                            return "재고수량을 확인해 주세요.";
                        }
                        listing.stock = stock;
                        apply(
                                listing,
                                listing.status.equals(NaverProducts.OUT_OF_STOCK)
                                        ? NaverProducts.SALE
                                        : listing.status);
                    }
                    case "PRODUCT_STATUS_SALE" -> apply(listing, NaverProducts.SALE);
                    case "PRODUCT_STATUS_SUSPENSION" -> apply(listing, NaverProducts.SUSPENSION);
                    case "IMMEDIATE_DISCOUNT" -> {}
                    default -> {
                        return "허용되지 않은 multiUpdateTypes 값입니다.";
                    }
                }
            }
            return null;
        }
    }
}
