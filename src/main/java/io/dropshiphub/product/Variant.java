package io.dropshiphub.product;

import java.util.List;

/**
 * One purchasable option combination of a product.
 *
 * @param optionValues one value per entry of {@link Product#optionNames()}, in the same order
 * @param extraPrice won added to (or, negative, taken off) the product's price
 * @param stock pieces in stock, 0 or more
 * @param sku the seller's code of this variant, or null
 */
public record Variant(List<String> optionValues, long extraPrice, int stock, String sku) {

    public Variant {
        optionValues = List.copyOf(optionValues);
    }
}
