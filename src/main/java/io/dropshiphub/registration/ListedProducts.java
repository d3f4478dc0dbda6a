package io.dropshiphub.registration;

import io.dropshiphub.product.Product;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Products as their sellers described them last. */
@Service
public class ListedProducts {

    /**
     * A product.
     *
     * @param since when its seller said so: when the batch came in
     */
    public record Listed(Product product, Instant since) {}

    private final JdbcClient jdbc;
    private final ProductJson json;

    ListedProducts(JdbcClient jdbc, ProductJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What an owner said last about a product that is listed on one of their accounts; empty when none has it. */
    public Optional<Listed> newest(long ownerId, String sku) {
        return jdbc.sql("""
                        select p.product, b.created_at
                        from market_account a
                        join platform_registration r on r.account_id = a.id and r.seller_sku = :sku and r.is_current
                        join product_registration p on p.id = r.product_registration_id
                        join registration_batch b on b.id = r.batch_id
                        where a.user_id = :owner and r.listing_id is not null
                        order by p.id desc limit 1""")
                .param("owner", ownerId)
                .param("sku", sku)
                .query((row, n) -> new Listed(
                        json.read(row.getString(1)), row.getTimestamp(2).toInstant()))
                .optional();
    }
}
