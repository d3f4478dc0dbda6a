package io.dropshiphub.sandbox.payments.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.payments.BookedPayment;
import io.dropshiphub.sandbox.payments.PaymentBook;
import io.dropshiphub.sandbox.payments.ServiceGround;
import java.util.List;

/** Square's payments with their states: what each step writes down and tells. */
final class SquareLedger {

    private static final String PAYMENT = "payment";

    private final ServiceGround ground;
    private final PaymentBook book;
    private final SquareEvents events;

    SquareLedger(ServiceGround ground, PaymentBook book, SquareEvents events) {
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

    /** The payment with this id or alias, null when there is none. A hold whose time is over is found canceled or completed. */
    SquarePayment find(String name) {
        synchronized (book) {
            BookedPayment booked = book.payment(name);
            if (booked == null) {
                return null;
            }
            SquarePayment payment = SquarePayment.of(booked);
            if (payment.status().equals(SquarePayment.APPROVED) && millis() > payment.delayedUntil()) {
                change(payment, payment.completesByItself() ? SquarePayment.COMPLETED : SquarePayment.CANCELED);
            }
            return payment;
        }
    }

    /** All payments, the oldest first. */
    List<SquarePayment> all() {
        return book.payments().stream().map(booked -> find(booked.id())).toList();
    }

    /** Writes a new payment down. */
    void create(SquarePayment payment) {
        book.put(payment.booked());
        events.tell(PAYMENT, "created", payment.json());
        if (payment.status().equals(SquarePayment.COMPLETED)) {
            events.tell(PAYMENT, "updated", payment.json());
        }
    }

    void change(SquarePayment payment, String status) {
        payment.status(status, millis());
        put(payment);
    }

    /** Writes a changed payment down. */
    void put(SquarePayment payment) {
        book.put(payment.booked());
        events.tell(PAYMENT, "updated", payment.json());
    }

    /** Tells about a refund. */
    void tell(String what, ObjectNode refund) {
        events.tell("refund", what, refund);
    }
}
