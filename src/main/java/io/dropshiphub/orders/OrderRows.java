package io.dropshiphub.orders;

import io.dropshiphub.product.Money;
import io.dropshiphub.product.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Orders, their lines and their steps in the database: stored and read, nothing decided. */
@Component
class OrderRows {

    private final JdbcClient jdbc;

    OrderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An order by its key. */
    record Known(UUID id, byte[] contentHash) {}

    Optional<Known> byKey(long ownerId, String key) {
        return jdbc.sql("select id, content_hash from customer_order where user_id = ? and idempotency_key = ?")
                .params(ownerId, key)
                .query((row, n) -> new Known(row.getObject(1, UUID.class), row.getBytes(2)))
                .optional();
    }

    /**
     * Stores a new order with a claim on it; its first step is due.
     *
     * @return false when the key or the number is taken, and nothing was stored
     */
    boolean insert(UUID id, OrderRequest order, UUID claim, Instant now, Instant leaseUntil) {
        int stored = jdbc.sql("""
                        insert into customer_order (id, user_id, order_number, idempotency_key, content_hash, currency, total,
                            captures, gateway, methods, return_url, customer_id, customer, state, since, next_at, claim,
                            lease_until, created_at, updated_at)
                        values (:id, :owner, :number, :key, :hash, :currency, :total, :captures, :gateway, :methods::jsonb,
                            :returnUrl, :customerId, :customer::jsonb, 'RECEIVED', :now, :now, :claim, :lease, :now, :now)
                        on conflict do nothing""")
                .param("id", id)
                .param("owner", order.ownerId())
                .param("number", order.orderNumber())
                .param("key", order.key())
                .param("hash", OrderJson.hash(order))
                .param("currency", order.currency().getCurrencyCode())
                .param("total", order.total().amount())
                .param("captures", order.captures())
                .param("gateway", order.gateway())
                .param("methods", OrderJson.write(order.methods()))
                .param("returnUrl", order.returnUrl())
                .param("customerId", order.customerId())
                .param("customer", OrderJson.write(order.customer()))
                .param("now", Timestamp.from(now))
                .param("claim", claim)
                .param("lease", Timestamp.from(leaseUntil))
                .update();
        if (stored == 1) {
            insertItems(id, order.items());
            addStep(id, now, OrderState.RECEIVED, null, null);
        }
        return stored == 1;
    }

    private void insertItems(UUID id, List<OrderItem> items) {
        for (int i = 0; i < items.size(); i++) {
            OrderItem item = items.get(i);
            jdbc.sql("insert into order_item (order_id, position, seller_sku, option, quantity, unit_price)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(id, i, item.sellerSku(), item.option(), item.quantity(), item.unitPrice())
                    .update();
        }
    }

    /** A try that ends as the one before it is no new step. */
    void addStep(UUID id, Instant at, OrderState state, String code, String message) {
        jdbc.sql("""
                        insert into order_step (order_id, at, state, code, message)
                        select :id, :at, :state, :code, :message where not exists (
                            select 1 from (select state, code from order_step where order_id = :id order by id desc limit 1) last
                            where last.state = :state and last.code is not distinct from :code)""")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("state", state.name())
                .param("code", code)
                .param("message", message)
                .update();
    }

    /** One order with its lines and steps, if it is within the scope. */
    Optional<Order> find(Scope scope, UUID id) {
        return jdbc.sql("select * from customer_order where id = :id and " + scope.sql("user_id = :owner"))
                .param("id", id)
                .param("owner", scope.ownerId())
                .query((row, n) -> order(row, steps(id)))
                .optional();
    }

    /** Newest first; null parameters do not narrow the search. */
    List<Order> list(Scope scope, String number, OrderState state, Boolean review, int limit, long offset) {
        return jdbc.sql("select * from customer_order where " + scope.sql("user_id = :owner") + """
                         and (:number::text is null or order_number = :number) and (:state::text is null or state = :state)
                         and (:review::boolean is null or needs_review = :review)
                        order by created_at desc, id limit :limit offset :offset""")
                .param("owner", scope.ownerId())
                .param("number", number)
                .param("state", state == null ? null : state.name())
                .param("review", review)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> order(row, List.of()))
                .list();
    }

    long ownerOf(UUID id) {
        return jdbc.sql("select user_id from customer_order where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    List<OrderItem> items(UUID id) {
        return jdbc.sql(
                        "select seller_sku, option, quantity, unit_price from order_item where order_id = ? order by position")
                .param(id)
                .query((row, n) ->
                        new OrderItem(row.getString(1), row.getString(2), row.getInt(3), row.getBigDecimal(4)))
                .list();
    }

    /** What to pay with, and where the payer comes back to; both may be forgotten already. */
    record Paying(Map<String, String> methods, String returnUrl) {}

    Paying paying(UUID id) {
        return jdbc.sql("select methods, return_url from customer_order where id = ?")
                .param(id)
                .query((row, n) -> new Paying(OrderJson.read(row.getString(1)), row.getString(2)))
                .single();
    }

    private List<Order.Step> steps(UUID id) {
        return jdbc.sql("select at, state, code, message from order_step where order_id = ? order by id")
                .param(id)
                .query((row, n) -> new Order.Step(
                        row.getTimestamp(1).toInstant(),
                        OrderState.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4)))
                .list();
    }

    private Order order(ResultSet row, List<Order.Step> steps) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Timestamp nextAt = row.getTimestamp("next_at");
        return new Order(
                id,
                row.getLong("user_id"),
                row.getString("order_number"),
                OrderState.valueOf(row.getString("state")),
                new Money(row.getBigDecimal("total"), Currency.getInstance(row.getString("currency"))),
                items(id),
                row.getBoolean("captures"),
                row.getString("gateway"),
                row.getString("customer_id"),
                OrderJson.read(row.getString("customer")),
                row.getObject("payment_id", UUID.class),
                row.getString("code"),
                row.getString("message"),
                row.getString("cancel_reason"),
                row.getBoolean("needs_review"),
                row.getInt("tries"),
                nextAt == null ? null : nextAt.toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                steps);
    }
}
