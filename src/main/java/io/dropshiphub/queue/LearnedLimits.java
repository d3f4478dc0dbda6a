package io.dropshiphub.queue;

import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.ToldLimits;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets accounts' gates follow what the marketplaces' answers say about their limits. */
@Component
public class LearnedLimits {

    private static final Logger LOG = LoggerFactory.getLogger(LearnedLimits.class);

    private final JdbcClient jdbc;
    private final AccountGates gates;
    private final AccountPaces paces;
    private final AdaptiveRate adaptive;
    private final QueueProperties settings;
    private final Clock clock;

    LearnedLimits(
            JdbcClient jdbc,
            AccountGates gates,
            AccountPaces paces,
            AdaptiveRate adaptive,
            QueueProperties settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.gates = gates;
        this.paces = paces;
        this.adaptive = adaptive;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Follows the limits that an answer tells. Only a change costs a statement. An account without a limit of calls a second
     * has been given none on purpose and follows nothing.
     *
     * @param told null when the answer tells none
     */
    public void told(@Variable("job") ListingJob job, @Variable("told") ToldLimits told) {
        if (told == null) {
            return;
        }
        AccountPaces.Known known = paces.of(job.accountId());
        AccountGate.Told before = known.told();
        boolean isKnown =
                before != null && before.ratePerSecond() == told.perSecond() && before.burst() == told.burst();
        if (known.rate() <= 0 || isKnown) {
            return;
        }
        jdbc.sql("""
                        update account_gate set told_rate = :rate, told_burst = :burst, told_at = :now,
                            slowed_rate = null, slowed_at = null, refusals = 0
                        where account_id = :id and (told_rate, told_burst) is distinct from (:rate, :burst)
                        returning *""")
                .param("rate", told.perSecond())
                .param("burst", told.burst())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", job.accountId())
                .query((row, n) -> paces.read(GateRow.of(row)))
                .optional()
                .ifPresent(now -> LOG.info(
                        "{} tells account {} that it may call {} times a second, {} at once (before: {}); it calls {} times a second now",
                        job.platform(),
                        job.accountId(),
                        told.perSecond(),
                        told.burst(),
                        before == null ? "nothing told" : before.ratePerSecond() + " and " + before.burst(),
                        now.rate()));
    }

    /** The marketplace said "too many calls": the account waits, and calls more slowly afterwards. */
    void refused(ListingJob job, Outcome outcome) {
        Instant now = clock.instant();
        if (CallPermits.USED_UP.equals(outcome.code())) {
            gates.close(job.accountId(), now.plus(outcome.retryAfter()), outcome.message());
            return;
        }
        GateRow gate = jdbc.sql("select * from account_gate where account_id = :id for update")
                .param("id", job.accountId())
                .query((row, n) -> GateRow.of(row))
                .single();
        Instant letOutAt = settings.claimedAt(job);
        boolean isExplained =
                gate.told() != null && !letOutAt.isAfter(gate.told().since());
        AdaptiveRate.Slowed slowed =
                isExplained ? gate.slowed() : adaptive.refused(gate.fullRate(adaptive), gate.slowed(), letOutAt, now);
        if (slowed != gate.slowed()) {
            slowDown(job, gate, slowed, now);
        }
        Duration wait =
                outcome.retryAfter() == null ? adaptive.pause(settings.quotaPause(), slowed) : outcome.retryAfter();
        gates.close(job.accountId(), now.plus(wait), outcome.message());
    }

    private void slowDown(ListingJob job, GateRow gate, AdaptiveRate.Slowed slowed, Instant now) {
        jdbc.sql("""
                        update account_gate set slowed_rate = :rate, slowed_at = :at, refusals = :inARow
                        where account_id = :id""")
                .param("rate", slowed.rate())
                .param("at", Timestamp.from(slowed.at()))
                .param("inARow", slowed.inARow())
                .param("id", job.accountId())
                .update();
        if (gate.isPaced()) {
            LOG.info(
                    "{} refuses calls of account {}: {} instead of {} calls a second from now on, more again when nothing is refused",
                    job.platform(),
                    job.accountId(),
                    slowed.rate(),
                    gate.rate(adaptive, now));
        }
    }

    /** The marketplace takes no more new listings of this account on the day the job was taken. */
    void creationsStopped(ListingJob job) {
        jdbc.sql("update account_gate set creations_stopped_on = :day where account_id = :id")
                .param("day", AccountGates.day(settings.claimedAt(job)))
                .param("id", job.accountId())
                .update();
    }
}
