package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.payments.engine.Situation.Proof;
import io.dropshiphub.payments.ledger.Attempt;
import io.dropshiphub.payments.ledger.Held;
import io.dropshiphub.payments.ledger.PaymentBooks;
import io.dropshiphub.payments.ledger.RefundBooks;
import io.dropshiphub.payments.ledger.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What the end of a try means for its payment or refund, beside what the answer shows of them. */
@Component
class Ends {

    private final PaymentBooks books;
    private final RefundBooks refunds;

    Ends(PaymentBooks books, RefundBooks refunds) {
        this.books = books;
        this.refunds = refunds;
    }

    /**
     * The payment after the try, not written yet.
     *
     * @param asked what was answered: the try itself, or a question about it
     * @param proof what the answer to a question proves, null for the try itself
     */
    Held end(Held held, Attempt attempt, Operation asked, GatewayAnswer answer, Proof proof, Instant now) {
        BigDecimal amount = held.payment().amount().amount();
        if (asked == Operation.CANCEL_BY_KEY) {
            books.explain(
                    attempt.paymentId(),
                    "HUB-PAY-028",
                    attempt.gateway()
                            + " never told what became of the payment, and has made sure that nothing does. Ask for a"
                            + " new one.");
            return held.with(held.standing().with(PaymentStatus.CANCELED, amount));
        }
        boolean done = proof == null ? answer.kind() == Kind.DONE : proof == Proof.CARRIED_OUT;
        if (attempt.operation() == Operation.REFUND) {
            return refunded(held, attempt, answer, done && answer.kind() != Kind.DECLINED, now);
        }
        if (done && answer.kind() != Kind.DECLINED) {
            if (held.payment().code() != null) {
                books.explain(attempt.paymentId(), null, null);
            }
            return held.with(carriedOut(held.standing(), attempt, asked, answer.payment(), amount));
        }
        explain(attempt, answer, proof);
        return held.with(failed(held.standing(), attempt.operation(), answer.kind(), amount));
    }

    /** With what follows from the deed itself, where the answer does not show all of the payment. */
    private static Standing carriedOut(
            Standing standing, Attempt attempt, Operation asked, GatewayPayment shown, BigDecimal amount) {
        return switch (attempt.operation()) {
            case CAPTURE -> asked == Operation.CAPTURE ? captured(standing, attempt, shown, amount) : standing;
            case VOID -> shown == null || shown.status().endedWithoutCharge() ? standing.letGo(amount) : standing;
            default -> shown == null ? standing.with(PaymentStatus.PROCESSING, amount) : standing;
        };
    }

    /** An answer may show the capture only, and not what was taken in all: then it is added to what was taken before. */
    private static Standing captured(Standing standing, Attempt attempt, GatewayPayment shown, BigDecimal amount) {
        if (shown != null && (shown.captured() != null || shown.status().captured())) {
            return standing;
        }
        return shown != null && shown.status() == PaymentStatus.PROCESSING
                ? standing.taking(attempt.amount(), amount)
                : standing.taken(attempt.amount(), amount);
    }

    private static Standing failed(Standing standing, Operation operation, Kind kind, BigDecimal amount) {
        boolean pays = operation == Operation.CHARGE || operation == Operation.AUTHORIZE;
        if (kind == Kind.DECLINED && (pays || operation == Operation.CONFIRM)) {
            return standing.with(PaymentStatus.DECLINED, amount);
        }
        // a capture, void or confirmation that did not come to pass leaves the payment where it is
        return pays ? standing.with(PaymentStatus.FAILED, amount) : standing;
    }

    private void explain(Attempt attempt, GatewayAnswer answer, Proof proof) {
        if (proof == Proof.NOT_CARRIED_OUT) {
            books.explain(attempt.paymentId(), "HUB-PAY-027", notCarriedOut(attempt));
        } else {
            books.explain(attempt.paymentId(), answer.code(), answer.message());
        }
    }

    private static String notCarriedOut(Attempt attempt) {
        return attempt.gateway()
                + " had not answered, and shows now that it has not carried this out. Ask for it anew with a"
                + " new key.";
    }

    private Held refunded(Held held, Attempt attempt, GatewayAnswer answer, boolean done, Instant now) {
        Refund refund = refunds.find(attempt.refundId());
        BigDecimal amount = held.payment().amount().amount();
        if (done) {
            if (answer.refund() == null) {
                refunds.set(refund, RefundStatus.SUCCEEDED, null, null, now);
            }
            return held.with(held.standing().givenBack(refunds.succeeded(attempt.paymentId()), amount));
        }
        boolean never = answer.kind() == Kind.DONE;
        refunds.set(
                refund,
                RefundStatus.FAILED,
                never ? "HUB-PAY-027" : answer.code(),
                never ? notCarriedOut(attempt) : answer.message(),
                now);
        return held;
    }
}
