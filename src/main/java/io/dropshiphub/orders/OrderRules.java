package io.dropshiphub.orders;

import static io.dropshiphub.orders.OrderState.AUTHORIZED;
import static io.dropshiphub.orders.OrderState.CANCELED;
import static io.dropshiphub.orders.OrderState.COMPENSATING;
import static io.dropshiphub.orders.OrderState.CONFIRMED;
import static io.dropshiphub.orders.OrderState.PAID;
import static io.dropshiphub.orders.OrderState.PAYING;
import static io.dropshiphub.orders.OrderState.PAYMENT_DECLINED;
import static io.dropshiphub.orders.OrderState.REJECTED;
import static io.dropshiphub.orders.OrderState.RESERVED;

import java.time.Duration;
import java.util.Set;

/** What follows from what came of a step: a pure function, the whole of the saga. */
final class OrderRules {

    /** Results after which the same step is due again. */
    private static final Set<StepResult.Kind> AGAIN = Set.of(
            StepResult.Kind.TROUBLE,
            StepResult.Kind.OPEN,
            StepResult.Kind.AWAITS_PAYER,
            StepResult.Kind.HELD,
            StepResult.Kind.UNDOING);

    /** So often something that will never work may have been a matter of timing. */
    private static final int HOPES = 3;

    private final OrdersProperties settings;

    OrderRules(OrdersProperties settings) {
        this.settings = settings;
    }

    /**
     * Where an order stands when a step's result comes in.
     *
     * @param state where it is
     * @param tries earlier tries of this step
     * @param standing how long it has been in this state
     * @param paymentKnown whether the ledger's payment is known
     * @param cancelWanted whether somebody wants it undone
     */
    record Standing(OrderState state, int tries, Duration standing, boolean paymentKnown, boolean cancelWanted) {}

    /**
     * The order's next state.
     *
     * @throws IllegalStateException for a result that no step of this state has
     */
    OrderMove after(Standing order, StepResult result) {
        OrderState to = next(order, result);
        boolean ended = to.endedWithoutSale() || to == COMPENSATING;
        if (order.cancelWanted() && !ended) {
            to = COMPENSATING;
        }
        return to == order.state()
                ? stay(order, result)
                : new OrderMove(to, 0, to.over() ? null : Duration.ZERO, false);
    }

    private OrderState next(Standing order, StepResult result) {
        OrderState stay = order.state();
        boolean tired = order.tries() + 1 >= settings.tries();
        boolean impatient = order.standing().compareTo(settings.patience()) >= 0;
        return switch (order.state()) {
            case RECEIVED ->
                switch (result.kind()) {
                    case RESERVED -> RESERVED;
                    case LACKING, HOPELESS -> REJECTED;
                    default -> again(order, result);
                };
            case RESERVED -> result.kind() == StepResult.Kind.BEGUN ? PAYING : again(order, result);
            case PAYING ->
                switch (result.kind()) {
                    case PAID -> PAID;
                    case HELD -> AUTHORIZED;
                    // a payment that is refused before a gateway is asked has charged nobody
                    case DECLINED, HOPELESS -> PAYMENT_DECLINED;
                    case AWAITS_PAYER -> impatient ? COMPENSATING : stay;
                    case TROUBLE -> impatient && !order.paymentKnown() ? COMPENSATING : stay;
                    default -> again(order, result);
                };
            case AUTHORIZED ->
                switch (result.kind()) {
                    case PAID -> PAID;
                    case DECLINED -> COMPENSATING;
                    // refused, perhaps because it was taken meanwhile: the next look tells
                    case HELD, HOPELESS -> tired ? COMPENSATING : stay;
                    default -> again(order, result);
                };
            case PAID ->
                switch (result.kind()) {
                    case CONFIRMED -> CONFIRMED;
                    case HOPELESS -> COMPENSATING;
                    case TROUBLE -> tired ? COMPENSATING : stay;
                    default -> again(order, result);
                };
            case COMPENSATING ->
                switch (result.kind()) {
                    case UNDONE -> CANCELED;
                    case HOPELESS -> stay;
                    default -> again(order, result);
                };
            case CONFIRMED, REJECTED, PAYMENT_DECLINED, CANCELED ->
                throw new IllegalStateException("an order that is over has no step: " + order);
        };
    }

    private static OrderState again(Standing order, StepResult result) {
        if (!AGAIN.contains(result.kind())) {
            throw new IllegalStateException("no step of " + order.state() + " ends with " + result.kind());
        }
        return order.state();
    }

    private OrderMove stay(Standing order, StepResult result) {
        int tries = order.tries() + 1;
        // what was done to undo a payment has mostly worked at once
        boolean lookAtOnce = result.kind() == StepResult.Kind.UNDOING && order.tries() == 0;
        Duration wait = lookAtOnce ? Duration.ZERO : settings.delay(tries);
        if (result.retryAfter() != null && result.retryAfter().compareTo(wait) > 0) {
            wait = result.retryAfter();
        }
        boolean hopeless = result.kind() == StepResult.Kind.HOPELESS && tries >= HOPES;
        boolean review = hopeless || order.standing().compareTo(settings.reviewAfter()) >= 0;
        return new OrderMove(order.state(), tries, wait, review);
    }
}
