package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedRefund;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Gives money back: never more than was taken. */
final class StripeRefunds {

    private static final Set<String> CREATE = Set.of(
            "expand",
            "expand[]",
            "amount",
            "charge",
            "instructions_email",
            "metadata",
            "payment_intent",
            "reason",
            "refund_application_fee",
            "reverse_transfer");
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");
    private static final String AMOUNT = "amount";

    private final StripeLedger ledger;

    StripeRefunds(StripeLedger ledger) {
        this.ledger = ledger;
    }

    Supplier<ObjectNode> create(StripeParameters parameters, StripeRequest request) {
        parameters.allowOnly(CREATE);
        StripeExpansion.charge(parameters, "");
        String intent = parameters.text("payment_intent");
        String charge = parameters.text("charge");
        if (intent == null && charge == null) {
            throw StripeRefusal.invalid(
                    "parameter_missing",
                    null,
                    "One of the following params should be provided: payment_intent or charge.");
        }
        String id = intent == null ? charge : intent;
        StripePayment known = ledger.find(id);
        if (known == null || intent != null && charge != null && ledger.find(charge) == null) {
            throw StripeRefusal.invalid(
                    "resource_missing",
                    intent == null ? "charge" : "payment_intent",
                    "No such " + (intent == null ? "charge" : "payment_intent") + ": '" + id + "'");
        }
        long wanted = parameters.integer(AMOUNT, 1, Long.MAX_VALUE, -1);
        StripeMoney.checkUnits(Math.max(0, wanted), known.currency(), AMOUNT);
        String reason = parameters.choice("reason", REASONS);
        Map<String, String> metadata = parameters.metadata();
        return () -> {
            synchronized (ledger.book()) {
                return refund(ledger.find(id), wanted, reason, metadata, request);
            }
        };
    }

    /** @param wanted -1 for all that is left */
    ObjectNode refund(
            StripePayment payment, long wanted, String reason, Map<String, String> metadata, StripeRequest request) {
        ObjectNode charge = payment.charge();
        if (!payment.status().equals("succeeded") || charge == null) {
            throw StripeRefusal.state(
                    "This PaymentIntent (" + payment.id() + ") does not have a successful charge to refund.");
        }
        long left = payment.refundable();
        if (left == 0) {
            throw StripeRefusal.invalid(
                    "charge_already_refunded",
                    null,
                    "Charge " + charge.path("id").textValue() + " has already been refunded.");
        }
        if (wanted > left) {
            throw StripeRefusal.invalid(
                    null,
                    AMOUNT,
                    "Refund amount (" + wanted + ") is greater than unrefunded amount on charge (" + left + ")");
        }
        long amount = wanted < 0 ? left : wanted;
        boolean slow = payment.card().outcome() == StripeCard.Outcome.PAID_SLOW_REFUND;
        ObjectNode refund = Json.object()
                .put("id", Ids.next("re_3", 23))
                .put("object", "refund")
                .put(AMOUNT, amount)
                .put("charge", charge.path("id").textValue())
                .put("created", ledger.millis() / 1000)
                .put("currency", charge.path("currency").textValue());
        metadata.forEach(refund.putObject("metadata")::put);
        refund.put("payment_intent", payment.id())
                .put("reason", reason)
                .put("receipt_number", (String) null)
                .put("status", slow ? "pending" : "succeeded");
        add(charge, amount);
        ledger.put(payment);
        ledger.book()
                .put(new BookedRefund(
                        refund.path("id").textValue(),
                        payment.id(),
                        StripeMoney.major(payment.currency(), amount),
                        refund.path("status").textValue(),
                        ledger.millis(),
                        refund));
        ledger.tell("refund.created", refund, request);
        ledger.tell("charge.refunded", charge, request);
        return refund;
    }

    private static void add(ObjectNode charge, long amount) {
        long refunded = charge.path("amount_refunded").longValue() + amount;
        charge.put("amount_refunded", refunded)
                .put("refunded", refunded == charge.path("amount_captured").longValue());
    }

    /** The pending refunds of a payment come to an end. */
    String finish(StripePayment payment, boolean works) {
        String problem = "the payment " + payment.id() + " has no pending refund";
        for (BookedRefund booked : ledger.book().refunds()) {
            if (booked.payment().equals(payment.id()) && booked.status().equals("pending")) {
                ObjectNode refund = booked.document().deepCopy().put("status", works ? "succeeded" : "failed");
                if (!works) {
                    refund.put("failure_reason", "expired_or_canceled_card");
                    add(payment.charge(), -refund.path(AMOUNT).longValue());
                    ledger.put(payment);
                }
                ledger.book().put(booked.now(refund.path("status").textValue(), refund));
                ledger.tell(works ? "refund.updated" : "refund.failed", refund, StripeRequest.NONE);
                ledger.tell("charge.refund.updated", refund, StripeRequest.NONE);
                problem = null;
            }
        }
        return problem;
    }

    ObjectNode read(String id, StripeParameters parameters) {
        parameters.allowOnly(Set.of("expand", "expand[]"));
        BookedRefund refund = ledger.book().refund(id);
        if (refund == null) {
            throw StripeRefusal.unknown("refund", id);
        }
        return refund.document();
    }
}
