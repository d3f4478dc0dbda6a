package io.dropshiphub.orders;

import io.dropshiphub.product.CodedProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes up orders whose next step is due, and records the steps that need nothing but the database. */
@Service
public class OrderSteps {

    /** Variable that holds the {@link OrderWork} of the step under way. */
    public static final String ORDER = "order";

    private static final Logger LOG = LoggerFactory.getLogger(OrderSteps.class);

    private final OrderBook book;
    private final OrdersProperties settings;

    OrderSteps(OrderBook book, OrdersProperties settings) {
        this.book = book;
        this.settings = settings;
    }

    /** Orders to go on with now, claimed for this hub; at most as many as it works on at the same time. */
    public List<OrderWork> due() {
        return book.claimDue(settings.workers());
    }

    /** The sale stands: the pieces are the order's own. */
    public OrderWork confirm(@Variable(ORDER) OrderWork work) {
        return book.record(work, StepResult.of(StepResult.Kind.CONFIRMED));
    }

    /**
     * A step has failed: what follows depends on whether it may work later. A refusal of the payment step is final unless it says
     * how long to wait; everything else may pass.
     *
     * @param failure what ended the step
     */
    public OrderWork failed(@ExchangeException Throwable failure, @Variable(ORDER) OrderWork work) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CodedProblem problem) {
                Optional<Duration> wait = problem.retryAfter();
                boolean passes = wait.isPresent() || problem.status() >= 500;
                return book.record(
                        work,
                        StepResult.of(
                                        passes ? StepResult.Kind.TROUBLE : StepResult.Kind.HOPELESS,
                                        problem.code(),
                                        problem.detail())
                                .after(wait.orElse(null)));
            }
        }
        LOG.error("Order {} could not go on from {}; it is tried again", work.id(), work.state(), failure);
        return book.record(
                work,
                StepResult.of(
                        StepResult.Kind.TROUBLE,
                        "HUB-ORDERS-007",
                        "A step of the order failed in the hub ("
                                + failure.getClass().getSimpleName() + "); it is tried again. The log says more."));
    }
}
