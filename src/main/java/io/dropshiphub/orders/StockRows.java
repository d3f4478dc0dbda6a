package io.dropshiphub.orders;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pieces held and taken, in the database. */
@Component
class StockRows {

    /**
     * Pieces of one variant of one seller.
     *
     * @param option empty for a product without options
     */
    record Pieces(long ownerId, String sellerSku, String option) {

        String lock() {
            return "stock:" + ownerId + ":" + sellerSku;
        }
    }

    private final JdbcClient jdbc;

    StockRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets nobody else look at these pieces until the transaction ends. Everybody takes locks in one order, so that none waits for ever. */
    void lock(Collection<Pieces> pieces) {
        jdbc.sql("""
                        select pg_advisory_xact_lock(number) from (
                            select distinct hashtextextended(name, 0) as number from unnest(:names::text[]) as name
                            order by number) as numbers""")
                .param("names", pieces.stream().map(Pieces::lock).toArray(String[]::new))
                .query((row, n) -> n)
                .list();
    }

    /** Pieces that are not free, of a stock that was told at that moment: all that are held, and those taken since. */
    long used(Pieces pieces, Instant toldAt) {
        return jdbc.sql("""
                        select coalesce(sum(quantity), 0) from stock_reservation
                        where user_id = ? and seller_sku = ? and option = ? and (taken_at is null or taken_at >= ?)""")
                .params(pieces.ownerId(), pieces.sellerSku(), pieces.option(), Timestamp.from(toldAt))
                .query(Long.class)
                .single();
    }

    void hold(UUID order, Pieces pieces, int quantity, Instant now) {
        jdbc.sql("""
                        insert into stock_reservation (order_id, user_id, seller_sku, option, quantity, reserved_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(order, pieces.ownerId(), pieces.sellerSku(), pieces.option(), quantity, Timestamp.from(now))
                .update();
    }

    /** They are the order's own. */
    void take(UUID order, Instant now) {
        jdbc.sql("update stock_reservation set taken_at = ? where order_id = ?")
                .params(Timestamp.from(now), order)
                .update();
    }

    /** They are free again. */
    void release(UUID order) {
        jdbc.sql("delete from stock_reservation where order_id = ?")
                .param(order)
                .update();
    }
}
