package io.dropshiphub.orders;

import java.util.List;
import org.apache.camel.Variable;
import org.springframework.stereotype.Service;

/** Takes up orders whose next step is due, and records the steps that need nothing but the database. */
@Service
public class OrderSteps {

    /** Variable that holds the {@link OrderWork} of the step under way. */
    public static final String ORDER = "order";

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
}
