package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.math.BigDecimal;

/** What banks and the merchant's staff do, without a call. */
final class SquareHappenings {

    private final SquareLedger ledger;
    private final SquareRefunds refunds;

    SquareHappenings(SquareLedger ledger, SquareRefunds refunds) {
        this.ledger = ledger;
        this.refunds = refunds;
    }

    String happen(String id, String what, ObjectNode details) {
        synchronized (ledger.book()) {
            SquarePayment payment = ledger.find(id);
            if (payment == null) {
                return "there is no payment " + id;
            }
            return switch (what) {
                case "settle" -> settle(payment, true);
                case "fail" -> settle(payment, false);
                case "refund" -> refund(payment, Json.text(details, "amount"));
                default -> "nobody can " + what + " a payment at Square: settle, fail, refund";
            };
        }
    }

    /** A payment under way, or the pending refund of one that was paid. */
    private String settle(SquarePayment payment, boolean works) {
        if (!payment.status().equals(SquarePayment.PENDING)) {
            return refunds.finish(payment, works);
        }
        ledger.change(payment, works ? SquarePayment.COMPLETED : SquarePayment.FAILED);
        return null;
    }

    private String refund(SquarePayment payment, String amount) {
        try {
            long wanted = amount == null
                    ? payment.amount() - payment.refunded()
                    : SquareLocation.minor(new BigDecimal(amount));
            refunds.refund(payment, wanted, "Returned goods");
            return null;
        } catch (SquareRefusal | ArithmeticException | NumberFormatException e) {
            return "it cannot be refunded: " + e.getMessage();
        }
    }
}
