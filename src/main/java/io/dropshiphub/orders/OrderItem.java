package io.dropshiphub.orders;

import java.math.BigDecimal;

/**
 * One line of an order.
 *
 * @param sellerSku the seller's code of the product
 * @param option which of its variants: the variant's own code, or its option values joined by {@code /}; null for a product
 *     without options
 * @param quantity how many pieces, at least 1
 * @param unitPrice of one piece, in the order's currency; 0 for an addition that costs nothing
 */
public record OrderItem(String sellerSku, String option, int quantity, BigDecimal unitPrice) {

    /** What the line costs, exactly. */
    BigDecimal price() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    /** The product and the variant, for messages. */
    String name() {
        return option == null ? sellerSku : sellerSku + " (" + option + ")";
    }
}
