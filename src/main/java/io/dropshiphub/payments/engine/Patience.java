package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.ledger.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** How long is waited for what. */
@Component
class Patience {

    private final PaymentsProperties settings;

    Patience(PaymentsProperties settings) {
        this.settings = settings;
    }

    /** Before a repeat while the caller waits; null when none is left, or the gateway wants more time than the caller has. */
    Duration repeat(Round round, GatewayAnswer answer, Instant now) {
        PaymentsProperties.Retry retry = settings.retry();
        if (round.began() == null || round.repeats() >= retry.times()) {
            return null;
        }
        Duration full = retry.firstDelay().multipliedBy(1L << round.repeats());
        double share = 1 - retry.jitter() * ThreadLocalRandom.current().nextDouble();
        Duration wait = longer(Duration.ofMillis((long) (full.toMillis() * share)), answer.retryAfter());
        return now.plus(wait).isAfter(round.began().plus(retry.budget())) ? null : wait;
    }

    /** Before the next try when nobody waits. What was not sent has burdened nobody, so it need not wait longer each time. */
    Duration later(Attempt attempt, GatewayAnswer answer) {
        int nth = counts(answer) ? attempt.delays() : Math.min(attempt.delays(), 1);
        return longer(settings.resolve().delay(nth), answer.retryAfter());
    }

    /** Whether the next delay is a longer one. */
    static boolean counts(GatewayAnswer answer) {
        return answer.kind() != GatewayAnswer.Kind.NOT_SENT && answer.kind() != GatewayAnswer.Kind.RATE_LIMITED;
    }

    private static Duration longer(Duration ours, Duration theirs) {
        return theirs != null && theirs.compareTo(ours) > 0 ? theirs : ours;
    }
}
