package io.dropshiphub.admin.start;

import io.dropshiphub.orders.ListedStock;
import io.dropshiphub.orders.OrderLog;
import io.dropshiphub.product.Product;
import io.dropshiphub.registration.ListedProducts;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What orders ask of features they must not know: what is listed, and where it stays known who ordered. */
@Configuration(proxyBeanMethods = false)
class OrderPorts {

    @Bean
    ListedStock listedStock(ListedProducts products) {
        return (ownerId, sku) ->
                products.newest(ownerId, sku).map(OrderPorts::variants).orElse(List.of());
    }

    @Bean
    OrderLog orderLog(AuditLog audit) {
        return (request, order) -> audit.append(AuditEntry.done(
                request.by(),
                "order.place",
                "order:" + order,
                Map.of(
                        "order_number",
                        request.orderNumber(),
                        "total",
                        request.total().amount().toPlainString() + " "
                                + request.currency().getCurrencyCode())));
    }

    private static List<ListedStock.Variant> variants(ListedProducts.Listed listed) {
        Product product = listed.product();
        if (product.variants().isEmpty()) {
            return List.of(new ListedStock.Variant(List.of(), null, product.stock(), listed.since()));
        }
        return product.variants().stream()
                .map(variant ->
                        new ListedStock.Variant(variant.optionValues(), variant.sku(), variant.stock(), listed.since()))
                .toList();
    }
}
