package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.Gateway;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentChange;
import io.dropshiphub.payments.PaymentRequests;
import io.dropshiphub.payments.ledger.Attempt;
import io.dropshiphub.payments.ledger.Attempts;
import io.dropshiphub.payments.ledger.Held;
import io.dropshiphub.payments.ledger.PaymentBooks;
import io.dropshiphub.payments.ledger.PaymentBooks.NextLook;
import io.dropshiphub.payments.ledger.RefundBooks;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins captures, voids and refunds, always at the gateway that has the payment, one at a time. */
@Component
public class PaymentChanges {

    private final PaymentRequests requests;
    private final Gateways gateways;
    private final PaymentBooks books;
    private final RefundBooks refunds;
    private final Attempts attempts;
    private final Calls calls;
    private final PaymentsProperties settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PaymentChanges(
            PaymentRequests requests,
            Gateways gateways,
            PaymentBooks books,
            RefundBooks refunds,
            Attempts attempts,
            Calls calls,
            PaymentsProperties settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.gateways = gateways;
        this.books = books;
        this.refunds = refunds;
        this.attempts = attempts;
        this.calls = calls;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Takes held money.
     *
     * @param body a {@link PaymentChange}, or its fields as JSON or a map
     * @throws io.dropshiphub.payments.PaymentProblem when nothing is or was sent: a mistake in the request, a payment that cannot
     *     be captured as it is, or one with which something else is being done
     */
    public Round capture(@Body Object body) {
        return begin(Operation.CAPTURE, requests.change(body));
    }

    /** Lets held money go; otherwise as {@link #capture}. */
    public Round release(@Body Object body) {
        return begin(Operation.VOID, requests.change(body));
    }

    /** Gives captured money back; otherwise as {@link #capture}. */
    public Round refund(@Body Object body) {
        return begin(Operation.REFUND, requests.change(body));
    }

    private Round begin(Operation operation, PaymentChange change) {
        return transaction.execute(status -> {
            Held held = books.lock(change.paymentId());
            Payment payment = held.payment();
            Optional<Round> before =
                    operation == Operation.REFUND ? refunded(payment, change) : done(operation, payment, change);
            return before.orElseGet(() -> begin(operation, held, change));
        });
    }

    private Optional<Round> done(Operation operation, Payment payment, PaymentChange change) {
        return attempts.find(payment.id(), operation, change.key()).map(attempt -> {
            if (!same(attempt.asked(), change.amount())) {
                throw Guards.otherDeed(operation, payment);
            }
            return Round.nothing(payment.id(), null);
        });
    }

    private Optional<Round> refunded(Payment payment, PaymentChange change) {
        return refunds.known(payment.id(), change.key()).map(known -> {
            if (!same(known.asked(), change.amount())
                    || !Objects.equals(known.refund().reason(), change.reason())) {
                throw Guards.otherDeed(Operation.REFUND, payment);
            }
            return Round.nothing(payment.id(), known.refund().id());
        });
    }

    private Round begin(Operation operation, Held held, PaymentChange change) {
        Payment payment = held.payment();
        Instant now = clock.instant();
        if (attempts.open(payment.id()).isPresent()) {
            throw Guards.busy(payment);
        }
        BigDecimal amount = Guards.amount(operation, payment, change.amount());
        Gateway gateway = gateways.get(payment.gateway());
        if (!gateway.operations().contains(operation)) {
            throw Guards.unable(operation, payment);
        }
        // decimals that the gateway does not take are refused before anything is stored
        gateway.amounts().write(new Money(amount, payment.amount().currency()));
        UUID refundId = null;
        if (operation == Operation.REFUND) {
            refundId = UUID.randomUUID();
            refunds.open(refundId, payment.id(), change.key(), change.amount(), amount, change.reason(), now);
            books.prove(held, false, NextLook.AS_BEFORE, now);
        }
        Attempt begun = attempts.begin(
                calls.change(
                        operation,
                        payment,
                        change.amount(),
                        amount,
                        isAll(operation, payment, amount),
                        change.reason(),
                        refundId),
                operation == Operation.REFUND ? null : change.key(),
                now.plus(settings.resolve().lease()));
        return Round.of(begun, calls.task(begun, payment), now, List.of(), null);
    }

    private static boolean isAll(Operation operation, Payment payment, BigDecimal amount) {
        BigDecimal all = operation == Operation.CAPTURE
                ? payment.authorized()
                : operation == Operation.REFUND ? payment.captured().subtract(payment.refunded()) : amount;
        return amount.compareTo(all) == 0;
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }
}
