package io.dropshiphub.payments;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.product.Money;
import io.dropshiphub.product.Owners;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads what somebody asks for: a record as it is, or the same fields as JSON or a map. Strict: a field that the hub would ignore is
 * a mistake, and an amount is exact or none.
 */
@Component
public class PaymentRequests {

    private static final Set<String> FIELDS = Set.of(
            "amount",
            "currency",
            "order_id",
            "customer_id",
            "payment_method",
            "description",
            "metadata",
            "gateway",
            "idempotency_key",
            "capture",
            "return_url");

    private static final Set<String> CHANGE_FIELDS = Set.of("payment_id", "idempotency_key", "amount", "reason");

    /**
     * A payment that a route asks for.
     *
     * @param body a {@link PaymentRequest}, or its fields as JSON text, bytes or a map: then it is the house's
     * @throws PaymentProblem 400 or 422 with the field that is wrong; nothing was charged
     */
    public PaymentRequest read(Object body) {
        if (body instanceof PaymentRequest request) {
            RequestFields.whole(request.key(), "idempotency_key");
            RequestFields.positive(request.amount().amount(), "amount");
            refuseCardData(request);
            return request;
        }
        RequestFields fields = RequestFields.of(body, FIELDS);
        return read(Owners.HOUSE, fields.required("idempotency_key"), fields);
    }

    /**
     * A payment that somebody asks for over HTTP.
     *
     * @param ownerId whose it is to be
     * @param key their idempotency key, which the body does not repeat
     * @param json the fields
     * @throws PaymentProblem as {@link #read(Object)}
     */
    public PaymentRequest read(long ownerId, String key, String json) {
        RequestFields fields = RequestFields.of(json, FIELDS);
        fields.absent("idempotency_key", "it is the header Idempotency-Key");
        return read(ownerId, RequestFields.whole(key, "Idempotency-Key"), fields);
    }

    /**
     * Something that is to be done with a payment.
     *
     * @param body a {@link PaymentChange}, or its fields as JSON text, bytes or a map
     * @throws PaymentProblem as {@link #read(Object)}
     */
    public PaymentChange change(Object body) {
        if (body instanceof PaymentChange change) {
            RequestFields.whole(change.key(), "idempotency_key");
            CardData.refuse(change.key());
            CardData.refuse(change.reason());
            return change;
        }
        RequestFields fields = RequestFields.of(body, CHANGE_FIELDS);
        return new PaymentChange(
                id(fields.required("payment_id")),
                fields.required("idempotency_key"),
                fields.has("amount") ? fields.amount("amount") : null,
                fields.text("reason"));
    }

    /** A payment's id, as UUID or text. */
    public UUID id(Object body) {
        if (body instanceof UUID id) {
            return id;
        }
        try {
            return UUID.fromString(String.valueOf(body));
        } catch (IllegalArgumentException e) {
            throw RequestFields.wrong("payment_id", "a payment's id, such as 018f6f3e-5a1c-7cc2-9d50-6f8e2d7b9a10");
        }
    }

    private static PaymentRequest read(long ownerId, String key, RequestFields fields) {
        String gateway = fields.text("gateway");
        return new PaymentRequest(
                ownerId,
                key,
                new Money(fields.amount("amount"), currency(fields.required("currency"))),
                fields.required("order_id"),
                fields.text("customer_id"),
                methods(fields, gateway),
                gateway,
                fields.yes("capture", true),
                fields.text("description"),
                fields.texts("metadata"),
                fields.text("return_url"));
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw RequestFields.wrong("currency", "an ISO 4217 code in capitals, such as KRW");
        }
    }

    /** A token of each gateway by its name, or the token alone when the gateway is named. */
    private static Map<String, String> methods(RequestFields fields, String gateway) {
        JsonNode method = fields.node("payment_method");
        if (method != null && method.isTextual()) {
            if (gateway == null) {
                throw RequestFields.wrong(
                        "payment_method", "an object {gateway: token}; a token alone will do where gateway is given");
            }
            return Map.of(gateway, fields.required("payment_method"));
        }
        Map<String, String> methods = fields.texts("payment_method");
        if (methods.isEmpty()) {
            throw RequestFields.wrong("payment_method", "an object {gateway: token} with at least one token");
        }
        return methods;
    }

    private static void refuseCardData(PaymentRequest request) {
        Map<String, Object> all = new TreeMap<>();
        all.put("key", request.key());
        all.put("order", request.orderId());
        all.put("customer", String.valueOf(request.customerId()));
        all.put("methods", request.methods());
        all.put("description", String.valueOf(request.description()));
        all.put("metadata", request.metadata());
        all.put("back", String.valueOf(request.returnUrl()));
        CardData.refuse(all);
    }
}
