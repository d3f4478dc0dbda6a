package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.PaymentBook;
import io.dropshiphub.sandbox.payments.ServiceGround;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Stripe's payments with their states: what each step writes down and tells. */
final class StripeLedger {

    /** How long a hold lasts; docs.stripe.com/payments/place-a-hold-on-a-payment-method names 7 days as usual. */
    private static final Duration HOLD = Duration.ofDays(7);

    private final ServiceGround ground;
    private final PaymentBook book;
    private final StripeEvents events;

    StripeLedger(ServiceGround ground, PaymentBook book, StripeEvents events) {
        this.ground = ground;
        this.book = book;
        this.events = events;
    }

    PaymentBook book() {
        return book;
    }

    long millis() {
        return ground.clock().millis();
    }

    /** The payment with this id of an intent or charge, null when there is none. A hold that has lapsed is found canceled. */
    StripePayment find(String id) {
        synchronized (book) {
            BookedPayment booked = book.payment(id);
            return booked == null ? null : lapsed(StripePayment.of(booked));
        }
    }

    /** All payments, the newest first. */
    List<StripePayment> newestFirst() {
        List<BookedPayment> all = book.payments();
        Collections.reverse(all);
        return all.stream().map(booked -> find(booked.id())).toList();
    }

    private StripePayment lapsed(StripePayment payment) {
        if (payment.status().equals("requires_capture") && millis() - payment.heldAt() > HOLD.toMillis()) {
            cancel(payment, "automatic", StripeRequest.NONE);
        }
        return payment;
    }

    /** Writes a payment down. */
    void put(StripePayment payment) {
        book.put(payment.booked());
    }

    /** The card pays: the money is held or taken. */
    void pay(StripePayment payment, StripeRequest request) {
        ObjectNode charge = payment.newCharge("succeeded", millis());
        payment.intent().putNull("last_payment_error");
        payment.intent().putNull("next_action");
        if (payment.isManual()) {
            payment.status("requires_capture").intent().put("amount_capturable", payment.amount());
            payment.heldAt(millis());
            put(payment);
            tell("payment_intent.amount_capturable_updated", payment, request);
        } else {
            take(payment, payment.amount());
            put(payment);
            tell("payment_intent.succeeded", payment, request);
        }
        events.tell("charge.succeeded", charge, request);
    }

    /** Takes this much of what is held; the rest goes back. */
    void capture(StripePayment payment, long amount, StripeRequest request) {
        take(payment, amount);
        put(payment);
        events.tell("charge.captured", payment.charge(), request);
        tell("payment_intent.succeeded", payment, request);
    }

    private static void take(StripePayment payment, long amount) {
        payment.status("succeeded").intent().put("amount_capturable", 0).put("amount_received", amount);
        payment.charge().put("captured", true).put("amount_captured", amount);
    }

    /** The outcome comes later. */
    void wait(StripePayment payment, StripeRequest request) {
        ObjectNode charge = payment.newCharge("pending", millis());
        payment.status("processing");
        put(payment);
        tell("payment_intent.processing", payment, request);
        events.tell("charge.pending", charge, request);
    }

    /** What was under way has worked. */
    void settle(StripePayment payment) {
        payment.charge().put("status", "succeeded").put("paid", true);
        take(payment, payment.amount());
        put(payment);
        tell("payment_intent.succeeded", payment, StripeRequest.NONE);
        events.tell("charge.succeeded", payment.charge(), StripeRequest.NONE);
    }

    /** The payer has to do something. */
    void ask(StripePayment payment, ObjectNode action, StripeRequest request) {
        payment.status("requires_action").intent().set("next_action", action);
        put(payment);
        tell("payment_intent.requires_action", payment, request);
    }

    /** No money moved, and another payment method may be tried. */
    void fail(StripePayment payment, ObjectNode error, StripeRequest request) {
        ObjectNode charge = payment.charge();
        if (charge != null) {
            charge.put("status", "failed")
                    .put("paid", false)
                    .put("failure_code", error.path("code").textValue())
                    .put("failure_message", error.path("message").textValue());
        }
        payment.status("requires_payment_method").intent().putNull("next_action");
        payment.intent().putNull("payment_method").set("last_payment_error", error);
        put(payment);
        tell("payment_intent.payment_failed", payment, request);
        if (charge != null) {
            events.tell("charge.failed", charge, request);
        }
    }

    void cancel(StripePayment payment, String reason, StripeRequest request) {
        boolean held = payment.status().equals("requires_capture");
        payment.status("canceled")
                .intent()
                .put("amount_capturable", 0)
                .put("canceled_at", millis() / 1000)
                .put("cancellation_reason", reason)
                .putNull("next_action");
        put(payment);
        tell("payment_intent.canceled", payment, request);
        if (held && "automatic".equals(reason)) {
            events.tell("charge.expired", payment.charge(), request);
        }
    }

    void tell(String type, StripePayment payment, StripeRequest request) {
        events.tell(type, payment.intent(), request);
    }

    /** Tells about a charge or a refund. */
    void tell(String type, ObjectNode object, StripeRequest request) {
        events.tell(type, object, request);
    }
}
