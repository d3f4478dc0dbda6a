package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.Ids;
import io.dropshiphub.sandbox.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Creates, confirms, captures and cancels payment intents. Each step is first checked and then, once its key is free, done. */
final class StripeIntents {

    private static final Set<String> ACTIVE = Set.of("requires_payment_method", "requires_confirmation");
    private static final Set<String> CANCELABLE = Set.of(
            "requires_payment_method", "requires_confirmation", "requires_action", "requires_capture", "processing");
    private static final Set<String> CANCEL_REASONS =
            Set.of("abandoned", "duplicate", "fraudulent", "requested_by_customer");

    private final StripeLedger ledger;

    StripeIntents(StripeLedger ledger) {
        this.ledger = ledger;
    }

    Supplier<ObjectNode> create(StripeParameters parameters, StripeRequest request) {
        StripeIntentRules.checkCreation(parameters, request.version());
        boolean shown = StripeExpansion.charge(parameters, "latest_charge");
        String currency = StripeMoney.currency(parameters);
        long amount = StripeMoney.amount(parameters, currency);
        Map<String, String> metadata = parameters.metadata();
        String method = parameters.text("payment_method");
        if (method != null) {
            StripeCard.of(method);
        }
        boolean confirm = parameters.flag("confirm");
        if (confirm && method == null) {
            throw StripeRefusal.missing("payment_method");
        }
        return () -> {
            StripePayment payment = StripePayment.create(currency, amount, metadata, request, ledger.millis());
            ObjectNode intent = payment.intent();
            String captureMethod = parameters.text("capture_method");
            if (captureMethod != null) {
                intent.put("capture_method", captureMethod);
            }
            intent.put("customer", parameters.text("customer"));
            intent.put("description", parameters.text("description"));
            intent.put("receipt_email", parameters.text("receipt_email"));
            intent.put("statement_descriptor_suffix", parameters.text("statement_descriptor_suffix"));
            intent.put("payment_method", method);
            if (method != null) {
                payment.status("requires_confirmation");
            }
            synchronized (ledger.book()) {
                ledger.put(payment);
                ledger.tell("payment_intent.created", payment, request);
                if (confirm) {
                    confirm(payment, parameters, request);
                }
            }
            return payment.shown(shown);
        };
    }

    Supplier<ObjectNode> confirm(String id, StripeParameters parameters, StripeRequest request) {
        StripeIntentRules.checkConfirmation(parameters, request.version());
        boolean shown = StripeExpansion.charge(parameters, "latest_charge");
        String method = parameters.text("payment_method");
        if (method != null) {
            StripeCard.of(method);
        }
        existing(id);
        return () -> {
            synchronized (ledger.book()) {
                StripePayment payment = existing(id);
                if (!ACTIVE.contains(payment.status())) {
                    throw StripeRefusal.state("You cannot confirm this PaymentIntent because it has a status of "
                            + payment.status() + ".");
                }
                if (method != null) {
                    payment.intent().put("payment_method", method);
                } else if (payment.intent().path("payment_method").isNull()) {
                    throw StripeRefusal.state(
                            "You cannot confirm this PaymentIntent because it is missing a payment method.");
                }
                confirm(payment, parameters, request);
                return payment.shown(shown);
            }
        };
    }

    private void confirm(StripePayment payment, StripeParameters parameters, StripeRequest request) {
        String returnUrl = parameters.text("return_url");
        if (returnUrl != null) {
            payment.returnUrl(returnUrl);
        }
        StripeCard card = payment.card();
        switch (card.outcome()) {
            case PAID, PAID_SLOW_REFUND -> ledger.pay(payment, request);
            case PROCESSING -> ledger.wait(payment, request);
            case DECLINED -> throw declined(payment, card.code(), card.declineCode(), request);
            case AUTHENTICATION -> authenticate(payment, parameters, request);
            case PAID_WITH_ERROR -> {
                ledger.pay(payment, request);
                throw StripeRefusal.broken(500);
            }
        }
    }

