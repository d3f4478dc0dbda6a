package io.dropshiphub.sandbox.payments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one service really charged, held and gave back: the independent witness of what the hub did. A change that depends on what
 * the book says, such as "is there enough left to refund", has to be made inside {@code synchronized (book)}.
 */
public final class PaymentBook {

    private final String service;
    private final PaymentJournal journal;
    private final Map<String, BookedPayment> payments = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, BookedRefund> refunds = new LinkedHashMap<>();

    PaymentBook(String service, PaymentJournal journal) {
        this.service = service;
        this.journal = journal;
        journal.restore("payment " + service, line -> remember(BookedPayment.fromLine(line)));
        journal.restore("refund " + service, line -> {
            BookedRefund refund = BookedRefund.fromLine(line);
            refunds.put(refund.id(), refund);
        });
    }

    /** Enters a new payment, or the new state of one. */
    public synchronized void put(BookedPayment payment) {
        remember(payment);
        journal.write("payment " + service, payment.toLine(service));
    }

    private void remember(BookedPayment payment) {
        payments.put(payment.id(), payment);
        payment.aliases().forEach(alias -> names.put(alias, payment.id()));
    }

    /** Enters a new refund, or the new state of one. */
    public synchronized void put(BookedRefund refund) {
        refunds.put(refund.id(), refund);
        journal.write("refund " + service, refund.toLine(service));
    }

    /** The payment with this id or alias, or null. */
    public synchronized BookedPayment payment(String name) {
        BookedPayment payment = payments.get(name);
        return payment == null ? payments.get(names.get(name)) : payment;
    }

    /** The refund with this id, or null. */
    public synchronized BookedRefund refund(String id) {
        return refunds.get(id);
    }

    /** All payments, the oldest first. */
    public synchronized List<BookedPayment> payments() {
        return new ArrayList<>(payments.values());
    }

    /** All refunds, the oldest first. */
    public synchronized List<BookedRefund> refunds() {
        return new ArrayList<>(refunds.values());
    }

    String service() {
        return service;
    }

    synchronized void clear() {
        payments.clear();
        names.clear();
        refunds.clear();
    }
}
