package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.IdempotencyKeys;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;

/** Payments v2: capture, void and show authorizations; show and refund captures; show refunds. */
final class PayPalPayments {

    /** How long a request id is known here. */
    static final Duration KEY_LIFE = Duration.ofDays(45);

    /** How much more than was authorized may be captured, by PayPal's default. */
    private static final BigDecimal OVERAGE = new BigDecimal("1.15");

    /** How often an authorization may be captured; PayPal tells that there is a limit and not which. */
    private static final int MAX_CAPTURES = 10;

    private static final Duration REFUND_LIFE = Duration.ofDays(180);
    private static final int MAX_NOTE = 255;

    private final PayPalTill till;
    private final PayPalEvents events;
    private final PayPalRequestIds ids;

    PayPalPayments(PayPalTill till, PayPalEvents events, ServiceGround ground) {
        this.till = till;
        this.events = events;
        IdempotencyKeys keys = ground.keys(PayPal.SERVICE + " payments", KEY_LIFE);
        this.ids = new PayPalRequestIds(keys, ground);
    }

    WireReply authorization(Routes.Call call) {
        return get(call, PayPalEntry.AUTHORIZATION);
    }

    WireReply captured(Routes.Call call) {
        return get(call, PayPalEntry.CAPTURE);
    }

    WireReply refunded(Routes.Call call) {
        return get(call, PayPalEntry.REFUND);
    }

    private WireReply get(Routes.Call call, String kind) {
        PayPalOrder order = till.find(call.variable(0));
        PayPalEntry entry = PayPalTill.entry(order, kind, call.variable(0));
        return PayPalReplies.ok(200, PayPalViews.entry(order, entry, true));
    }

    WireReply capture(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        ObjectNode body = PayPalShape.body(request);
        PayPalShape shape = PayPalShape.object(body, "/");
        String invoice = shape.optional("invoice_id", 0, PayPalOrderRules.MAX_TEXT, null);
        String note = shape.optional("note_to_payer", 0, MAX_NOTE, null);
        shape.optional("soft_descriptor", 0, PayPalOrderRules.MAX_SOFT_DESCRIPTOR, null);
        boolean isLast = shape.flag("final_capture", false);
        PayPalMoney asked = amount(body);
        return once(call, PayPalEntry.CAPTURE, order -> {
            PayPalEntry authorization = PayPalTill.entry(order, PayPalEntry.AUTHORIZATION, call.variable(0));
            PayPalMoney amount = capturable(order, authorization, asked);
            order.instrument().capture();
            till.refuseUsedInvoice(invoice);
            PayPalEntry capture = till.capture(order, order.unitOf(authorization), amount, authorization, "COMPLETED");
            capture.put("invoice_id", invoice);
            capture.put("note_to_payer", note);
            boolean isAll =
                    order.used(authorization).compareTo(authorization.amount().value()) >= 0;
            capture.markFinal(isLast);
            authorization.become(isLast || isAll ? "CAPTURED" : "PARTIALLY_CAPTURED", till.now());
            events.captured(order, capture);
            return capture.id();
        });
    }

    /** What will be captured when {@code asked} is asked for, everything left with null. */
    private PayPalMoney capturable(PayPalOrder order, PayPalEntry authorization, PayPalMoney asked) {
        PayPalMoney held = authorization.amount();
        switch (authorization.status()) {
            case "VOIDED" -> throw PayPalRefusal.of(PayPalIssue.AUTHORIZATION_VOIDED);
            case "CAPTURED" -> throw PayPalRefusal.of(PayPalIssue.AUTHORIZATION_ALREADY_CAPTURED);
            case "DENIED" -> throw PayPalRefusal.of(PayPalIssue.AUTHORIZATION_DENIED);
            case "PENDING" -> throw PayPalRefusal.of(PayPalIssue.TRANSACTION_REFUSED);
            default -> {
                // it can be captured
            }
        }
        if (till.now() - authorization.created() >= PayPalViews.AUTHORIZATION_LIFE.toMillis()) {
            throw PayPalRefusal.of(PayPalIssue.AUTHORIZATION_EXPIRED);
        }
        if (order.childrenOf(authorization).size() >= MAX_CAPTURES) {
            throw PayPalRefusal.of(PayPalIssue.MAX_CAPTURE_COUNT_EXCEEDED);
        }
        PayPalMoney amount = asked == null ? held.minus(order.used(authorization)) : asked;
        if (!amount.currency().equals(held.currency())) {
            throw PayPalRefusal.body(
                    PayPalIssue.AUTH_CAPTURE_CURRENCY_MISMATCH, "/amount/currency_code", amount.currency());
        }
        BigDecimal total = order.used(authorization).add(amount.value());
        if (total.compareTo(held.value().multiply(OVERAGE)) > 0) {
            throw PayPalRefusal.body(
                    PayPalIssue.MAX_CAPTURE_AMOUNT_EXCEEDED,
                    "/amount/value",
                    amount.value().toPlainString());
        }
        return amount;
    }

