package io.dropshiphub.orders;

import io.dropshiphub.product.Scope;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Orders as everybody sees them: taken, looked at, canceled. The steps in between are routes. */
@Service
public class Orders {

    private final OrderRows rows;
    private final OrderBook book;
    private final OrderLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Orders(OrderRows rows, OrderBook book, OrderLog log, TransactionTemplate transaction, Clock clock) {
        this.rows = rows;
        this.book = book;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Stores an order. The same key with the same content is the same order, and is answered as it stands.
     *
     * @return work that goes on when the order is new
     * @throws io.dropshiphub.product.CodedProblem 400 for an order that cannot be, 409 for a key of another order or a number in use
     */
    public OrderWork take(OrderRequest request) {
        OrderRequest order = OrderChecks.checked(request);
        return transaction.execute(status -> {
            UUID id = UUID.randomUUID();
            UUID claim = UUID.randomUUID();
            Instant now = clock.instant();
            if (rows.insert(id, order, claim, now, book.leaseFrom(now))) {
                log.placed(order, id);
                return new OrderWork(id, OrderState.RECEIVED, 0, claim, null, order.captures(), true);
            }
            OrderRows.Known known = rows.byKey(order.ownerId(), order.key())
                    .orElseThrow(() -> OrderProblem.numberTaken(order.orderNumber()));
            if (!MessageDigest.isEqual(known.contentHash(), OrderJson.hash(order))) {
                throw OrderProblem.otherContent(known.id());
            }
            Order stored = rows.find(Scope.ALL, known.id()).orElseThrow();
            return new OrderWork(
                    stored.id(), stored.state(), stored.tries(), null, stored.paymentId(), stored.captures(), false);
        });
    }

    /**
     * One order with its steps.
     *
     * @throws io.dropshiphub.product.CodedProblem 404 when there is none, or it is somebody else's: nobody is told which
     */
    public Order get(Scope scope, UUID id) {
        return rows.find(scope, id).orElseThrow(() -> OrderProblem.unknown(id));
    }

    /**
     * Newest first; null parameters do not narrow the search.
     *
     * @param review only those that a person has to look at ({@code true}), only the others ({@code false})
     */
    public List<Order> list(Scope scope, String orderNumber, OrderState state, Boolean review, int limit, long offset) {
        return rows.list(scope, orderNumber, state, review, limit, offset);
    }

    /**
     * Wants an order undone, a confirmed one, too: its payment is voided or refunded, its pieces become free. One that came to nothing
     * stays as it is.
     *
     * @param reason for people
     * @return work that goes on when there is something to undo now
     */
    public OrderWork cancel(UUID id, String reason) {
        return book.cancel(id, reason);
    }

    /**
     * Tries an order that waits for a person again, from where it is.
     *
     * @return work that goes on now
     * @throws io.dropshiphub.product.CodedProblem 409 when nobody has to look at it, or the hub works on it just now
     */
    public OrderWork retry(UUID id) {
        return book.retry(id);
    }

    /**
     * Ends an order that the hub cannot undo; somebody has done by hand what was left. Its payment stays as it is.
     *
     * @param reason for people
     * @return work that is over
     * @throws io.dropshiphub.product.CodedProblem as {@link #retry}, and 409 when it is not being undone
     */
    public OrderWork close(UUID id, String reason) {
        return book.close(id, reason);
    }
}
