package io.dropshiphub.sandbox.payments.toss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.regex.Pattern;

/** Confirms what the payer has agreed to, shows it, and cancels it. */
final class TossPayments {

    static final Pattern ORDER_ID = Pattern.compile("[0-9A-Za-z_=-]{6,64}");

    private static final long LEAST_BY_CARD = 100;
    private static final long LEAST_BY_ACCOUNT = 200;
    private static final int MAX_KEY = 200;
    private static final int MAX_REASON = 200;

    /** What is said when order or amount are not those that the payer agreed to; told by no source. */
    private static final TossError MISMATCH = TossError.INVALID_REQUEST;

    private final TossTill till;
    private final TossKeys keys;

    TossPayments(TossTill till, TossKeys keys) {
        this.till = till;
        this.keys = keys;
    }

    WireReply get(Routes.Call call) {
        return show(till.find(call.variable(0)));
    }

    WireReply getByOrder(Routes.Call call) {
        return show(till.find(TossPayment.orderName(call.variable(0))));
    }

    private WireReply show(TossPayment payment) {
        return Json.reply(200, TossViews.payment(payment, till.now()));
    }

    WireReply confirm(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        ObjectNode body = body(request);
        String key = Json.text(body, "paymentKey");
        String orderId = Json.text(body, "orderId");
        if (key == null
                || key.length() > MAX_KEY
                || orderId == null
                || !ORDER_ID.matcher(orderId).matches()
                || !Json.whole(body, "amount", 0)) {
            throw new TossRefusal(TossError.INVALID_REQUEST);
        }
        long amount = body.path("amount").longValue();
        return keys.once(
                request,
                () -> till.with(
                        key, request.header(TossKeys.HEADER), payment -> confirm(payment, orderId, amount, request)));
    }

    private TossKeys.Outcome confirm(TossPayment payment, String orderId, long amount, WireRequest request) {
        switch (payment.status(till.now())) {
            case "IN_PROGRESS" -> {
                // it can be confirmed
            }
            case "READY", "EXPIRED" -> throw new TossRefusal(TossError.NOT_FOUND_PAYMENT_SESSION);
            case "ABORTED" -> throw new TossRefusal(failure(payment));
            default -> throw new TossRefusal(TossError.ALREADY_PROCESSED_PAYMENT);
        }
        if (!payment.orderId().equals(orderId) || payment.amount() != amount) {
            throw new TossRefusal(MISMATCH);
        }
        if (amount < (payment.isVirtualAccount() ? LEAST_BY_ACCOUNT : LEAST_BY_CARD)) {
            throw new TossRefusal(TossError.BELOW_MINIMUM_AMOUNT);
        }
        String outcome = payment.text("outcome");
        TossError error = TossError.of(outcome);
        if (error == TossError.PROVIDER_ERROR) {
            throw new TossRefusal(error);
        }
        if (error != null) {
            payment.put("failure", error.name());
            payment.become("ABORTED", till.now());
            return TossKeys.Outcome.of(error.status, Toss.error(error, request));
        }
        if (payment.isVirtualAccount()) {
            payment.become("WAITING_FOR_DEPOSIT", till.now());
        } else {
            payment.pay(till.now());
        }
        TossKeys.Outcome made = TossKeys.Outcome.of(200, TossViews.payment(payment, till.now()));
        return TossBrowser.PAID_BUT_NOT_TOLD.equals(outcome)
                ? new TossKeys.Outcome(Toss.refusal(TossError.PROVIDER_ERROR, request), made.status(), made.kept())
                : made;
    }

    /** Why a payment was declined; one that the payer broke off is just not there any more. */
    private static TossError failure(TossPayment payment) {
        TossError error = TossError.of(payment.text("failure"));
        return error == null ? TossError.NOT_FOUND_PAYMENT_SESSION : error;
    }

    WireReply cancel(Routes.Call call) throws IOException {
        WireRequest request = call.request();
        ObjectNode body = body(request);
        String reason = Json.text(body, "cancelReason");
        JsonNode wanted = body.get("cancelAmount");
        boolean isAll = wanted == null || wanted.isNull();
        if (reason == null
                || reason.isBlank()
                || reason.length() > MAX_REASON
                || !isAll && !Json.whole(body, "cancelAmount", 1)) {
            throw new TossRefusal(TossError.INVALID_REQUEST);
        }
        return keys.once(
                request,
                () -> till.with(call.variable(0), null, payment -> {
                    long amount = isAll ? payment.balance() : wanted.longValue();
                    refuseCancel(payment, amount, body.path("refundReceiveAccount"));
                    if (payment.approved() == 0) {
                        payment.become("CANCELED", till.now());
                    } else {
                        till.cancel(payment, amount, reason);
                    }
                    return TossKeys.Outcome.of(200, TossViews.payment(payment, till.now()));
                }));
    }

    private void refuseCancel(TossPayment payment, long amount, JsonNode account) {
        switch (payment.status(till.now())) {
            case "DONE", "PARTIAL_CANCELED", "WAITING_FOR_DEPOSIT" -> {
                // it can be canceled
            }
            case "CANCELED" -> throw new TossRefusal(TossError.ALREADY_CANCELED_PAYMENT);
            default -> throw new TossRefusal(TossError.NOT_CANCELABLE_PAYMENT);
        }
        TossError error = TossError.of(payment.text("cancelOutcome"));
        if (error != null) {
            throw new TossRefusal(error);
        }
        if (amount > payment.balance() || payment.approved() == 0 && amount != payment.balance()) {
            throw new TossRefusal(TossError.NOT_CANCELABLE_AMOUNT);
        }
        boolean isGivenBack = payment.isVirtualAccount() && payment.approved() > 0;
        if (isGivenBack
                && (Json.text(account, "bank") == null
                        || Json.text(account, "accountNumber") == null
                        || Json.text(account, "holderName") == null)) {
            throw new TossRefusal(TossError.INVALID_REQUEST);
        }
    }

    private static ObjectNode body(WireRequest request) throws IOException {
        ObjectNode body = Json.object(request.body());
        if (body == null) {
            throw new TossRefusal(TossError.INVALID_REQUEST);
        }
        return body;
    }
}
