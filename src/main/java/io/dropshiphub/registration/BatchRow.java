package io.dropshiphub.registration;

import io.dropshiphub.product.Product;
import io.dropshiphub.product.RowProblem;
import io.dropshiphub.product.SellerSku;
import java.util.List;

/**
 * One row of a batch, or one group of variant rows, after validation.
 *
 * @param line its first line in the input
 * @param lastLine its last line in the input
 * @param sku the seller's code, or null when the row did not get that far
 * @param product the product; null exactly when there are problems
 * @param problems what is wrong with it; empty for a good row
 */
public record BatchRow(long line, long lastLine, SellerSku sku, Product product, List<RowProblem> problems) {

    public BatchRow {
        problems = List.copyOf(problems);
        if ((product == null) == problems.isEmpty()) {
            throw new IllegalArgumentException("a row has either a product or problems, line " + line);
        }
    }
}