    WireReply release(Routes.Call call) {
        WireRequest request = call.request();
        String id = call.variable(0);
        return ids.once(
                request.path(),
                request.header(PayPalOrders.REQUEST_ID),
                () -> till.with(id, order -> {
                    PayPalEntry authorization = PayPalTill.entry(order, PayPalEntry.AUTHORIZATION, id);
                    switch (authorization.status()) {
                        case "CAPTURED" -> throw PayPalRefusal.of(PayPalIssue.PREVIOUSLY_CAPTURED);
                        case "VOIDED" -> throw PayPalRefusal.of(PayPalIssue.PREVIOUSLY_VOIDED);
                        case "DENIED" -> throw PayPalRefusal.of(PayPalIssue.CANNOT_BE_VOIDED);
                        default -> authorization.become("VOIDED", till.now());
                    }
                    events.authorized(order, authorization);
                    return id;
                }),
                (made, isNew) ->
                        PayPal.wantsAll(request) ? get(call, PayPalEntry.AUTHORIZATION) : PayPalReplies.noContent());
    }

    WireReply refund(Routes.Call call) throws IOException {
        ObjectNode body = PayPalShape.body(call.request());
        PayPalShape shape = PayPalShape.object(body, "/");
        String invoice = shape.optional("invoice_id", 1, PayPalOrderRules.MAX_TEXT, null);
        String custom = shape.optional("custom_id", 1, PayPalOrderRules.MAX_TEXT, null);
        String note = shape.optional("note_to_payer", 1, MAX_NOTE, null);
        PayPalMoney asked = amount(body);
        return once(call, PayPalEntry.REFUND, order -> {
            PayPalEntry capture = PayPalTill.entry(order, PayPalEntry.CAPTURE, call.variable(0));
            PayPalMoney amount = refundable(order, capture, asked);
            order.instrument().refund();
            PayPalEntry refund =
                    till.refund(order, capture, amount, order.instrument().refundStatus());
            refund.put("invoice_id", invoice);
            refund.put("custom_id", custom);
            refund.put("note_to_payer", note);
            till.refunded(order, refund);
            return refund.id();
        });
    }

    /** What will be given back when {@code asked} is asked for, everything left with null. */
    private PayPalMoney refundable(PayPalOrder order, PayPalEntry capture, PayPalMoney asked) {
        PayPalMoney taken = capture.amount();
        switch (capture.status()) {
            case "PENDING" -> throw PayPalRefusal.of(PayPalIssue.PENDING_CAPTURE);
            case "REFUNDED" -> throw PayPalRefusal.of(PayPalIssue.CAPTURE_FULLY_REFUNDED);
            case "DECLINED", "FAILED" -> throw PayPalRefusal.of(PayPalIssue.REFUND_NOT_ALLOWED);
            default -> {
                // there is something to give back
            }
        }
        if (till.now() - capture.created() >= REFUND_LIFE.toMillis()) {
            throw PayPalRefusal.of(PayPalIssue.REFUND_TIME_LIMIT_EXCEEDED);
        }
        PayPalMoney left = taken.minus(order.used(capture));
        PayPalMoney amount = asked == null ? left : asked;
        if (!amount.currency().equals(taken.currency())) {
            throw PayPalRefusal.body(
                    PayPalIssue.REFUND_CAPTURE_CURRENCY_MISMATCH, "/amount/currency_code", amount.currency());
        }
        if (amount.value().compareTo(left.value()) > 0) {
            throw PayPalRefusal.body(
                    PayPalIssue.REFUND_AMOUNT_EXCEEDED,
                    "/amount/value",
                    amount.value().toPlainString());
        }
        return amount;
    }

    /** Makes an entry once, and shows it. */
    private WireReply once(Routes.Call call, String kind, Function<PayPalOrder, String> act) {
        WireRequest request = call.request();
        return ids.once(
                request.path(),
                request.header(PayPalOrders.REQUEST_ID),
                () -> till.with(call.variable(0), act),
                (made, isNew) -> {
                    PayPalOrder order = till.find(made);
                    PayPalEntry entry = PayPalTill.entry(order, kind, made);
                    return PayPalReplies.ok(
                            isNew ? 201 : 200, PayPalViews.entry(order, entry, PayPal.wantsAll(request)));
                });
    }

    private static PayPalMoney amount(ObjectNode body) {
        return body.hasNonNull("amount") ? PayPalMoney.parse(body.get("amount"), "/amount") : null;
    }
}
