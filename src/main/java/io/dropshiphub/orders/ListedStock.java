package io.dropshiphub.orders;

import java.time.Instant;
import java.util.List;

/** What sellers have listed: asked for by orders, told by who knows the listings. */
@FunctionalInterface
public interface ListedStock {

    /**
     * The variants of a product as its seller described it last.
     *
     * @param ownerId the seller
     * @param sellerSku the product
     * @return one of them without values for a product without options; empty when the seller has never listed it
     */
    List<Variant> of(long ownerId, String sellerSku);

    /**
     * One variant.
     *
     * @param values its option values, one for each axis; empty for a product without options
     * @param sku its own code, or null
     * @param quantity pieces that the seller had
     * @param since when the seller said so
     */
    record Variant(List<String> values, String sku, int quantity, Instant since) {}
}
