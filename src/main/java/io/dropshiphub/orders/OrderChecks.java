package io.dropshiphub.orders;

import io.dropshiphub.product.SellerSku;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** What an order must be like before it is stored, whoever brings it. */
final class OrderChecks {

    private static final int MOST_ITEMS = 200;
    private static final int MOST_PIECES = 1_000_000;
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1000000000000");
    private static final int MOST_GATEWAYS = 10;
    private static final Set<String> CUSTOMER = Set.of("name", "email", "phone", "address");

    private OrderChecks() {}

    /**
     * The same order.
     *
     * @throws OrderProblem naming the field that is wrong
     */
    static OrderRequest checked(OrderRequest order) {
        length("Idempotency-Key", order.key(), 200);
        length("order_number", order.orderNumber(), 64);
        length("customer_id", order.customerId(), 255);
        length("payment.gateway", order.gateway(), 40);
        length("payment.return_url", order.returnUrl(), 2000);
        expect(!order.items().isEmpty() && order.items().size() <= MOST_ITEMS, "items must be 1 to " + MOST_ITEMS);
        for (int i = 0; i < order.items().size(); i++) {
            check(
                    "items[" + i + "]",
                    order.items().get(i),
                    Math.max(0, order.currency().getDefaultFractionDigits()));
        }
        expect(order.total().amount().signum() > 0, "its total must be more than 0");
        expect(
                !order.methods().isEmpty() && order.methods().size() <= MOST_GATEWAYS,
                "payment.payment_method must name at least one gateway and its token");
        order.methods().forEach((gateway, token) -> {
            expect(gateway.matches("[a-z]{1,20}"), "payment.payment_method names gateways in small letters");
            length("payment.payment_method." + gateway, token, 500);
        });
        check(order.customer());
        return order;
    }

    private static void check(String place, OrderItem item, int decimals) {
        expect(
                item.sellerSku().length() <= SellerSku.MAX_LENGTH && isPlain(item.sellerSku()),
                place + ".seller_sku must have 1 to " + SellerSku.MAX_LENGTH + " characters");
        length(place + ".option", item.option(), 200);
        expect(item.quantity() >= 1 && item.quantity() <= MOST_PIECES, place + ".quantity must be 1 to " + MOST_PIECES);
        BigDecimal price = item.unitPrice();
        expect(
                price.signum() >= 0 && price.compareTo(HIGHEST_PRICE) < 0,
                place + ".unit_price must be 0 or more, and less than " + HIGHEST_PRICE.toPlainString());
        expect(
                price.stripTrailingZeros().scale() <= decimals,
                place + ".unit_price has more decimals than the currency (" + decimals + "); nothing is rounded");
    }

    private static void check(Map<String, String> customer) {
        customer.forEach((field, text) -> {
            expect(CUSTOMER.contains(field), "customer takes name, email, phone and address only");
            length("customer." + field, text, 500);
        });
    }

    /** Null passes. */
    private static void length(String field, String text, int most) {
        expect(
                text == null || !text.isBlank() && text.length() <= most && isPlain(text),
                field + " must have 1 to " + most + " characters and no control characters");
    }

    private static boolean isPlain(String text) {
        return !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    }

    private static void expect(boolean fine, String otherwise) {
        if (!fine) {
            throw OrderProblem.request(otherwise);
        }
    }
}