    private void authenticate(StripePayment payment, StripeParameters parameters, StripeRequest request) {
        // both say: there is no payer at hand who could confirm
        if (parameters.flag("error_on_requires_action") || "true".equals(parameters.text("off_session"))) {
            throw declined(payment, "authentication_required", "authentication_required", request);
        }
        ObjectNode action = Json.object();
        if (payment.returnUrl() == null) {
            action.put("type", "use_stripe_sdk").putObject("use_stripe_sdk").put("type", "three_d_secure_redirect");
        } else {
            action.put("type", "redirect_to_url")
                    .putObject("redirect_to_url")
                    .put("return_url", payment.returnUrl())
                    .put("url", "https://hooks.stripe.com/redirect/authenticate/" + Ids.next("src_", 24));
        }
        ledger.ask(payment, action, request);
    }

    /** Writes a refused charge down; the error shows the intent as it is afterwards. */
    private StripeRefusal declined(StripePayment payment, String code, String declineCode, StripeRequest request) {
        ObjectNode charge = payment.newCharge("failed", ledger.millis());
        ObjectNode error = StripeDeclines.error(code, declineCode)
                .put("charge", charge.path("id").textValue());
        error.putObject("payment_method")
                .put("id", payment.intent().path("payment_method").textValue())
                .put("object", "payment_method")
                .put("type", "card");
        ledger.fail(payment, error.deepCopy(), request);
        error.set("payment_intent", payment.shown(false));
        return StripeRefusal.card(error);
    }

    Supplier<ObjectNode> capture(String id, StripeParameters parameters, StripeRequest request) {
        parameters.allowOnly(StripeIntentRules.CAPTURE);
        boolean shown = StripeExpansion.charge(parameters, "latest_charge");
        long wanted = parameters.integer("amount_to_capture", 1, Long.MAX_VALUE, -1);
        StripeMoney.checkUnits(Math.max(0, wanted), existing(id).currency(), "amount_to_capture");
        return () -> {
            synchronized (ledger.book()) {
                StripePayment payment = existing(id);
                if (!payment.status().equals("requires_capture")) {
                    throw StripeRefusal.state(
                            "This PaymentIntent could not be captured because it has a status of " + payment.status()
                                    + ". Only a PaymentIntent with the status requires_capture may be captured.");
                }
                long held = payment.intent().path("amount_capturable").longValue();
                if (wanted > held) {
                    throw StripeRefusal.invalid(
                            "amount_too_large", "amount_to_capture", "At most " + held + " can be captured.");
                }
                ledger.capture(payment, wanted < 0 ? held : wanted, request);
                return payment.shown(shown);
            }
        };
    }

    Supplier<ObjectNode> cancel(String id, StripeParameters parameters, StripeRequest request) {
        parameters.allowOnly(StripeIntentRules.CANCEL);
        boolean shown = StripeExpansion.charge(parameters, "latest_charge");
        String reason = parameters.choice("cancellation_reason", CANCEL_REASONS);
        existing(id);
        return () -> {
            synchronized (ledger.book()) {
                StripePayment payment = existing(id);
                if (!CANCELABLE.contains(payment.status())) {
                    throw StripeRefusal.state("You cannot cancel this PaymentIntent because it has a status of "
                            + payment.status() + ".");
                }
                ledger.cancel(payment, reason, request);
                return payment.shown(shown);
            }
        };
    }

    ObjectNode read(String id, StripeParameters parameters) {
        parameters.allowOnly(StripeIntentRules.READ);
        boolean shown = StripeExpansion.charge(parameters, "latest_charge");
        return existing(id).shown(shown);
    }

    private StripePayment existing(String id) {
        StripePayment payment = id.startsWith("pi_") ? ledger.find(id) : null;
        if (payment == null) {
            throw StripeRefusal.unknown("payment_intent", id);
        }
        return payment;
    }
}
