package io.dropshiphub.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves orders from state to state: each move is one short transaction that holds the order's row. */
@Component
class OrderBook {

    private static final Logger LOG = LoggerFactory.getLogger(OrderBook.class);

    /** An order's row, locked. */
    private record Row(
            UUID id,
            OrderState state,
            Instant since,
            int tries,
            UUID claim,
            Instant leaseUntil,
            UUID paymentId,
            boolean captures,
            String cancelReason,
            boolean needsReview) {

        OrderWork work(boolean goesOn) {
            return new OrderWork(id, state, tries, claim, paymentId, captures, goesOn);
        }

        boolean worked(Instant now) {
            return claim != null && leaseUntil.isAfter(now);
        }
    }

    private final JdbcClient jdbc;
    private final OrderRows rows;
    private final StockRows stock;
    private final OrdersProperties settings;
    private final OrderRules rules;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OrderBook(
            JdbcClient jdbc,
            OrderRows rows,
            StockRows stock,
            OrdersProperties settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.stock = stock;
        this.settings = settings;
        this.rules = new OrderRules(settings);
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Until when a claim made now holds. */
    Instant leaseFrom(Instant now) {
        return now.plus(settings.lease());
    }

    /** Takes the orders whose next step is due and on which nobody works, at most so many. */
    List<OrderWork> claimDue(int most) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            List<Row> due = jdbc.sql("""
                            select * from customer_order
                            where next_at <= :now and (lease_until is null or lease_until <= :now)
                            order by next_at limit :most for update skip locked""")
                    .param("now", Timestamp.from(now))
                    .param("most", most)
                    .query((row, n) -> row(row))
                    .list();
            return due.stream().map(row -> claim(row, now).work(true)).toList();
        });
    }

    /** Whether this worker still has the order; until the transaction ends, nobody takes it over. */
    boolean isHeld(OrderWork work) {
        return work.claim().equals(lock(work.id()).claim());
    }

    /**
     * Stores what came of a step, and with it what follows.
     *
     * @return how it goes on; not by this worker when somebody else has taken the order over meanwhile
     */
    OrderWork record(OrderWork work, StepResult result) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            Row row = lock(work.id());
            if (!work.claim().equals(row.claim()) || work.state() != row.state()) {
                return late(row, work, result, now);
            }
            OrderMove move = rules.after(
                    new OrderRules.Standing(
                            row.state(),
                            row.tries(),
                            Duration.between(row.since(), now),
                            row.paymentId() != null || result.paymentId() != null,
                            row.cancelReason() != null),
                    result);
            return move(row, move, result, now);
        });
    }

    /**
     * Somebody wants the order undone: at once when nobody works on it, else after the present step.
     *
     * @return work that goes on when there is something to undo now
     */
    OrderWork cancel(UUID id, String reason) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            Row row = lock(id);
            if (row.state().endedWithoutSale()
                    || row.state() == OrderState.COMPENSATING
                    || row.cancelReason() != null) {
                return row.work(false);
            }
            jdbc.sql("update customer_order set cancel_reason = ?, updated_at = ? where id = ?")
                    .params(reason, Timestamp.from(now), id)
                    .update();
            return row.worked(now) ? row.work(false) : claim(lock(id), now).work(true);
        });
    }

    /**
     * A person wants an order that stands still to be tried again, now.
     *
     * @return work that goes on
     */
    OrderWork retry(UUID id) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            Row row = flagged(id, now);
            // the tries go on counting: what is asked of a payment has one key a try
            jdbc.sql("update customer_order set needs_review = false, since = ?, updated_at = ? where id = ?")
                    .params(Timestamp.from(now), Timestamp.from(now), id)
                    .update();
            rows.addStep(id, now, row.state(), "HUB-ORDERS-016", "Somebody wanted it tried again.");
            return claim(lock(id), now).work(true);
        });
    }

    /** A person has undone by hand what the hub could not undo: the order is over, its pieces are free. */
    OrderWork close(UUID id, String reason) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            Row row = flagged(id, now);
            if (row.state() != OrderState.COMPENSATING) {
                throw OrderProblem.notUndone(id, row.state());
            }
            StepResult why = StepResult.of(StepResult.Kind.UNDONE, "HUB-ORDERS-017", "Closed by hand: " + reason);
            return move(row, new OrderMove(OrderState.CANCELED, 0, null, false), why, now);
        });
    }

    /** An order that waits for a person and on which nobody works, locked. */
    private Row flagged(UUID id, Instant now) {
        Row row = lock(id);
        if (!row.needsReview()) {
            throw OrderProblem.notFlagged(id, row.state());
        }
        if (row.worked(now)) {
            throw OrderProblem.worked(id);
        }
        return row;
    }

    /** A new claim; what is to be undone is undone from now on. */
    private Row claim(Row row, Instant now) {
        UUID claim = UUID.randomUUID();
        jdbc.sql("update customer_order set claim = ?, lease_until = ?, next_at = ? where id = ?")
                .params(claim, Timestamp.from(leaseFrom(now)), Timestamp.from(now), row.id())
                .update();
        Row claimed = lock(row.id());
        if (row.cancelReason() != null && row.state() != OrderState.COMPENSATING) {
            StepResult why =
                    StepResult.of(StepResult.Kind.UNDOING, "HUB-ORDERS-005", "Canceled: " + row.cancelReason());
            move(claimed, new OrderMove(OrderState.COMPENSATING, 0, Duration.ZERO, false), why, now);
        }
        return lock(row.id());
    }

    private OrderWork move(Row row, OrderMove move, StepResult result, Instant now) {
        boolean moved = move.to() != row.state();
        boolean goesOn = move.dueIn() != null && move.dueIn().isZero();
        UUID payment = result.paymentId() == null ? row.paymentId() : result.paymentId();
        jdbc.sql("""
                        update customer_order set state = :state, since = :since, tries = :tries, payment_id = :payment,
                            methods = case when :forget then null else methods end,
                            -- how the undoing goes does not overwrite what it is for; the steps tell
                            code = case when :undoing then code else :code end,
                            message = case when :undoing then message else :message end,
                            next_at = :next, claim = :claim, lease_until = :lease, needs_review = :review, updated_at = :now
                        where id = :id""")
                .param("id", row.id())
                .param("state", move.to().name())
                .param("since", Timestamp.from(moved ? now : row.since()))
                .param("tries", move.tries())
                .param("payment", payment)
                .param("forget", payment != null || move.to().over() || move.to() == OrderState.COMPENSATING)
                .param("undoing", row.state() == OrderState.COMPENSATING)
                .param("code", result.code())
                .param("message", result.message())
                .param("next", move.dueIn() == null ? null : Timestamp.from(now.plus(move.dueIn())))
                .param("claim", goesOn ? row.claim() : null)
                .param("lease", goesOn ? Timestamp.from(leaseFrom(now)) : null)
                .param("review", move.review())
                .param("now", Timestamp.from(now))
                .update();
        if (moved || result.code() != null) {
            rows.addStep(row.id(), now, move.to(), result.code(), result.message());
        }
        if (move.releases()) {
            stock.release(row.id());
        } else if (move.takes()) {
            stock.take(row.id(), now);
        }
        tell(row, move, result);
        return lock(row.id()).work(goesOn);
    }

    /** A worker whose claim was over brings a payment: it must not stay where nobody looks after it. */
    private OrderWork late(Row row, OrderWork work, StepResult result, Instant now) {
        LOG.warn(
                "Order {} was taken over while {} was under way; it goes on from {}",
                work.id(),
                work.state(),
                row.state());
        boolean stray = row.state().endedWithoutSale()
                && result.paymentId() != null
                && result.kind() != StepResult.Kind.DECLINED;
        if (stray) {
            StepResult why = StepResult.of(
                            StepResult.Kind.UNDOING,
                            "HUB-ORDERS-006",
                            "The payment was answered after the order had ended; it is undone.")
                    .about(result.paymentId());
            move(row, new OrderMove(OrderState.COMPENSATING, 0, settings.delay(1), false), why, now);
        } else if (result.paymentId() != null && row.paymentId() == null) {
            jdbc.sql("update customer_order set payment_id = ? where id = ?")
                    .params(result.paymentId(), row.id())
                    .update();
        }
        return lock(row.id()).work(false);
    }

    private static void tell(Row row, OrderMove move, StepResult result) {
        if (move.review() && !row.needsReview()) {
            LOG.error(
                    "Order {} needs a person: it is {} since {} ({}: {}). The hub goes on trying. Look at GET /api/v1/orders/{}",
                    row.id(),
                    move.to(),
                    row.since(),
                    result.code(),
                    result.message(),
                    row.id());
        }
    }

    private Row lock(UUID id) {
        return jdbc.sql("select * from customer_order where id = ? for update")
                .param(id)
                .query((row, n) -> row(row))
                .single();
    }

    private static Row row(ResultSet row) throws SQLException {
        Timestamp lease = row.getTimestamp("lease_until");
        return new Row(
                row.getObject("id", UUID.class),
                OrderState.valueOf(row.getString("state")),
                row.getTimestamp("since").toInstant(),
                row.getInt("tries"),
                row.getObject("claim", UUID.class),
                lease == null ? null : lease.toInstant(),
                row.getObject("payment_id", UUID.class),
                row.getBoolean("captures"),
                row.getString("cancel_reason"),
                row.getBoolean("needs_review"));
    }
}
