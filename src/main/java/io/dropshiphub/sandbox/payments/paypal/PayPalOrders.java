package io.dropshiphub.sandbox.payments.paypal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.IdempotencyKeys;
import io.dropshiphub.sandbox.payments.PaymentBook;
import io.dropshiphub.sandbox.payments.ServiceGround;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.time.Duration;

/** Orders v2: create, show, capture, authorize. */
final class PayPalOrders {

    static final String REQUEST_ID = "PayPal-Request-Id";

    /** How long an order's request id is known. */
    static final Duration KEY_LIFE = Duration.ofHours(6);

    private static final int MAX_REQUEST_ID = 108;

    /** How long the payer has to agree, and then the merchant to end it. */
    private static final Duration ORDER_LIFE = Duration.ofHours(3);

    private final PayPalTill till;
    private final PaymentBook book;
    private final PayPalRequestIds ids;

    PayPalOrders(PayPalTill till, PaymentBook book, ServiceGround ground) {
        this.till = till;
        this.book = book;
        IdempotencyKeys keys = ground.keys(PayPal.SERVICE + " orders", KEY_LIFE);
        this.ids = new PayPalRequestIds(keys, ground);
    }

    WireReply create(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        ObjectNode body = PayPalShape.body(request);
        PayPalOrderRules.check(body);
        String requestId = requestId(request);
        if (requestId == null && body.hasNonNull("payment_source")) {
            throw PayPalRefusal.header(PayPalIssue.PAYPAL_REQUEST_ID_REQUIRED, REQUEST_ID);
        }
        String base = PayPal.base(request);
        return ids.once(
                request.path(), requestId, () -> make(body, base, requestId), (id, isNew) -> show(request, id, isNew));
    }

    private String make(ObjectNode body, String base, String requestId) {
        PayPalOrder order = PayPalOrder.create(body, base, requestId, till.now());
        String vaultId = PayPalOrderRules.source(body.get("payment_source"));
        synchronized (book) {
            if (vaultId != null && !new PayPalInstrument(vaultId).asksPayer()) {
                order.payWith(vaultId);
                till.settle(order);
            } else if (body.hasNonNull("payment_source")) {
                order.become("PAYER_ACTION_REQUIRED", till.now());
            }
            till.enter(order);
        }
        return order.id();
    }

    WireReply get(Routes.Call call) {
        return PayPalReplies.ok(200, PayPalViews.order(till.find(order(call)), true));
    }

    WireReply capture(Routes.Call call) throws IOException {
        return end(call, "CAPTURE", PayPalIssue.ORDER_ALREADY_CAPTURED);
    }

    WireReply authorize(Routes.Call call) throws IOException {
        return end(call, "AUTHORIZE", PayPalIssue.ORDER_ALREADY_AUTHORIZED);
    }

    private WireReply end(Routes.Call call, String intent, PayPalIssue already) throws IOException {
        WireRequest request = call.request();
        ObjectNode body = PayPalShape.body(request);
        String vaultId = PayPalOrderRules.source(body.get("payment_source"));
        String id = order(call);
        return ids.once(
                request.path(),
                requestId(request),
                () -> till.with(id, order -> {
                    if (vaultId != null) {
                        order.source(body.get("payment_source"));
                        order.payWith(vaultId);
                    }
                    complete(order, intent, already, vaultId != null);
                    return order.id();
                }),
                (made, isNew) -> show(request, made, isNew));
    }

    private void complete(PayPalOrder order, String intent, PayPalIssue already, boolean hasSource) {
        if (!order.intent().equals(intent)) {
            throw PayPalRefusal.of(PayPalIssue.ACTION_DOES_NOT_MATCH_INTENT);
        }
        if (order.status().equals("COMPLETED")) {
            throw PayPalRefusal.of(already);
        }
        long since = order.approved() > 0 ? order.approved() : order.created();
        if (till.now() - since >= ORDER_LIFE.toMillis()) {
            throw PayPalRefusal.of(PayPalIssue.ORDER_EXPIRED);
        }
        if (!order.status().equals("APPROVED") && !hasSource) {
            throw PayPalRefusal.of(PayPalIssue.ORDER_NOT_APPROVED).redirecting(PayPalViews.approval(order));
        }
        try {
            till.settle(order);
        } catch (PayPalRefusal refusal) {
            // a payer whose means of payment was declined can choose another one
            boolean isChoice = refusal.issue == PayPalIssue.INSTRUMENT_DECLINED && !hasSource;
            throw isChoice ? refusal.redirecting(PayPalViews.approval(order)) : refusal;
        }
    }

    private WireReply show(WireRequest request, String id, boolean isNew) {
        return PayPalReplies.ok(isNew ? 201 : 200, PayPalViews.order(till.find(id), PayPal.wantsAll(request)));
    }

    /** The id in the path, which has to be an order's and not that of something within it. */
    private String order(Routes.Call call) {
        String id = call.variable(0);
        if (!till.find(id).id().equals(id)) {
            throw PayPalRefusal.path(id);
        }
        return id;
    }

    private static String requestId(WireRequest request) {
        String id = request.header(REQUEST_ID);
        if (id != null && (id.isEmpty() || id.length() > MAX_REQUEST_ID)) {
            throw PayPalRefusal.header(PayPalIssue.INVALID_STRING_LENGTH, REQUEST_ID);
        }
        return id;
    }
}
