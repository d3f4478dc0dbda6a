package io.dropshiphub.orders;

import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.product.Scope;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Service;

/** The payment of an order: one, however often it is asked for, because its key follows from the order's id. */
@Service
public class OrderPayments {

    private final OrderRows rows;
    private final OrderBook book;
    private final PaymentLedger ledger;

    OrderPayments(OrderRows rows, OrderBook book, PaymentLedger ledger) {
        this.rows = rows;
        this.book = book;
        this.ledger = ledger;
    }

    /** Stores that somebody may be asked to pay from now on, before anybody is. */
    public OrderWork begin(@Variable(OrderSteps.ORDER) OrderWork work) {
        return book.record(work, StepResult.of(StepResult.Kind.BEGUN));
    }

    /** The payment to ask for; the same whenever it is asked for. */
    public PaymentRequest request(@Variable(OrderSteps.ORDER) OrderWork work) {
        Order order = rows.find(Scope.ALL, work.id()).orElseThrow();
        OrderRows.Paying paying = rows.paying(work.id());
        return new PaymentRequest(
                order.ownerId(),
                key(work.id()),
                order.total(),
                order.orderNumber(),
                order.customerId(),
                paying.methods(),
                order.gateway(),
                order.captures(),
                "Order " + order.orderNumber(),
                Map.of("hub_order_id", work.id().toString()),
                paying.returnUrl());
    }

    /** The payment as the ledger has it: by itself it may have gone on since the order looked last. */
    public Payment known(@Variable(OrderSteps.ORDER) OrderWork work) {
        return ledger.find(Scope.ALL, work.paymentId()).orElseThrow();
    }

    /** Takes the held money, all of it. One key a try: after a crash it is the same try, after an answer that did not help the next one. */
    public PaymentChange capture(@Variable(OrderSteps.ORDER) OrderWork work) {
        return new PaymentChange(work.paymentId(), key(work.id()) + "-capture-" + work.tries(), null, null);
    }

    /** Records what the payment step has answered. */
    public OrderWork answered(@Body Payment payment, @Variable(OrderSteps.ORDER) OrderWork work) {
        return book.record(work, result(payment));
    }

    /** What a payment's status means for the order. */
    static StepResult result(Payment payment) {
        StepResult.Kind kind =
                switch (payment.status()) {
                    case SUCCEEDED, PARTIALLY_REFUNDED -> StepResult.Kind.PAID;
                    // nothing is left to take: a capture is under way, and the gateway decides later
                    case AUTHORIZED -> payment.authorized().signum() > 0 ? StepResult.Kind.HELD : StepResult.Kind.OPEN;
                    // given back by somebody else before the order was confirmed: nobody has paid
                    case DECLINED, FAILED, CANCELED, EXPIRED, REFUNDED -> StepResult.Kind.DECLINED;
                    case CREATED, REQUIRES_ACTION -> StepResult.Kind.AWAITS_PAYER;
                    case APPROVED, PROCESSING, UNKNOWN -> StepResult.Kind.OPEN;
                };
        if (payment.code() == null && kind == StepResult.Kind.DECLINED) {
            return StepResult.of(
                            kind,
                            "HUB-ORDERS-008",
                            "The payment ended as " + payment.status()
                                    + " before the order was confirmed; nobody has paid for it.")
                    .about(payment.id());
        }
        if (payment.code() == null && kind == StepResult.Kind.AWAITS_PAYER) {
            return StepResult.of(
                            kind,
                            "HUB-ORDERS-009",
                            "The payer has to approve the payment first, at its action_url; without them, the order is"
                                    + " undone after a while.")
                    .about(payment.id());
        }
        return StepResult.of(kind, payment.code(), payment.message()).about(payment.id());
    }

    /** The idempotency key of the order's payment. */
    static String key(UUID order) {
        return "order-" + order;
    }
}
