package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.payments.engine.Situation.Proof;
import io.dropshiphub.payments.ledger.Attempt;
import io.dropshiphub.payments.ledger.Attempts;
import io.dropshiphub.payments.ledger.Held;
import io.dropshiphub.payments.ledger.PaymentBooks;
import io.dropshiphub.payments.ledger.PaymentBooks.NextLook;
import io.dropshiphub.payments.ledger.RefundBooks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what a gateway has answered, and what follows from it, in one transaction with the payment's row locked. */
@Component
class PaymentAnswers {

    private final PaymentBooks books;
    private final Attempts attempts;
    private final RefundBooks refunds;
    private final Sightings sightings;
    private final Ends ends;
    private final Situations situations;
    private final Calls calls;
    private final Gateways gateways;
    private final PaymentsProperties settings;
    private final Clock clock;

    PaymentAnswers(
            PaymentBooks books,
            Attempts attempts,
            RefundBooks refunds,
            Sightings sightings,
            Ends ends,
            Situations situations,
            Calls calls,
            Gateways gateways,
            PaymentsProperties settings,
            Clock clock) {
        this.books = books;
        this.attempts = attempts;
        this.refunds = refunds;
        this.sightings = sightings;
        this.ends = ends;
        this.situations = situations;
        this.calls = calls;
        this.gateways = gateways;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the caller's round goes on with. */
    @Transactional
    public Round record(GatewayAnswer answer, Round round) {
        Instant now = clock.instant();
        Held before = books.lock(round.paymentId());
        Optional<Attempt> open = attempts.open(round.paymentId());
        Sightings.Seen seen = sightings.take(before, answer, round.task().call().refundId(), now);
        boolean current = round.attempt() != null
                && open.filter(mine -> mine.id() == round.attempt().id()
                                && mine.sends() == round.attempt().sends())
                        .isPresent();
        return current
                ? tried(answer, round, before, seen, now)
                : looked(answer, round, before, seen, open.orElse(null), now);
    }

    /** A reading, or an answer that comes too late to decide: what it shows counts, and may settle an open try. */
    private Round looked(
            GatewayAnswer answer, Round round, Held before, Sightings.Seen seen, Attempt open, Instant now) {
        Held held = seen.held();
        Attempt left = open;
        if (open != null
                && !seen.unfit()
                && situations.proof(open, Operation.STATUS, answer, before, held, now) == Proof.CARRIED_OUT) {
            held = ends.end(held, open, Operation.STATUS, answer, Proof.CARRIED_OUT, now);
            attempts.finish(open, answer, now);
            books.reviewed(round.paymentId(), Stuck.CODE);
            left = null;
        }
        boolean inDoubt = left != null
                && left.doubt()
                && left.operation() != Operation.REFUND
                && before.payment().status() == PaymentStatus.UNKNOWN;
        boolean moved = held.standing().status() != before.standing().status();
        books.prove(held, inDoubt, moved || settled(held) ? nextLook(held, answer, now) : NextLook.AS_BEFORE, now);
        return left == null && round.attempt() == null ? confirmed(held, round.onward(), now) : round.onward();
    }

    private Round tried(GatewayAnswer answer, Round round, Held before, Sightings.Seen seen, Instant now) {
        Attempt attempt = round.attempt();
        Operation asked = round.task().call().operation();
        Situation at = situations.situation(answer, round, before, seen.held(), now);
        Next next = seen.unfit() ? Next.of(Next.Step.PERSON) : Rules.next(answer.kind(), at);
        boolean doubt = at.doubt() || answer.kind() == Kind.UNKNOWN || answer.kind() == Kind.ALREADY_DONE;
        return switch (next.step()) {
            case FINAL -> ended(answer, round, seen.held(), at.proof(), now);
            case REPEAT -> {
                Attempt sent = attempts.again(attempt, answer, doubt, now, lease(next));
                yield goOn(round, seen.held(), sent, round.task(), next.pause(), now);
            }
            case ASK -> {
                Operation question = situations.question(asked, attempt, before).orElseThrow();
                Attempt sent = attempts.ask(attempt, answer, now, lease(next));
                // with the ids that the answer has shown
                yield goOn(round, seen.held(), sent, situations.ask(question, attempt), Duration.ZERO, now);
            }
            case LATER -> {
                attempts.later(attempt, answer, doubt, Patience.counts(answer), now, now.plus(next.pause()));
                yield waits(answer, round, seen.held(), doubt, now);
            }
            case PERSON -> {
                attempts.stuck(attempt, answer, now);
                books.review(round.paymentId(), Stuck.CODE, Stuck.message(attempt));
                yield waits(answer, round, seen.held(), true, now);
            }
            case ELSEWHERE -> {
                attempts.finish(attempt, answer, now);
                String gateway = round.elsewhere().get(0);
                Attempt begun = attempts.begin(
                        calls.pay(round.paymentId(), round.request(), gateway), null, now.plus(lease(next)));
                books.at(round.paymentId(), gateway, now);
                yield Round.of(
                        begun,
                        calls.task(begun, round.request()),
                        round.began(),
                        round.elsewhere().subList(1, round.elsewhere().size()),
                        round.request());
            }
        };
    }

    private Round ended(GatewayAnswer answer, Round round, Held held, Proof proof, Instant now) {
        Attempt attempt = round.attempt();
        Held after = ends.end(held, attempt, round.task().call().operation(), answer, proof, now);
        attempts.finish(attempt, answer, now);
        if (held.reviewed() != null) {
            books.reviewed(round.paymentId(), Stuck.CODE);
        }
        boolean strange = answer.kind() == Kind.REFUSED
                && attempt.operation() != Operation.CHARGE
                && attempt.operation() != Operation.AUTHORIZE;
        books.prove(after, false, strange ? afterRefusal(attempt) : nextLook(after, answer, now), now);
        return attempt.operation() == Operation.CONFIRM
                ? Round.nothing(round.paymentId(), null)
                : confirmed(after, Round.nothing(round.paymentId(), round.refundId()), now);
    }

    /**
     * Refused: perhaps because it is not in the state that the ledger believes. A confirmation follows from reading the payment, and
     * reading at once would ask for the next one, and so on.
     */
    private NextLook afterRefusal(Attempt attempt) {
        return attempt.operation() == Operation.CONFIRM ? NextLook.AS_BEFORE : NextLook.at(clock.instant());
    }

    private Round goOn(Round round, Held held, Attempt sent, GatewayTask task, Duration pause, Instant now) {
        books.prove(held, sent.doubt() && isShown(sent), NextLook.AS_BEFORE, now);
        return round.again(sent, task, pause);
    }

    private Round waits(GatewayAnswer answer, Round round, Held held, boolean doubt, Instant now) {
        books.prove(held, doubt && isShown(round.attempt()), NextLook.AS_BEFORE, now);
        if (round.refundId() != null) {
            refunds.set(
                    refunds.find(round.refundId()),
                    doubt ? RefundStatus.UNKNOWN : RefundStatus.PENDING,
                    answer.code(),
                    answer.message(),
                    now);
        } else {
            books.explain(round.paymentId(), answer.code(), answer.message());
        }
        return Round.nothing(round.paymentId(), round.refundId());
    }

    /** What the payer has agreed to is confirmed at once: their agreement lapses. */
    private Round confirmed(Held held, Round otherwise, Instant now) {
        if (held.standing().status() != PaymentStatus.APPROVED
                || !gateways.get(held.payment().gateway()).operations().contains(Operation.CONFIRM)) {
            return otherwise;
        }
        Held fresh = books.lock(held.payment().id());
        Attempt begun = attempts.begin(
                calls.change(
                        Operation.CONFIRM,
                        fresh.payment(),
                        null,
                        fresh.payment().amount().amount(),
                        true,
                        null,
                        null),
                null,
                now.plus(settings.resolve().lease()));
        return Round.of(begun, calls.task(begun, fresh.payment()), null, List.of(), null);
    }

    private NextLook nextLook(Held held, GatewayAnswer answer, Instant now) {
        boolean pending = answer.payment() != null && answer.payment().status() == PaymentStatus.PROCESSING;
        return settled(held) && !pending
                ? NextLook.NEVER
                : NextLook.at(now.plus(settings.look().delay(0)));
    }

    private static boolean settled(Held held) {
        PaymentStatus status = held.standing().status();
        return status == PaymentStatus.AUTHORIZED || status.captured() || status.endedWithoutCharge();
    }

    /** A refund's doubt is the refund's own: the payment stays what it is. */
    private static boolean isShown(Attempt attempt) {
        return attempt.operation() != Operation.REFUND;
    }

    private Duration lease(Next next) {
        return next.pause() == null
                ? settings.resolve().lease()
                : settings.resolve().lease().plus(next.pause());
    }
}
