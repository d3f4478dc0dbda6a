package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.util.Set;

/** Completes and cancels held payments, and reads them. */
final class SquareChanges {

    private static final int TOKEN = 192;

    private final SquareLedger ledger;

    SquareChanges(SquareLedger ledger) {
        this.ledger = ledger;
    }

    ObjectNode read(String id) {
        return SquareCreation.answer(existing(id));
    }

    ObjectNode complete(String id, SquareFields fields) {
        String token = fields.only(Set.of("version_token")).text("version_token", TOKEN);
        synchronized (ledger.book()) {
            SquarePayment payment = held(id, "complete");
            if (token != null
                    && !token.equals(payment.json().path("version_token").asText())) {
                throw SquareRefusal.invalid(
                        "VERSION_MISMATCH", "version_token", "The payment has been changed by somebody else.");
            }
            ledger.change(payment, SquarePayment.COMPLETED);
            return SquareCreation.answer(payment);
        }
    }

    ObjectNode cancel(String id, SquareFields fields) {
        fields.only(Set.of());
        synchronized (ledger.book()) {
            SquarePayment payment = held(id, "cancel");
            ledger.change(payment, SquarePayment.CANCELED);
            return SquareCreation.answer(payment);
        }
    }

    /**
     * Makes sure that nothing is held for a key; without such a payment nothing happens. What it does to a completed payment is
     * not published: here it refuses, as it does for a single payment.
     */
    ObjectNode cancelByKey(SquareFields fields) {
        String key = fields.only(Set.of("idempotency_key")).requiredText("idempotency_key", SquareCreation.KEY);
        synchronized (ledger.book()) {
            SquarePayment payment = ledger.find(SquareCreation.alias(key));
            if (payment != null
                    && !payment.status().equals(SquarePayment.FAILED)
                    && !payment.status().equals(SquarePayment.CANCELED)) {
                ledger.change(held(payment.id(), "cancel"), SquarePayment.CANCELED);
            }
            return Json.object();
        }
    }

    private SquarePayment held(String id, String what) {
        SquarePayment payment = existing(id);
        if (!payment.status().equals(SquarePayment.APPROVED)) {
            throw SquareRefusal.invalid(
                    "BAD_REQUEST",
                    null,
                    "Payment " + id + " is in state " + payment.status() + ", which is not one to " + what + " from.");
        }
        return payment;
    }

    private SquarePayment existing(String id) {
        SquarePayment payment = ledger.find(id);
        if (payment == null || !payment.id().equals(id)) {
            throw SquareRefusal.notFound("payment", id);
        }
        return payment;
    }
}
