package io.dropshiphub.orders;

import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;
import io.dropshiphub.payments.PaymentLedger;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Service;

/** Undoes an order that comes to nothing: held money is let go, taken money given back, and only then are its pieces free. */
@Service
public class OrderCompensation {

    private final OrderRows rows;
    private final OrderBook book;
    private final PaymentLedger ledger;

    OrderCompensation(OrderRows rows, OrderBook book, PaymentLedger ledger) {
        this.rows = rows;
        this.book = book;
        this.ledger = ledger;
    }

    /** Looks for a payment of which the order has not heard, because the hub stopped in between; without one, nothing is left to undo. */
    public OrderWork find(@Variable(OrderSteps.ORDER) OrderWork work) {
        Optional<Payment> payment = ledger.find(rows.ownerOf(work.id()), OrderPayments.key(work.id()));
        return book.record(
                work,
                payment.map(found -> StepResult.of(StepResult.Kind.UNDOING).about(found.id()))
                        .orElse(StepResult.of(StepResult.Kind.UNDONE)));
    }

    /** What is to be done with the payment as it stands now. */
    public OrderUndo undo(@Body Payment payment, @Variable(OrderSteps.ORDER) OrderWork work) {
        OrderUndo.Way way = OrderUndo.wayFor(payment);
        boolean acts = way == OrderUndo.Way.VOID || way == OrderUndo.Way.REFUND;
        // one key a try, as for a capture
        String key = OrderPayments.key(work.id()) + "-undo-" + work.tries();
        return new OrderUndo(way, acts ? new PaymentChange(payment.id(), key, null, "order canceled") : null);
    }

    /** Something was done; whether it has worked is seen by looking again. */
    public OrderWork acted(@Variable(OrderSteps.ORDER) OrderWork work) {
        return book.record(work, StepResult.of(StepResult.Kind.UNDOING));
    }

    /** Nothing had to be done, or nothing can be done now. */
    public OrderWork looked(@Body OrderUndo undo, @Variable(OrderSteps.ORDER) OrderWork work) {
        return book.record(
                work,
                StepResult.of(undo.way() == OrderUndo.Way.NOTHING ? StepResult.Kind.UNDONE : StepResult.Kind.OPEN));
    }
}
