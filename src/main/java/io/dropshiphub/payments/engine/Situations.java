package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.Gateway;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.engine.Situation.Proof;
import io.dropshiphub.payments.ledger.Attempt;
import io.dropshiphub.payments.ledger.Held;
import io.dropshiphub.payments.ledger.PaymentBooks;
import io.dropshiphub.payments.ledger.RefundBooks;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out what the rules want to know beside the answer. */
@Component
class Situations {

    private final PaymentBooks books;
    private final RefundBooks refunds;
    private final Calls calls;
    private final Patience patience;
    private final Gateways gateways;
    private final PaymentsProperties settings;

    Situations(
            PaymentBooks books,
            RefundBooks refunds,
            Calls calls,
            Patience patience,
            Gateways gateways,
            PaymentsProperties settings) {
        this.books = books;
        this.refunds = refunds;
        this.calls = calls;
        this.patience = patience;
        this.gateways = gateways;
        this.settings = settings;
    }

    /** What counts beside the answer to a round's task. */
    Situation situation(GatewayAnswer answer, Round round, Held before, Held after, Instant now) {
        Attempt attempt = round.attempt();
        Operation asked = round.task().call().operation();
        boolean question = asked != attempt.operation();
        boolean pays = attempt.operation() == Operation.CHARGE || attempt.operation() == Operation.AUTHORIZE;
        return new Situation(
                question,
                attempt.doubt(),
                now.isBefore(attempt.keyUntil()),
                !round.elsewhere().isEmpty(),
                !pays,
                question(asked, attempt, after).isPresent(),
                question ? proof(attempt, asked, answer, before, after, now) : null,
                patience.repeat(round, answer, now),
                patience.later(attempt, answer));
    }

    /** What an answer to a question proves about a try. */
    Proof proof(Attempt attempt, Operation asked, GatewayAnswer answer, Held before, Held after, Instant now) {
        return Questions.proof(
                attempt,
                asked,
                answer,
                before.standing(),
                after.standing(),
                attempt.refundId() == null ? null : refunds.succeeded(attempt.paymentId()),
                now.isAfter(attempt.lastSentAt().plus(settings.resolve().absentAfter())));
    }

    /** The question that is asked next about a try; empty when there is none. */
    Optional<Operation> question(Operation asked, Attempt attempt, Held held) {
        return asked != attempt.operation()
                ? Questions.after(asked, gateway(held).operations())
                : Questions.first(
                        attempt,
                        gateway(held).operations(),
                        books.references(attempt.paymentId()),
                        attempt.refundId() == null
                                ? null
                                : refunds.find(attempt.refundId()).reference());
    }

    /** That question, with all ids that are known by now. */
    GatewayTask ask(Operation question, Attempt attempt) {
        Held fresh = books.lock(attempt.paymentId());
        return question == Operation.REFUND_STATUS
                ? calls.question(fresh.payment(), refunds.find(attempt.refundId()))
                : calls.question(question, fresh.payment(), attempt);
    }

    private Gateway gateway(Held held) {
        return gateways.get(held.payment().gateway());
    }
}
