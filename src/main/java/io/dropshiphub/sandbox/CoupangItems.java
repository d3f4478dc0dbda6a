package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.NullNode;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.util.function.Function;

/** Price, stock and sale of single options after approval (Coupang developer docs, vendor items). No body, no approval. */
final class CoupangItems {

    private static final int MAX_STOCK = 99_999;

    private final Shelf shelf;
    private final CoupangApproval approval;

    CoupangItems(Shelf shelf, CoupangApproval approval) {
        this.shelf = shelf;
        this.approval = approval;
    }

    WireReply price(Routes.Call call) {
        long price = call.number(1);
        boolean forced = "true".equals(call.request().parameter("forceSalePriceUpdate"));
        return change(call, "가격 변경을 완료했습니다.", item -> {
            if (price <= 0 || price % 10 != 0) {
                return "판매가격은 최소 10원 단위로 입력해 주세요.";
            }
            if (!forced && (price * 2 < item.price || price > item.price * 2)) {
                return "판매가격은 현재 가격의 50% 인하, 100% 인상 범위에서 변경할 수 있습니다.";
            }
            item.price = price;
            item.originalPrice = Math.max(item.originalPrice, price);
            return null;
        });
    }

    WireReply originalPrice(Routes.Call call) {
        long price = call.number(1);
        return change(call, "할인율 기준가격 변경을 완료했습니다.", item -> {
            if (price <= 0 || price % 10 != 0) {
                return "할인율 기준가격은 최소 10원 단위로 입력해 주세요.";
            }
            item.originalPrice = price;
            return null;
        });
    }

    WireReply quantity(Routes.Call call) {
        long quantity = call.number(1);
        return change(call, "재고 변경을 완료했습니다.", item -> {
            if (quantity < 0 || quantity > MAX_STOCK) {
                return "유효하지 않은 재고수량입니다.";
            }
            item.stock = quantity;
            return null;
        });
    }

    WireReply stop(Routes.Call call) {
        return change(call, "판매가 중지되었습니다.", item -> {
            item.stopped = true;
            return null;
        });
    }

    WireReply resume(Routes.Call call) {
        return change(call, "판매가 재개되었습니다.", item -> {
            item.stopped = false;
            return null;
        });
    }

    /** @param step what to do with the option; returns what is wrong with that, or null */
    private WireReply change(Routes.Call call, String done, Function<Listing.Item, String> step) {
        long vendorItemId = call.number(0);
        long offset = vendorItemId - CoupangProducts.FIRST_VENDOR_ITEM;
        Listing listing =
                offset < 0 ? null : shelf.byId(CoupangProducts.FIRST_PRODUCT + offset / CoupangProducts.ITEM_NUMBERS);
        if (listing == null || !listing.account.equals(call.account())) {
            return notFound(vendorItemId);
        }
        synchronized (listing) {
            approval.settle(listing);
            Listing.Item item = listing.item((int) (offset % CoupangProducts.ITEM_NUMBERS));
            if (item == null || !item.approved) {
                return notFound(vendorItemId);
            }
            if (CoupangApproval.DELETED.equals(listing.status)) {
                return refused("삭제된 옵션입니다. 옵션ID[" + vendorItemId + "]");
            }
            String problem = step.apply(item);
            if (problem != null) {
                return refused(problem + " 옵션ID[" + vendorItemId + "]");
            }
            listing.price = listing.items.get(0).price;
            listing.stock = listing.items.stream().mapToLong(row -> row.stock).sum();
            listing.live = listing.items.stream().anyMatch(row -> !row.stopped);
        }
        shelf.changed(listing, null);
        return CoupangReplies.success(done, NullNode.getInstance());
    }

    private static WireReply notFound(long vendorItemId) {
        return refused("vendoritemid " + vendorItemId + " not found");
    }

    private static WireReply refused(String message) {
        return CoupangReplies.refused(CoupangReplies.REFUSED_CALL_STATUS, message);
    }
}
