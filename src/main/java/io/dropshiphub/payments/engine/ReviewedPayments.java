package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.PaymentReviews;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.payments.ledger.Attempt;
import io.dropshiphub.payments.ledger.Attempts;
import io.dropshiphub.payments.ledger.Held;
import io.dropshiphub.payments.ledger.PaymentBooks;
import io.dropshiphub.payments.ledger.PaymentBooks.NextLook;
import io.dropshiphub.payments.ledger.RefundBooks;
import io.dropshiphub.payments.ledger.Standing;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a person's word into the books, which moves them forward like a gateway's. */
@Component
class ReviewedPayments implements PaymentReviews {

    private static final String SETTLED = "HUB-PAY-039";

    private final PaymentBooks books;
    private final RefundBooks refunds;
    private final Attempts attempts;
    private final Gateways gateways;
    private final Clock clock;

    ReviewedPayments(PaymentBooks books, RefundBooks refunds, Attempts attempts, Gateways gateways, Clock clock) {
        this.books = books;
        this.refunds = refunds;
        this.attempts = attempts;
        this.gateways = gateways;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void acknowledge(UUID paymentId) {
        Held held = flagged(paymentId);
        if (attempts.isStuck(paymentId)) {
            throw new PaymentProblem(
                    "HUB-PAY-109",
                    409,
                    "Nothing tells what became of the last try of payment " + paymentId
                            + ", and without the flag nobody would ever find out; nothing was changed. Look the payment up on "
                            + held.payment().gateway()
                            + "'s own pages, and send the decision \"settled\" with what they show.");
        }
        books.reviewed(paymentId, held.reviewed());
    }

    @Override
    @Transactional
    public void settle(UUID paymentId, Shown shown) {
        Instant now = clock.instant();
        Held held = flagged(paymentId);
        if (attempts.isBeingSent(paymentId)) {
            throw Guards.busy(held.payment());
        }
        Attempt open = attempts.open(paymentId).orElse(null);
        Held after = held.with(
                shown.captured() == null
                        ? givenBack(held, open, shown.refunded(), now)
                        : shown.captured().signum() == 0
                                ? notCharged(held, open)
                                : captured(held, open, shown.captured()));
        if (open != null) {
            attempts.finish(open, null, now);
        }
        books.prove(after, false, NextLook.NEVER, now);
        books.reviewed(paymentId, held.reviewed());
    }

    private Held flagged(UUID paymentId) {
        Held held = books.lock(paymentId);
        if (held.reviewed() == null) {
            throw new PaymentProblem(
                    "HUB-PAY-107",
                    409,
                    "Nobody has to look at payment " + paymentId + " (it is "
                            + held.payment().status()
                            + "); nothing was changed. GET /api/v1/payments?review=true lists those that wait for a person.");
        }
        return held;
    }

    private Standing captured(Held held, Attempt open, BigDecimal sum) {
        Payment payment = held.payment();
        refuseFor(open, Operation.REFUND, payment, "refunded");
        exact(payment, sum);
        BigDecimal more = sum.subtract(held.standing().captured());
        if (more.signum() < 0) {
            throw impossible(
                    payment, "the ledger has proof that " + text(held.standing().captured(), payment) + " was taken");
        }
        if (sum.compareTo(payment.amount().amount()) > 0) {
            throw impossible(
                    payment,
                    "it is about " + text(payment.amount().amount(), payment)
                            + " only; give back what was taken beyond that on the gateway's pages first");
        }
        books.explain(payment.id(), null, null);
        return held.standing().taken(more, payment.amount().amount());
    }

    private Standing notCharged(Held held, Attempt open) {
        Payment payment = held.payment();
        refuseFor(open, Operation.REFUND, payment, "refunded");
        if (held.standing().captured().signum() > 0) {
            throw impossible(
                    payment, "the ledger has proof that " + text(held.standing().captured(), payment) + " was taken");
        }
        books.explain(
                payment.id(),
                SETTLED,
                "A person has seen on " + payment.gateway()
                        + "'s own pages that nothing was taken. Ask for it anew with a new key.");
        if (open != null && open.operation() == Operation.CAPTURE) {
            // not carried out: the money is held as before
            return held.standing();
        }
        PaymentStatus end =
                open != null && open.operation() == Operation.VOID ? PaymentStatus.CANCELED : PaymentStatus.FAILED;
        return held.standing().with(end, payment.amount().amount());
    }

    private Standing givenBack(Held held, Attempt open, BigDecimal sum, Instant now) {
        Payment payment = held.payment();
        if (open != null && open.operation() != Operation.REFUND) {
            throw impossible(
                    payment,
                    "it waits for what became of its " + word(open.operation()) + ": say captured or not_charged");
        }
        exact(payment, sum);
        BigDecimal before = refunds.succeeded(payment.id());
        if (sum.compareTo(before.max(held.standing().refunded())) < 0) {
            throw impossible(
                    payment,
                    "the ledger has proof that "
                            + text(before.max(held.standing().refunded()), payment) + " was given back");
        }
        if (sum.compareTo(held.standing().captured()) > 0) {
            throw impossible(payment, "only " + text(held.standing().captured(), payment) + " was taken");
        }
        if (open != null) {
            end(refunds.find(open.refundId()), sum.subtract(before), payment, now);
        }
        return held.standing().givenBack(sum, payment.amount().amount());
    }

    private void end(Refund refund, BigDecimal givenBack, Payment payment, Instant now) {
        boolean done = givenBack.compareTo(refund.amount().amount()) == 0;
        refunds.set(
                refund,
                done ? RefundStatus.SUCCEEDED : RefundStatus.FAILED,
                done ? null : SETTLED,
                done
                        ? null
                        : "A person has seen on " + payment.gateway() + "'s own pages that " + text(givenBack, payment)
                                + " went back instead of this. Ask for what is missing as a new refund.",
                now);
        refunds.lookAt(refund.id(), null);
    }

    private static void refuseFor(Attempt open, Operation operation, Payment payment, String instead) {
        if (open != null && open.operation() == operation) {
            throw impossible(payment, "it waits for what became of its " + word(operation) + ": say " + instead);
        }
    }

    /** More decimals than the gateway takes are a mistake. */
    private void exact(Payment payment, BigDecimal sum) {
        if (sum.signum() > 0) {
            gateways.get(payment.gateway())
                    .amounts()
                    .write(new Money(sum, payment.amount().currency()));
        }
    }

    private static PaymentProblem impossible(Payment payment, String why) {
        return new PaymentProblem(
                "HUB-PAY-110",
                422,
                "Payment " + payment.id() + " cannot be settled like that: " + why
                        + ". Nothing was changed. Compare it with " + payment.gateway() + "'s own pages once more.");
    }

    private static String word(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }

    private static String text(BigDecimal amount, Payment payment) {
        return amount.toPlainString() + " " + payment.amount().currency();
    }
}
