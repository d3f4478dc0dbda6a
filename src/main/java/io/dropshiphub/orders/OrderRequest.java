package io.dropshiphub.orders;

import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody orders: body of {@code direct:order-take}, whoever brings it.
 *
 * @param ownerId whose order it is, a user's id
 * @param by who brings it, a user's name or {@code hub:<what>}, for the audit log
 * @param key the caller's idempotency key: the same key of the same owner is the same order, however often it comes
 * @param orderNumber the seller's own number of it
 * @param currency of every price
 * @param items at least one
 * @param methods what to pay with, by gateway: a token of that gateway
 * @param gateway the preferred gateway, or null
 * @param captures whether the money is taken at once; else it is held first, and taken as a step of its own
 * @param returnUrl where the payer is sent back to after approving, or null
 * @param customerId the gateway's id of a customer it knows, or null
 * @param customer who ordered, for people; empty when not told
 */
public record OrderRequest(
        long ownerId,
        String by,
        String key,
        String orderNumber,
        Currency currency,
        List<OrderItem> items,
        Map<String, String> methods,
        String gateway,
        boolean captures,
        String returnUrl,
        String customerId,
        Map<String, String> customer) {

    public OrderRequest {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(orderNumber, "orderNumber");
        Objects.requireNonNull(currency, "currency");
        items = List.copyOf(items);
        methods = Map.copyOf(methods);
        customer = customer == null ? Map.of() : Map.copyOf(customer);
    }

    /** The sum of the lines, exactly. */
    public Money total() {
        return new Money(items.stream().map(OrderItem::price).reduce(BigDecimal.ZERO, BigDecimal::add), currency);
    }

    /** Nothing that could be used to pay, and nobody's name. */
    @Override
    public String toString() {
        return "order " + orderNumber + " of " + items.size() + " lines";
    }
}
