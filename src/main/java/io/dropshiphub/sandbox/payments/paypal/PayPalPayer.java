package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.nio.charset.StandardCharsets;

/** What the payer, PayPal's staff and the merchant in PayPal's pages do: agree, clear what is pending, give back. */
final class PayPalPayer {

    /** Where the payer's browser is sent; the page has one button. */
    static final String PAGE = "/checkoutnow";

    private static final String HTML = """
            <!doctype html><html><head><meta charset="utf-8"><title>PayPal (sandbox)</title></head><body>
            <h1>PayPal (sandbox)</h1><p>%s</p>%s</body></html>
            """;
    private static final String BUTTON = "<form method=\"post\"><button>Pay</button></form>";

    private final PayPalTill till;
    private final PayPalEvents events;

    PayPalPayer(PayPalTill till, PayPalEvents events) {
        this.till = till;
        this.events = events;
    }

    WireReply page(Routes.Call call) {
        PayPalOrder order = till.find(String.valueOf(call.request().parameter("token")));
        PayPalMoney amount = order.units().get(0).amount();
        boolean isOpen = canAgree(order);
        return html(
                "Order " + order.id() + ", " + amount.value().toPlainString() + " " + amount.currency() + ": "
                        + (isOpen ? "do you agree?" : order.status()),
                isOpen ? BUTTON : "");
    }

    /** The button: the payer agrees and is sent back to where the merchant wished. */
    WireReply agree(Routes.Call call) {
        String id = String.valueOf(call.request().parameter("token"));
        String problem = approve(id, null);
        JsonNode context = till.find(id).source().path("paypal").path("experience_context");
        String back = Json.text(context, "return_url");
        if (problem != null || back == null) {
            return html(problem == null ? "Thank you. You may close this page." : problem, "");
        }
        String address = back + (back.contains("?") ? '&' : '?') + "token=" + id + "&PayerID=SANDBOXPAYER2";
        return WireReply.of(302, WireReply.HTML, new byte[0]).with("Location", address);
    }

    private static WireReply html(String text, String form) {
        return WireReply.of(200, WireReply.HTML, HTML.formatted(text, form).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean canAgree(PayPalOrder order) {
        return switch (order.status()) {
            case "CREATED", "PAYER_ACTION_REQUIRED", "APPROVED" -> true;
            default -> false;
        };
    }

    /** @return why it cannot happen, or null when it has; see {@link PayPal#happen} */
    String happen(String id, String what, ObjectNode details) {
        return switch (what) {
            case "approve" -> approve(id, Json.text(details, "vault_id"));
            case "reject" -> reject(id);
            case "settle" -> end(id, true);
            case "fail" -> end(id, false);
            case "refund" -> refund(id, details);
            default -> "at PayPal can happen: approve, reject, settle, fail, refund";
        };
    }

    private String approve(String id, String vaultId) {
        return till.with(id, order -> {
            if (!canAgree(order)) {
                return "order " + order.id() + " is " + order.status();
            }
            order.approve(vaultId, till.now());
            events.approved(order);
            return null;
        });
    }

    private String reject(String id) {
        return till.with(id, order -> {
            if (!canAgree(order)) {
                return "order " + order.id() + " is " + order.status();
            }
            order.become("VOIDED", till.now());
            return null;
        });
    }

    /** Ends what is pending within the order, or the entry of this id alone. */
    private String end(String id, boolean well) {
        return till.with(id, order -> {
            PayPalEntry pending = order.entries().stream()
                    .filter(entry -> entry.hasStatus("PENDING"))
                    .filter(entry -> id.equals(order.id()) || id.equals(entry.id()))
                    .findFirst()
                    .orElse(null);
            if (pending == null) {
                return "nothing is pending in " + id;
            }
            pending.state().remove("reason");
            switch (pending.kind()) {
                case PayPalEntry.AUTHORIZATION -> {
                    pending.become(well ? "CREATED" : "DENIED", till.now());
                    events.authorized(order, pending);
                }
                case PayPalEntry.CAPTURE -> {
                    pending.become(well ? "COMPLETED" : "DECLINED", till.now());
                    if (well) {
                        events.captured(order, pending);
                    } else {
                        events.denied(order, pending);
                    }
                }
                default -> {
                    pending.become(well ? "COMPLETED" : "FAILED", till.now());
                    till.standRefunded(order, order.entry(PayPalEntry.CAPTURE, pending.parent()));
                    till.refunded(order, pending);
                }
            }
            return null;
        });
    }

    private String refund(String id, ObjectNode details) {
        return till.with(id, order -> {
            PayPalEntry capture = order.entries(PayPalEntry.CAPTURE).stream()
                    .filter(entry -> entry.hasStatus("COMPLETED", "PARTIALLY_REFUNDED"))
                    .findFirst()
                    .orElse(null);
            if (capture == null) {
                return "nothing is left to refund of " + id;
            }
            PayPalMoney left = capture.amount().minus(order.used(capture));
            String asked = Json.text(details, "amount");
            PayPalMoney amount;
            try {
                ObjectNode wanted = left.json();
                amount = asked == null ? left : PayPalMoney.parse(wanted.put("value", asked), "/amount");
            } catch (PayPalRefusal refusal) {
                return "amount must be decimal text: " + refusal.issue;
            }
            if (amount.value().compareTo(left.value()) > 0) {
                return "only " + left.value().toPlainString() + " is left to refund of " + id;
            }
            till.refunded(order, till.refund(order, capture, amount, "COMPLETED"));
            return null;
        });
    }
}
