package io.dropshiphub.payments.square;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import io.dropshiphub.product.Money;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes Square's requests. A partial authorization is never allowed: it would take less than was asked for. */
final class SquareRequests {

    /** Longest reason of a refund. */
    static final int REASON = 192;

    /** The most entries of a page. */
    private static final int PAGE = 100;

    private static final String PAYMENTS = "/v2/payments";
    private static final String REFUNDS = "/v2/refunds";

    private final SquareProperties settings;
    private final GatewayAmounts amounts;
    private final ObjectMapper json;

    SquareRequests(SquareProperties settings, GatewayAmounts amounts, ObjectMapper json) {
        this.settings = settings;
        this.amounts = amounts;
        this.json = json;
    }

    /** @throws PaymentProblem for a change that Square cannot make */
    ApiCall request(GatewayCall call) {
        return switch (call.operation()) {
            case CHARGE, AUTHORIZE -> post(PAYMENTS, creation(call));
            case CAPTURE -> post(payment(call) + "/complete", wholeOnly(call));
            // has no body at all
            case VOID -> new ApiCall("POST", payment(call) + "/cancel", null, headers(), null, true);
            case CANCEL_BY_KEY ->
                post(PAYMENTS + "/cancel", json.createObjectNode().put("idempotency_key", call.key()));
            case REFUND -> post(REFUNDS, refund(call));
            case STATUS -> get(payment(call), null);
            case REFUND_STATUS -> get(REFUNDS + "/" + id(call, References.REFUND), null);
            case LIST -> get(call.page().refunds() ? REFUNDS : PAYMENTS, period(call.page()));
            case FIND -> get(PAYMENTS, sought(call));
            case CONFIRM -> throw new IllegalArgumentException("Square has no " + call.operation());
        };
    }

    private ObjectNode creation(GatewayCall call) {
        ObjectNode body = json.createObjectNode();
        body.put("source_id", call.token());
        body.put("idempotency_key", call.key());
        body.set("amount_money", money(call.amount()));
        body.put("autocomplete", call.operation() == Operation.CHARGE);
        body.put("location_id", settings.locationId());
        put(body, "reference_id", call.orderId());
        put(body, "customer_id", call.customerId());
        put(body, "note", call.description());
        return body;
    }

    private ObjectNode refund(GatewayCall call) {
        if (call.reason() != null && call.reason().length() > REASON) {
            throw new PaymentProblem(
                    "HUB-PAY-430",
                    422,
                    "The reason of a refund may have " + REASON + " characters at Square, this one has "
                            + call.reason().length() + "; nothing was refunded. Shorten it and ask again.");
        }
        ObjectNode body = json.createObjectNode();
        body.put("idempotency_key", call.key());
        body.put("payment_id", Objects.requireNonNull(call.references().get(References.PAYMENT), "payment's id"));
        body.set("amount_money", money(call.amount()));
        put(body, "reason", call.reason());
        return body;
    }

    private ObjectNode wholeOnly(GatewayCall call) {
        if (!call.whole()) {
            throw new PaymentProblem(
                    "HUB-PAY-431",
                    422,
                    "Square captures all that is held or nothing; nothing was captured. Capture the whole amount and refund"
                            + " the rest, or void the payment.");
        }
        return json.createObjectNode();
    }

    private String period(Page page) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("begin_time", page.from().toString());
        query.put("end_time", page.to().toString());
        query.put("sort_order", "ASC");
        query.put("location_id", settings.locationId());
        query.put("limit", String.valueOf(PAGE));
        if (page.cursor() != null) {
            query.put("cursor", page.cursor());
        }
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The list cannot be asked for an order number, but for an amount, and for the time around the tries. */
    private String sought(GatewayCall call) {
        return "sort_order=DESC&location_id=" + encoded(settings.locationId()) + "&limit=" + PAGE + "&total="
                + amounts.write(call.amount()) + "&begin_time="
                + encoded(call.page().from().toString()) + "&end_time="
                + encoded(call.page().to().toString());
    }

    private ObjectNode money(Money amount) {
        return json.createObjectNode()
                .put("amount", Long.parseLong(amounts.write(amount)))
                .put("currency", amount.currency().getCurrencyCode());
    }

    private static void put(ObjectNode body, String field, String value) {
        if (value != null && !value.isBlank()) {
            body.put(field, value);
        }
    }

    private static String payment(GatewayCall call) {
        return PAYMENTS + "/" + id(call, References.PAYMENT);
    }

    private static String id(GatewayCall call, String kind) {
        return encoded(Objects.requireNonNull(call.references().get(kind), kind + "'s id"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ApiCall get(String path, String query) {
        return new ApiCall("GET", path, query, headers(), null, false);
    }

    private ApiCall post(String path, ObjectNode body) {
        try {
            return new ApiCall("POST", path, null, headers(), json.writeValueAsBytes(body), true)
                    .withHeader("Content-Type", "application/json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written", e);
        }
    }

    private Map<String, String> headers() {
        return Map.of("Square-Version", settings.apiVersion(), "Accept", "application/json");
    }
}
