package io.dropshiphub.sandbox.payments.toss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;

/** What the payer does in the browser, and the merchant in Toss's own pages. */
final class TossBrowser {

    /** The outcome of a payment that is made while the shop is told of a passing error. */
    static final String PAID_BUT_NOT_TOLD = "PROVIDER_ERROR_AFTER_ACTING";

    private static final String OUTCOME = "outcome";
    private static final String CANCEL_OUTCOME = "cancelOutcome";

    private final TossTill till;

    TossBrowser(TossTill till) {
        this.till = till;
    }

    /** @see Toss#begin */
    ObjectNode begin(ObjectNode details) {
        String orderId = Json.text(details, "orderId");
        String outcome = Json.text(details, OUTCOME);
        String cancelOutcome = Json.text(details, CANCEL_OUTCOME);
        if (orderId == null || !TossPayments.ORDER_ID.matcher(orderId).matches() || !Json.whole(details, "amount", 1)) {
            return problem(
                    "orderId must have 6 to 64 letters, digits, -, _ or =, and amount must be a whole number above 0");
        }
        if (outcome != null && !outcome.equals(PAID_BUT_NOT_TOLD) && TossError.of(outcome) == null
                || cancelOutcome != null && TossError.of(cancelOutcome) == null) {
            return problem("outcome and cancelOutcome must be error codes of Toss, or " + PAID_BUT_NOT_TOLD);
        }
        boolean byAccount = "VIRTUAL_ACCOUNT".equals(Json.text(details, "method"));
        TossPayment payment = TossPayment.begin(
                orderId,
                details.path("amount").longValue(),
                details.path("orderName").asText("Sandbox order"),
                byAccount ? TossPayment.VIRTUAL_ACCOUNT : TossPayment.CARD,
                till.now());
        payment.put(OUTCOME, outcome);
        payment.put(CANCEL_OUTCOME, cancelOutcome);
        if (!"READY".equals(Json.text(details, "status"))) {
            payment.become("IN_PROGRESS", till.now());
        }
        till.enter(payment);
        return Json.object()
                .put("paymentKey", payment.key())
                .put("orderId", orderId)
                .put("amount", payment.amount())
                .put("paymentType", "NORMAL");
    }

    private static ObjectNode problem(String text) {
        return Json.object().put("error", text);
    }

    /** @return why it cannot happen, or null when it has */
    String happen(String key, String what, ObjectNode details) {
        return till.with(key, null, payment -> {
            String status = payment.status(till.now());
            switch (what + " " + status) {
                case "approve READY" -> payment.become("IN_PROGRESS", till.now());
                case "reject READY", "reject IN_PROGRESS" -> payment.become("ABORTED", till.now());
                case "settle WAITING_FOR_DEPOSIT" -> payment.pay(till.now());
                case "fail WAITING_FOR_DEPOSIT" -> payment.become("EXPIRED", till.now());
                case "refund DONE", "refund PARTIAL_CANCELED" -> {
                    long amount = details.has("amount") ? Json.number(details, "amount", 0) : payment.balance();
                    if (amount < 1 || amount > payment.balance()) {
                        return "amount must be a whole number from 1 to " + payment.balance();
                    }
                    till.cancel(payment, amount, "sandbox");
                }
                default -> {
                    return "payment " + key + " is " + status + "; at Toss can happen: approve, reject (before it is"
                            + " confirmed), settle, fail (while a deposit is awaited), refund (when it is paid)";
                }
            }
            return null;
        });
    }
}
