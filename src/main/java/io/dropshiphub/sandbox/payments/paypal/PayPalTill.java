package io.dropshiphub.sandbox.payments.paypal;

import io.dropshiphub.sandbox.base.SandboxClock;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.BookedRefund;
import io.dropshiphub.sandbox.payments.PaymentBook;
import java.util.function.Function;

/** Moves money: makes authorizations, captures and refunds, enters them into the book and tells of them. */
final class PayPalTill {

    private final PaymentBook book;
    private final PayPalEvents events;
    private final SandboxClock clock;

    PayPalTill(PaymentBook book, PayPalEvents events, SandboxClock clock) {
        this.book = book;
        this.events = events;
        this.clock = clock;
    }

    long now() {
        return clock.millis();
    }

    /**
     * Works on an order that nobody else works on meanwhile, and enters what has become of it.
     *
     * @param id of the order or of one of its entries
     * @throws PayPalRefusal when there is no such order, and whatever the work throws: then nothing is entered
     */
    <T> T with(String id, Function<PayPalOrder, T> work) {
        synchronized (book) {
            PayPalOrder order = find(id);
            T result = work.apply(order);
            enter(order);
            return result;
        }
    }

    /** The order with this id, or with an entry of this id, as it is now. */
    PayPalOrder find(String id) {
        BookedPayment booked = book.payment(id);
        if (booked == null) {
            throw PayPalRefusal.path(id);
        }
        return PayPalOrder.of(booked);
    }

    /** @param kind of the entry with this id */
    static PayPalEntry entry(PayPalOrder order, String kind, String id) {
        PayPalEntry entry = order.entry(kind, id);
        if (entry == null) {
            throw PayPalRefusal.path(id);
        }
        return entry;
    }

    void enter(PayPalOrder order) {
        synchronized (book) {
            book.put(order.booked());
        }
    }

    /** Takes or holds the money of every unit, as the order's intent says; the order is completed by that, whatever came of it. */
    void settle(PayPalOrder order) {
        PayPalInstrument instrument = order.instrument();
        instrument.pay();
        for (PayPalUnit unit : order.units()) {
            refuseUsedInvoice(unit.text("invoice_id"));
            if (order.isToCapture()) {
                PayPalEntry capture = capture(order, unit, unit.amount(), null, instrument.captureStatus());
                capture.markFinal(true);
                events.captured(order, capture);
            } else {
                PayPalEntry authorization = PayPalEntry.create(
                        PayPalEntry.AUTHORIZATION, unit, unit.amount(), null, instrument.authorizationStatus(), now());
                if (authorization.hasStatus("PENDING")) {
                    authorization.put("reason", "PENDING_REVIEW");
                }
                order.add(authorization);
                events.authorized(order, authorization);
            }
        }
        order.become("COMPLETED", now());
    }

    /** @param authorization what is captured, or null */
    PayPalEntry capture(
            PayPalOrder order, PayPalUnit unit, PayPalMoney amount, PayPalEntry authorization, String status) {
        PayPalEntry capture = PayPalEntry.create(
                PayPalEntry.CAPTURE, unit, amount, authorization == null ? null : authorization.id(), status, now());
        if (capture.hasStatus("PENDING")) {
            capture.put("reason", "PENDING_REVIEW");
        }
        order.add(capture);
        return capture;
    }

    /** @param amount what is given back, checked already; to be followed by {@link #refunded} once all is said about it */
    PayPalEntry refund(PayPalOrder order, PayPalEntry capture, PayPalMoney amount, String status) {
        PayPalEntry refund =
                PayPalEntry.create(PayPalEntry.REFUND, order.unitOf(capture), amount, capture.id(), status, now());
        if (refund.hasStatus("PENDING")) {
            refund.put("reason", "ECHECK");
        }
        order.add(refund);
        standRefunded(order, capture);
        return refund;
    }

    /** Enters the state of a refund and tells of it. */
    void refunded(PayPalOrder order, PayPalEntry refund) {
        book.put(new BookedRefund(
                refund.id(),
                order.id(),
                refund.amount().value(),
                refund.status(),
                refund.created(),
                refund.state().deepCopy()));
        events.refunded(order, refund);
    }

    /** A capture's status follows from what was given back of it. */
    void standRefunded(PayPalOrder order, PayPalEntry capture) {
        int left = capture.amount().value().compareTo(order.used(capture));
        String status = order.used(capture).signum() == 0 ? "COMPLETED" : left > 0 ? "PARTIALLY_REFUNDED" : "REFUNDED";
        capture.become(status, now());
    }

    /** An invoice_id pays once. */
    void refuseUsedInvoice(String invoice) {
        if (invoice != null && book.payment(PayPalOrder.paidInvoice(invoice)) != null) {
            throw PayPalRefusal.body(PayPalIssue.DUPLICATE_INVOICE_ID, "/purchase_units/0/invoice_id", invoice);
        }
    }
}
