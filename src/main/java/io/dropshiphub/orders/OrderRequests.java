package io.dropshiphub.orders;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads the JSON of an order, the same from every entrance. */
@Component
public class OrderRequests {

    private static final Set<String> ORDER =
            Set.of("order_number", "items", "currency", "payment", "customer_id", "customer");
    private static final Set<String> ITEM = Set.of("seller_sku", "option", "quantity", "unit_price");
    private static final Set<String> PAYMENT = Set.of("payment_method", "gateway", "mode", "return_url");

    // amounts as they are written, and no second value for a field
    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The order that a text asks for.
     *
     * @param ownerId whose it is to be
     * @param by who brings it
     * @param key the caller's idempotency key
     * @throws io.dropshiphub.product.CodedProblem 400 naming the field that is wrong, never its value
     */
    public OrderRequest read(long ownerId, String by, String key, String json) {
        if (key == null) {
            throw OrderProblem.request(
                    "the header Idempotency-Key is missing; a new one, such as a UUID, for each new order");
        }
        JsonFields order = JsonFields.of("", tree(json), ORDER);
        JsonFields payment = order.must("payment", PAYMENT);
        String mode = payment.text("mode");
        if (mode != null && !Set.of("charge", "authorize").contains(mode)) {
            throw OrderProblem.request("payment.mode must be charge or authorize");
        }
        List<OrderItem> items = order.mustList("items", ITEM).stream()
                .map(item -> new OrderItem(
                        item.mustText("seller_sku"),
                        item.text("option"),
                        item.mustInt("quantity"),
                        item.mustAmount("unit_price")))
                .toList();
        return OrderChecks.checked(new OrderRequest(
                ownerId,
                by,
                key,
                order.mustText("order_number"),
                currency(order.text("currency")),
                items,
                payment.texts("payment_method"),
                payment.text("gateway"),
                !"authorize".equals(mode),
                payment.text("return_url"),
                order.text("customer_id"),
                order.texts("customer")));
    }

    private JsonNode tree(String json) {
        try {
            return mapper.readTree(json == null ? "" : json);
        } catch (JsonProcessingException e) {
            // not its message, which repeats what was sent
            throw OrderProblem.request(
                    "the body is not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")");
        }
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code == null ? "KRW" : code);
        } catch (IllegalArgumentException e) {
            throw OrderProblem.request("currency must be an ISO 4217 code such as KRW or USD");
        }
    }
}
