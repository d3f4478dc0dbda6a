package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;

/** Orders, authorizations, captures and refunds as PayPal shows them: in full, or as little as it shows unless asked for more. */
final class PayPalViews {

    static final String MERCHANT = "SANDBOXMERCH2";

    /** How long an authorization can be captured. */
    static final Duration AUTHORIZATION_LIFE = Duration.ofDays(29);

    private static final String ORDERS = "/v2/checkout/orders/";
    private static final String PAYMENTS = "/v2/payments/";

    private PayPalViews() {}

    static ObjectNode order(PayPalOrder order, boolean full) {
        ObjectNode view = Json.object().put("id", order.id());
        if (full) {
            view.put("intent", order.intent());
        }
        view.put("status", order.status());
        if (full) {
            source(order, view);
            ArrayNode units = view.putArray("purchase_units");
            for (PayPalUnit unit : order.units()) {
                units.add(unit(order, unit));
            }
            if (order.approved() > 0) {
                view.putObject("payer").put("payer_id", "SANDBOXPAYER2").put("email_address", "payer@sandbox.example");
            }
            view.put("create_time", PayPalEntry.time(order.created()))
                    .put("update_time", PayPalEntry.time(order.updated()));
        }
        links(order, view.putArray("links"));
        return view;
    }

    private static void source(PayPalOrder order, ObjectNode view) {
        JsonNode sent = order.source();
        if (sent.has("card")) {
            view.putObject("payment_source")
                    .putObject("card")
                    .put("brand", "VISA")
                    .put("last_digits", "7704")
                    .put("type", "CREDIT");
        } else if (sent.isObject()) {
            view.putObject("payment_source")
                    .putObject("paypal")
                    .put("account_id", "SANDBOXPAYER2")
                    .put("email_address", "payer@sandbox.example")
                    .put("account_status", "VERIFIED");
        }
    }

    private static ObjectNode unit(PayPalOrder order, PayPalUnit unit) {
        ObjectNode view = Json.object().put("reference_id", unit.referenceId());
        view.set("amount", unit.amount().json());
        view.set("payee", payee());
        for (String field : new String[] {"description", "custom_id", "invoice_id", "soft_descriptor"}) {
            if (unit.text(field) != null) {
                view.put(field, unit.text(field));
            }
        }
        for (PayPalEntry entry : order.entries()) {
            if (entry.unit() == unit.index()) {
                ObjectNode payments =
                        view.has("payments") ? (ObjectNode) view.get("payments") : view.putObject("payments");
                payments.withArray(entry.kind() + "s").add(entry(order, entry, true));
            }
        }
        return view;
    }

    private static ObjectNode payee() {
        return Json.object().put("email_address", "seller@sandbox.example").put("merchant_id", MERCHANT);
    }

    private static void links(PayPalOrder order, ArrayNode links) {
        String self = order.base() + ORDERS + order.id();
        PayPalReplies.link(links, self, "self", "GET");
        switch (order.status()) {
            case "CREATED" -> {
                PayPalReplies.link(links, approval(order), "approve", "GET");
                PayPalReplies.link(links, self, "update", "PATCH");
                end(order, self, links);
            }
            case "PAYER_ACTION_REQUIRED" -> PayPalReplies.link(links, approval(order), "payer-action", "GET");
            case "APPROVED" -> end(order, self, links);
            default -> {
                // nothing is left to be done
            }
        }
    }

    private static void end(PayPalOrder order, String self, ArrayNode links) {
        String end = order.isToCapture() ? "capture" : "authorize";
        PayPalReplies.link(links, self + "/" + end, end, "POST");
    }

    /** Where the payer agrees. */
    static String approval(PayPalOrder order) {
        return order.base() + PayPalPayer.PAGE + "?token=" + order.id();
    }

    static ObjectNode entry(PayPalOrder order, PayPalEntry entry, boolean full) {
        ObjectNode view = Json.object().put("id", entry.id()).put("status", entry.status());
        if (full) {
            if (entry.text("reason") != null) {
                view.putObject("status_details").put("reason", entry.text("reason"));
            }
            view.set("amount", entry.amount().json());
            for (String field : new String[] {"custom_id", "invoice_id", "note_to_payer"}) {
                if (entry.text(field) != null) {
                    view.put(field, entry.text(field));
                }
            }
            details(order, entry, view);
            view.put("create_time", entry.createTime()).put("update_time", entry.updateTime());
        }
        links(order, entry, view.putArray("links"));
        return view;
    }

    private static void details(PayPalOrder order, PayPalEntry entry, ObjectNode view) {
        switch (entry.kind()) {
            case PayPalEntry.AUTHORIZATION ->
                view.put("expiration_time", PayPalEntry.time(entry.created() + AUTHORIZATION_LIFE.toMillis()))
                        .set("seller_protection", protection());
            case PayPalEntry.CAPTURE -> capture(order, entry, view);
            default -> {
                PayPalMoney amount = entry.amount();
                ObjectNode breakdown = view.putObject("seller_payable_breakdown");
                breakdown.set("gross_amount", amount.json());
                breakdown.set("net_amount", amount.json());
                BigDecimal total = order.used(order.entry(PayPalEntry.CAPTURE, entry.parent()));
                breakdown.set(
                        "total_refunded_amount",
                        PayPalMoney.of(amount.currency(), total).json());
                return;
            }
        }
        ObjectNode related =
                view.putObject("supplementary_data").putObject("related_ids").put("order_id", order.id());
        if (entry.parent() != null) {
            related.put("authorization_id", entry.parent());
        }
        view.set("payee", payee());
    }

    private static void capture(PayPalOrder order, PayPalEntry entry, ObjectNode view) {
        view.put("final_capture", entry.isFinal()).put("disbursement_mode", "INSTANT");
        view.set("seller_protection", protection());
        if (!entry.hasStatus("PENDING")) {
            ObjectNode breakdown = view.putObject("seller_receivable_breakdown");
            breakdown.set("gross_amount", entry.amount().json());
            breakdown.set("net_amount", entry.amount().json());
        }
        if (order.source().has("card")) {
            ObjectNode response = view.putObject("processor_response");
            if (entry.hasStatus("DECLINED")) {
                // insufficient funds; and the network's advice not to try this card again
                response.put("response_code", "5120").put("payment_advice_code", "03");
            } else {
                response.put("response_code", "0000");
            }
        }
    }

    private static ObjectNode protection() {
        ObjectNode protection = Json.object().put("status", "ELIGIBLE");
        protection.putArray("dispute_categories").add("ITEM_NOT_RECEIVED").add("UNAUTHORIZED_TRANSACTION");
        return protection;
    }

    private static void links(PayPalOrder order, PayPalEntry entry, ArrayNode links) {
        String payments = order.base() + PAYMENTS;
        String self = payments + entry.kind() + "s/" + entry.id();
        PayPalReplies.link(links, self, "self", "GET");
        switch (entry.kind()) {
            case PayPalEntry.AUTHORIZATION -> {
                PayPalReplies.link(links, self + "/capture", "capture", "POST");
                PayPalReplies.link(links, self + "/void", "void", "POST");
                PayPalReplies.link(links, order.base() + ORDERS + order.id(), "up", "GET");
            }
            case PayPalEntry.CAPTURE -> {
                PayPalReplies.link(links, self + "/refund", "refund", "POST");
                String up = entry.parent() == null
                        ? order.base() + ORDERS + order.id()
                        : payments + "authorizations/" + entry.parent();
                PayPalReplies.link(links, up, "up", "GET");
            }
            default -> PayPalReplies.link(links, payments + "captures/" + entry.parent(), "up", "GET");
        }
    }
}
