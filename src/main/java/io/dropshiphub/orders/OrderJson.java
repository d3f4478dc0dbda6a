package io.dropshiphub.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the maps of an order are stored, and when two orders are the same. */
final class OrderJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private OrderJson() {}

    static String write(Map<String, String> texts) {
        return json(new TreeMap<>(texts));
    }

    /** Null is an empty map. */
    static Map<String, String> read(String json) {
        try {
            return json == null ? Map.of() : MAPPER.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored order could not be read", e);
        }
    }

    /** SHA-256 of everything that is asked for; who asks and the key do not count. */
    static byte[] hash(OrderRequest order) {
        List<Object> content = new ArrayList<>();
        content.add(order.orderNumber());
        content.add(order.currency().getCurrencyCode());
        for (OrderItem item : order.items()) {
            content.add(item.sellerSku());
            content.add(item.option());
            content.add(item.quantity());
            content.add(item.unitPrice().stripTrailingZeros().toPlainString());
        }
        content.add(new TreeMap<>(order.methods()));
        content.add(order.gateway());
        content.add(order.captures());
        content.add(order.returnUrl());
        content.add(order.customerId());
        content.add(new TreeMap<>(order.customer()));
        try {
            return MessageDigest.getInstance("SHA-256").digest(json(content).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always writable", e);
        }
    }
}
