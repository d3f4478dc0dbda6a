package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.References;
import io.dropshiphub.product.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes the requests, after PayPal's published schemas of orders (2.13) and payments (2.9). */
final class PayPalRequests {

    private static final String ORDERS = "/v2/checkout/orders";
    private static final String PAYMENTS = "/v2/payments/";

    /** Longest note to the payer of a refund. */
    private static final int NOTE = 255;

    private final GatewayAmounts amounts;
    private final ObjectMapper json;

    PayPalRequests(GatewayAmounts amounts, ObjectMapper json) {
        this.amounts = amounts;
        this.json = json;
    }

    /**
     * The request for a call, without the token that proves who calls.
     *
     * @throws PaymentProblem 409 when the payment has nothing at PayPal that this could be done with, 422 for too long a reason
     */
    ApiCall of(GatewayCall call) {
        return switch (call.operation()) {
            case CHARGE, AUTHORIZE -> start(call);
            case CONFIRM -> settle(call, id(call, References.ORDER), call.captures());
            case CAPTURE ->
                post(
                        call,
                        PAYMENTS + "authorizations/" + id(call, References.AUTHORIZATION) + "/capture",
                        capture(call));
            case VOID -> voided(call);
            case REFUND -> post(call, PAYMENTS + "captures/" + id(call, References.CAPTURE) + "/refund", refund(call));
            case STATUS -> get(call, status(call));
            case REFUND_STATUS -> get(call, PAYMENTS + "refunds/" + id(call, References.REFUND));
            case LIST -> PayPalTransactions.request(call.page());
            case FIND, CANCEL_BY_KEY -> throw new IllegalArgumentException("PayPal has no " + call.operation());
        };
    }

    private ApiCall start(GatewayCall call) {
        boolean captures = call.operation() == Operation.CHARGE;
        PayPalMethod method = PayPalMethod.of(call.token())
                .orElseThrow(() -> new IllegalArgumentException("the token was not checked before"));
        if (method.form() == PayPalMethod.Form.ORDER) {
            return settle(call, method.id(), captures);
        }
        ObjectNode order = json.createObjectNode();
        order.put("intent", captures ? "CAPTURE" : "AUTHORIZE");
        ObjectNode unit = order.putArray("purchase_units").addObject();
        unit.put("reference_id", call.paymentId().toString());
        unit.put("custom_id", call.orderId());
        if (call.description() != null && !call.description().isBlank()) {
            unit.put("description", call.description());
        }
        unit.set("amount", money(call.amount()));
        order.putObject("payment_source").set(source(method), payWith(method, call));
        return post(call, ORDERS, order);
    }

    private static String source(PayPalMethod method) {
        return method.form() == PayPalMethod.Form.CARD ? "card" : "paypal";
    }

    private ObjectNode payWith(PayPalMethod method, GatewayCall call) {
        ObjectNode source = json.createObjectNode();
        if (method.form() != PayPalMethod.Form.APPROVE) {
            source.put("vault_id", method.id());
        }
        if (call.returnUrl() != null) {
            ObjectNode context = source.putObject("experience_context");
            context.put("return_url", call.returnUrl());
            // who comes back is told apart by asking for the payment, not by the address
            context.put("cancel_url", call.returnUrl());
            if (method.form() == PayPalMethod.Form.APPROVE) {
                context.put("user_action", "PAY_NOW");
            }
        }
        return source;
    }

    /** Takes or holds the money of an order that the payer has approved. */
    private ApiCall settle(GatewayCall call, String order, boolean captures) {
        return post(call, ORDERS + "/" + order + (captures ? "/capture" : "/authorize"), json.createObjectNode());
    }

    private ObjectNode capture(GatewayCall call) {
        ObjectNode body = json.createObjectNode();
        body.set("amount", money(call.amount()));
        body.put("final_capture", call.whole());
        return body;
    }

    /** The amount stands there also when it is all that is left: PayPal's "all" may be more than the hub's. */
    private ObjectNode refund(GatewayCall call) {
        ObjectNode body = json.createObjectNode();
        body.set("amount", money(call.amount()));
        if (call.orderId() != null) {
            body.put("custom_id", call.orderId());
        }
        if (call.reason() != null && !call.reason().isBlank()) {
            // its pattern takes no line break
            body.put("note_to_payer", checked(call.reason().strip().replaceAll("\\s+", " ")));
        }
        return body;
    }

    private static String checked(String note) {
        if (note.length() > NOTE) {
            throw new PaymentProblem(
                    "HUB-PAY-427",
                    422,
                    "The reason of a refund may have " + NOTE + " characters at PayPal, this one has " + note.length()
                            + "; nothing was given back. Shorten it.");
        }
        return note;
    }

    /**
     * An authorization can be voided. An order without one cannot, and need not: only the hub could take its money, so it is read,
     * and the payment is over when nothing was taken.
     */
    private ApiCall voided(GatewayCall call) {
        String authorization = call.references().get(References.AUTHORIZATION);
        return authorization == null
                ? get(call, ORDERS + "/" + id(call, References.ORDER))
                : post(call, PAYMENTS + "authorizations/" + encoded(authorization) + "/void", null);
    }

    /** The order shows its authorizations, captures and refunds; the others only themselves. */
    private static String status(GatewayCall call) {
        References references = call.references();
        if (references.get(References.ORDER) == null && references.get(References.CAPTURE) != null) {
            return PAYMENTS + "captures/" + id(call, References.CAPTURE);
        }
        if (references.get(References.ORDER) == null && references.get(References.AUTHORIZATION) != null) {
            return PAYMENTS + "authorizations/" + id(call, References.AUTHORIZATION);
        }
        return ORDERS + "/" + id(call, References.ORDER);
    }

    private ObjectNode money(Money amount) {
        ObjectNode money = json.createObjectNode();
        money.put("currency_code", amount.currency().getCurrencyCode());
        money.put("value", amounts.write(amount));
        return money;
    }

    private ApiCall post(GatewayCall call, String path, ObjectNode body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        headers.put("PayPal-Request-Id", call.key());
        // else only id and status come back, and a status without its capture says nothing about money
        headers.put("Prefer", "return=representation");
        return new ApiCall(
                "POST", path, null, headers, bytes(body), call.operation().writes());
    }

    private static ApiCall get(GatewayCall call, String path) {
        return new ApiCall(
                "GET",
                path,
                null,
                Map.of("Accept", "application/json"),
                null,
                call.operation().writes());
    }

    private static String id(GatewayCall call, String kind) {
        String id = call.references().get(kind);
        if (id == null) {
            throw new PaymentProblem(
                    "HUB-PAY-420",
                    409,
                    "Payment " + call.paymentId() + " has no " + kind + " at PayPal, which "
                            + call.operation().name().toLowerCase(Locale.ROOT)
                            + " needs; nothing was sent. Look at the payment's status: it says what can be done with it.");
        }
        return encoded(id);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private byte[] bytes(ObjectNode body) {
        try {
            return body == null ? null : json.writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
