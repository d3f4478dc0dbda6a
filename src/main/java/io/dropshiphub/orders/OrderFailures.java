package io.dropshiphub.orders;

import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.product.CodedProblem;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Stores that a step has failed, and what follows from that. */
@Service
public class OrderFailures {

    private static final Logger LOG = LoggerFactory.getLogger(OrderFailures.class);

    private final OrderRows rows;
    private final OrderBook book;
    private final PaymentLedger ledger;

    OrderFailures(OrderRows rows, OrderBook book, PaymentLedger ledger) {
        this.rows = rows;
        this.book = book;
        this.ledger = ledger;
    }

    /**
     * What follows depends on whether the step may work later. A refusal of the payment step is final unless it says how long to
     * wait; everything else may pass.
     *
     * @param failure what ended the step
     */
    public OrderWork failed(@ExchangeException Throwable failure, @Variable(OrderSteps.ORDER) OrderWork work) {
        StepResult result = result(failure, work);
        // who is refused a payment has none, unless it was asked for before
        return book.record(
                work,
                work.state() == OrderState.PAYING && result.kind() == StepResult.Kind.HOPELESS
                        ? ledger.find(rows.ownerOf(work.id()), OrderPayments.key(work.id()))
                                .map(OrderPayments::result)
                                .orElse(result)
                        : result);
    }

    private static StepResult result(Throwable failure, OrderWork work) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CodedProblem problem) {
                Optional<Duration> wait = problem.retryAfter();
                boolean passes = wait.isPresent() || problem.status() >= 500;
                return StepResult.of(
                                passes ? StepResult.Kind.TROUBLE : StepResult.Kind.HOPELESS,
                                problem.code(),
                                problem.detail())
                        .after(wait.orElse(null));
            }
        }
        LOG.error("Order {} could not go on from {}; it is tried again", work.id(), work.state(), failure);
        return StepResult.of(
                StepResult.Kind.TROUBLE,
                "HUB-ORDERS-007",
                "A step of the order failed in the hub (" + failure.getClass().getSimpleName()
                        + "); it is tried again. The log says more.");
    }
}
