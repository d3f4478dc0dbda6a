package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedRefund;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.wire.Json;
import java.util.Set;
import java.util.function.Supplier;

/** RefundPayment: answered as pending, and usually done a moment later. */
final class SquareRefunds {

    private static final Set<String> FIELDS = Set.of(
            "amount_money",
            "app_fee_allocations",
            "app_fee_money",
            "cash_details",
            "customer_id",
            "destination_id",
            "external_details",
            "idempotency_key",
            "location_id",
            "payment_id",
            "payment_version_token",
            "reason",
            "team_member_id",
            "unlinked");

    private static final int REASON = 192;
    private static final int ID = 192;

    private final SquareLedger ledger;

    SquareRefunds(SquareLedger ledger) {
        this.ledger = ledger;
    }

    Supplier<ObjectNode> check(SquareFields fields) {
        fields.only(FIELDS);
        fields.requiredText("idempotency_key", SquareCreation.KEY);
        SquareFields.Amount amount = fields.amount("amount_money");
        if (fields.flag("unlinked", false)) {
            throw SquareRefusal.of(
                    403,
                    "INVALID_REQUEST_ERROR",
                    "FORBIDDEN",
                    "unlinked",
                    "Unlinked refunds are not open to this seller.");
        }
        String id = fields.requiredText("payment_id", ID);
        String reason = fields.text("reason", REASON);
        String token = fields.text("payment_version_token", ID);
        return () -> {
            synchronized (ledger.book()) {
                SquarePayment payment = ledger.find(id);
                if (payment == null) {
                    throw SquareRefusal.notFound("payment", id);
                }
                if (token != null
                        && !token.equals(payment.json().path("version_token").asText())) {
                    throw SquareRefusal.invalid(
                            "VERSION_MISMATCH",
                            "payment_version_token",
                            "The payment has been changed by somebody else.");
                }
                ObjectNode answer = Json.object();
                answer.set("refund", refund(payment, amount.amount(), reason));
                return answer;
            }
        };
    }

    /** @return the refund as it is at first */
    ObjectNode refund(SquarePayment payment, long amount, String reason) {
        if (payment.status().equals(SquarePayment.APPROVED) || payment.status().equals(SquarePayment.PENDING)) {
            throw SquareRefusal.refund(
                    "REFUND_ERROR_PAYMENT_NEEDS_COMPLETION", "The payment has to be completed before it is refunded.");
        }
        if (!payment.status().equals(SquarePayment.COMPLETED)) {
            throw SquareRefusal.refund(
                    "PAYMENT_NOT_REFUNDABLE", "A payment in state " + payment.status() + " is not refundable.");
        }
        if (pending(payment) != null) {
            throw SquareRefusal.refund("REFUND_ALREADY_PENDING", "The payment already has a pending refund.");
        }
        long left = payment.amount() - payment.refunded();
        if (amount > left) {
            throw SquareRefusal.refund(
                    "REFUND_AMOUNT_INVALID",
                    "The requested refund amount exceeds the amount available to refund: " + left + ".");
        }
        long now = ledger.millis();
        ObjectNode refund = Json.object()
                .put("id", payment.id() + "_" + Ids.next("", 22))
                .put("status", SquarePayment.PENDING)
                .put("created_at", SquareTime.text(now))
                .put("updated_at", SquareTime.text(now));
        refund.set(
                "amount_money", new SquareFields.Amount(amount, payment.booked().currency()).json());
        refund.put("payment_id", payment.id()).put("location_id", SquareLocation.ID);
        if (reason != null) {
            refund.put("reason", reason);
        }
        String id = refund.path("id").textValue();
        BookedRefund booked =
                new BookedRefund(id, payment.id(), SquareLocation.major(amount), SquarePayment.PENDING, now, refund);
        ledger.book().put(booked);
        ledger.tell("created", refund);
        payment.refund(id, amount, now);
        ledger.put(payment);
        if (payment.source().outcome() != SquareSource.Outcome.PAID_SLOW_REFUND) {
            finish(booked, SquarePayment.COMPLETED);
        }
        return refund;
    }

    private BookedRefund pending(SquarePayment payment) {
        return ledger.book().refunds().stream()
                .filter(refund ->
                        refund.payment().equals(payment.id()) && refund.status().equals(SquarePayment.PENDING))
                .findFirst()
                .orElse(null);
    }

    private void finish(BookedRefund booked, String status) {
        ObjectNode refund =
                booked.document().deepCopy().put("status", status).put("updated_at", SquareTime.text(ledger.millis()));
        ledger.book().put(booked.now(status, refund));
        ledger.tell("updated", refund);
    }

    /** The pending refund of a payment comes to an end. */
    String finish(SquarePayment payment, boolean works) {
        BookedRefund booked = pending(payment);
        if (booked == null) {
            return "the payment " + payment.id() + " has nothing that is pending";
        }
        if (!works) {
            payment.refund(booked.id(), -SquareLocation.minor(booked.amount()), ledger.millis());
            ledger.put(payment);
        }
        finish(booked, works ? SquarePayment.COMPLETED : "REJECTED");
        return null;
    }

    ObjectNode read(String id) {
        BookedRefund refund = ledger.book().refund(id);
        if (refund == null) {
            throw SquareRefusal.notFound("refund", id);
        }
        ObjectNode answer = Json.object();
        answer.set("refund", refund.document());
        return answer;
    }
}
