package io.dropshiphub.platforms.coupang;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.Variant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Price and stock of listings that Coupang has approved. The full replacement ignores both from then on; each option
 * has its own calls for them.
 */
@Component
public class CoupangChanges {

    private static final String ITEMS = CoupangPaths.MARKETPLACE + "/vendor-items/";
    private static final int MAX_STOCK = 99_999;

    private final CoupangReplies replies;

    CoupangChanges(CoupangReplies replies) {
        this.replies = replies;
    }

    /**
     * The calls that bring price and stock of the approved options to the wanted values; none when they are equal.
     *
     * @param current the listing as read just now
     * @param listing the job
     */
    public Deque<ApiCall> needed(@Body JsonReply current, @Variable("listing") ListingJob listing) {
        Deque<ApiCall> calls = new ArrayDeque<>();
        Product product = listing.product();
        JsonNode items = replies.successful(current).json().path("data").path("items");
        if (product.variants().isEmpty() && items.size() == 1) {
            add(calls, items.get(0), product.price(), product.listPrice(), product.stock());
        }
        for (Variant variant : product.variants()) {
            for (JsonNode item : items) {
                if (item.path("itemName").asText().equals(CoupangItems.itemName(variant))) {
                    Long list = product.listPrice() == null ? null : product.listPrice() + variant.extraPrice();
                    add(calls, item, product.price() + variant.extraPrice(), list, variant.stock());
                }
            }
        }
        return calls;
    }

    /** Whether calls are left to make. */
    public boolean remain(@Variable("changes") Deque<ApiCall> calls) {
        return !calls.isEmpty();
    }

    /** The next call, taken off the list. */
    public ApiCall next(@Variable("changes") Deque<ApiCall> calls) {
        return calls.removeFirst();
    }

    /**
     * Nothing, when the change was made.
     *
     * @throws CallFailed with Coupang's verdict when it was not
     */
    public void made(@Body JsonReply reply) {
        replies.successful(reply);
    }

    /** The id of an option, null before approval; hybrids keep it one level deeper. */
    static JsonNode vendorItemId(JsonNode item) {
        return item.hasNonNull("vendorItemId")
                ? item.get("vendorItemId")
                : item.path("marketplaceItemData").path("vendorItemId");
    }

    private static void add(Deque<ApiCall> calls, JsonNode item, long price, Long listPrice, int stock) {
        JsonNode id = vendorItemId(item);
        if (id.isMissingNode() || id.isNull()) {
            return;
        }
        long original = listPrice == null ? price : listPrice;
        // the list price first when it rises, last when it falls: it must never be below the selling price
        boolean rises = original > item.path("originalPrice").asLong();
        ApiCall originalPrice = put(id, "/original-prices/" + original, null);
        boolean originalChanges = original != item.path("originalPrice").asLong();
        if (originalChanges && rises) {
            calls.add(originalPrice);
        }
        if (price != item.path("salePrice").asLong()) {
            calls.add(put(id, "/prices/" + price, "forceSalePriceUpdate=false"));
        }
        if (originalChanges && !rises) {
            calls.add(originalPrice);
        }
        if (Math.min(stock, MAX_STOCK) != item.path("maximumBuyCount").asInt()) {
            calls.add(put(id, "/quantities/" + Math.min(stock, MAX_STOCK), null));
        }
    }

    private static ApiCall put(JsonNode id, String suffix, String query) {
        return new ApiCall("PUT", ITEMS + id.asText() + suffix, query, Map.of(), null, false);
    }
}
