package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.ledger.Attempt;
import io.dropshiphub.payments.ledger.Attempts;
import io.dropshiphub.payments.ledger.Held;
import io.dropshiphub.payments.ledger.PaymentBooks;
import io.dropshiphub.payments.ledger.PaymentBooks.NextLook;
import io.dropshiphub.payments.ledger.RefundBooks;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on with what nobody waits for any more: tries whose answer is missing, also those of a hub that has died, and payments and
 * refunds that are not settled. Several hubs on one database share the work.
 */
@Component
public class PaymentResolver {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentResolver.class);

    private final Attempts attempts;
    private final PaymentBooks books;
    private final RefundBooks refunds;
    private final Calls calls;
    private final PaymentLooks looks;
    private final Gateways gateways;
    private final PaymentsProperties settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PaymentResolver(
            Attempts attempts,
            PaymentBooks books,
            RefundBooks refunds,
            Calls calls,
            PaymentLooks looks,
            Gateways gateways,
            PaymentsProperties settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.attempts = attempts;
        this.books = books;
        this.refunds = refunds;
        this.calls = calls;
        this.looks = looks;
        this.gateways = gateways;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is due, leased to this hub; as many as are worked on at once. */
    public List<Round> claim() {
        int most = settings.resolve().workers();
        List<Attempt> due = attempts.claim(clock.instant(), settings.resolve().lease(), most);
        List<Round> rounds = new ArrayList<>();
        due.forEach(
                attempt -> perhaps(attempt.paymentId(), () -> carryOn(attempt)).ifPresent(rounds::add));
        toLookAt(most).forEach(id -> perhaps(id, () -> looks.status(id)).ifPresent(rounds::add));
        return rounds.stream().filter(round -> round.task() != null).toList();
    }

    /** The same request with the same key as long as the gateway knows it; afterwards the question what became of it. */
    private Round carryOn(Attempt attempt) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            Held held = books.lock(attempt.paymentId());
            boolean settled = attempts.open(attempt.paymentId())
                    .filter(open -> open.id() == attempt.id() && open.sends() == attempt.sends())
                    .isEmpty();
            if (settled) {
                // by a reading, since it was claimed
                return Round.nothing(attempt.paymentId(), attempt.refundId());
            }
            books.prove(held, attempt.doubt() && attempt.operation() != Operation.REFUND, NextLook.AS_BEFORE, now);
            if (now.isBefore(attempt.keyUntil())) {
                return Round.of(attempt, calls.task(attempt, held.payment()), null, List.of(), null);
            }
            String refund = attempt.refundId() == null
                    ? null
                    : refunds.find(attempt.refundId()).reference();
            Optional<Operation> question = Questions.first(
                    attempt,
                    gateways.get(attempt.gateway()).operations(),
                    held.payment().references(),
                    refund);
            if (question.isEmpty()) {
                attempts.stuck(attempt, null, now);
                books.review(attempt.paymentId(), Stuck.CODE, Stuck.message(attempt));
                return Round.nothing(attempt.paymentId(), attempt.refundId());
            }
            return Round.of(
                    attempt,
                    question.get() == Operation.REFUND_STATUS
                            ? calls.question(held.payment(), refunds.find(attempt.refundId()))
                            : calls.question(question.get(), held.payment(), attempt),
                    null,
                    List.of(),
                    null);
        });
    }

    /** Payments and refunds that are to be read; the next look is put off before this one. */
    private List<UUID> toLookAt(int most) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            List<UUID> ids = new ArrayList<>();
            for (PaymentBooks.Look look : books.due(now, most)) {
                books.putOff(look, now.plus(settings.look().delay(look.looks() + 1)));
                ids.add(look.paymentId());
            }
            for (RefundBooks.Look look : refunds.due(now, most)) {
                refunds.lookAt(look.id(), now.plus(settings.look().delay(look.looks())));
                ids.add(look.paymentId());
            }
            return ids.stream().distinct().toList();
        });
    }

    /** One that cannot be gone on with must not keep the others waiting: its lease ends, and it is tried again. */
    private static Optional<Round> perhaps(UUID paymentId, Supplier<Round> round) {
        try {
            return Optional.of(Objects.requireNonNull(round.get()));
        } catch (RuntimeException e) {
            LOG.error("Payment {} could not be gone on with; it is tried again when its lease ends", paymentId, e);
            return Optional.empty();
        }
    }
}
