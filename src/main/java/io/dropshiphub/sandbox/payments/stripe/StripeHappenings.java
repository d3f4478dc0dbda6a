package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;
import java.util.Map;

/** What payers, banks and the merchant's staff do, without a call. */
final class StripeHappenings {

    private final StripeLedger ledger;
    private final StripeRefunds refunds;

    StripeHappenings(StripeLedger ledger, StripeRefunds refunds) {
        this.ledger = ledger;
        this.refunds = refunds;
    }

    String happen(String id, String what, ObjectNode details) {
        synchronized (ledger.book()) {
            StripePayment payment = ledger.find(id);
            if (payment == null) {
                return "there is no payment " + id;
            }
            return switch (what) {
                case "approve" -> approve(payment);
                case "reject" -> reject(payment);
                case "settle" -> settle(payment, true);
                case "fail" -> settle(payment, false);
                case "refund" -> refund(payment, Json.text(details, "amount"));
                default -> "nobody can " + what + " a payment at Stripe: approve, reject, settle, fail, refund";
            };
        }
    }

    private String approve(StripePayment payment) {
        if (!payment.status().equals("requires_action")) {
            return inState(payment);
        }
        ledger.pay(payment, StripeRequest.NONE);
        return null;
    }

    private String reject(StripePayment payment) {
        if (!payment.status().equals("requires_action")) {
            return inState(payment);
        }
        ledger.fail(payment, StripeDeclines.error("payment_intent_authentication_failure", null), StripeRequest.NONE);
        return null;
    }

    /** A payment under way, or the pending refunds of one that was paid. */
    private String settle(StripePayment payment, boolean works) {
        if (!payment.status().equals("processing")) {
            return refunds.finish(payment, works);
        }
        if (works) {
            ledger.settle(payment);
        } else {
            ledger.fail(payment, StripeDeclines.error("card_declined", "insufficient_funds"), StripeRequest.NONE);
        }
        return null;
    }

    private String refund(StripePayment payment, String amount) {
        try {
            long wanted = amount == null ? -1 : StripeMoney.minor(payment.currency(), new BigDecimal(amount));
            refunds.refund(payment, wanted, "requested_by_customer", Map.of(), StripeRequest.NONE);
            return null;
        } catch (StripeRefusal | ArithmeticException | NumberFormatException e) {
            return "it cannot be refunded: " + e.getMessage();
        }
    }

    private static String inState(StripePayment payment) {
        return "the payment " + payment.id() + " is " + payment.status();
    }
}
