package io.dropshiphub.queue;

import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Applies outcomes to their jobs and gates; runs inside the caller's transaction. */
@Component
public class JobSettlement {

    /** One job with its outcome; {@code withdrawn} when its batch was cancelled meanwhile and it must not be sent again. */
    public record Settle(ListingJob job, Outcome outcome, boolean withdrawn) {}

    private final JdbcTemplate jdbc;
    private final OutcomeRules rules;
    private final AccountGates gates;
    private final CallPermits permits;
    private final LearnedLimits learned;
    private final DeadLetters deadLetters;
    private final QueueProperties settings;
    private final Clock clock;

    JobSettlement(
            JdbcTemplate jdbc,
            OutcomeRules rules,
            AccountGates gates,
            CallPermits permits,
            LearnedLimits learned,
            DeadLetters deadLetters,
            QueueProperties settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.gates = gates;
        this.permits = permits;
        this.learned = learned;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Moves the jobs on.
     *
     * @return one step per entry, in order; null where the claim was stale and the outcome is ignored
     */
    public List<JobStep> settle(List<Settle> group) {
        Map<Long, Integer> maxAttempts = maxAttempts(group);
        List<JobStep> steps = new ArrayList<>(group.size());
        for (Settle entry : group) {
            steps.add(step(entry, maxAttempts.getOrDefault(entry.job().id(), 1)));
        }
        Set<Long> owned = removeFinished(group, steps);
        owned.addAll(moveOn(group, steps));
        for (int i = 0; i < steps.size(); i++) {
            if (!owned.contains(group.get(i).job().id())) {
                steps.set(i, null);
            }
        }
        recordAttempts(group, steps);
        applyToGates(group, steps);
        deadLetters.add(group, steps);
        return steps;
    }

    private JobStep step(Settle entry, int maxAttempts) {
        JobStep step = rules.decide(entry.job(), entry.outcome(), maxAttempts);
        boolean wouldSend = step.nextKind() == JobKind.REGISTER || step.nextKind() == JobKind.UPDATE;
        return entry.withdrawn() && wouldSend ? JobStep.ends(JobStep.End.CANCELLED) : step;
    }

    /** Only retries need it, so the ordinary success does not pay for the question. */
    private Map<Long, Integer> maxAttempts(List<Settle> group) {
        Object[] ids = group.stream()
                .filter(entry -> entry.outcome().outcomeClass() != OutcomeClass.REGISTERED)
                .map(entry -> entry.job().id())
                .toArray();
        Map<Long, Integer> found = new HashMap<>();
        if (ids.length > 0) {
            jdbc.query(
                    connection -> {
                        var statement = connection.prepareStatement(
                                "select id, max_attempts from registration_queue where id = any(?)");
                        statement.setArray(1, connection.createArrayOf("bigint", ids));
                        return statement;
                    },
                    row -> {
                        found.put(row.getLong(1), row.getInt(2));
                    });
        }
        return found;
    }

    private Set<Long> removeFinished(List<Settle> group, List<JobStep> steps) {
        Columns gone = new Columns();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).leaves()) {
                gone.row(group.get(i).job().id(), group.get(i).job().claimToken());
            }
        }
        return gone.isEmpty() ? new HashSet<>() : gone.query(jdbc, """
                        delete from registration_queue q using unnest(?::bigint[], ?::bigint[]) as t (id, token)
                        where q.id = t.id and q.claim_token = t.token returning q.id""", "bigint", "bigint");
    }

    private Set<Long> moveOn(List<Settle> group, List<JobStep> steps) {
        Columns moved = new Columns();
        Instant now = clock.instant();
        for (int i = 0; i < steps.size(); i++) {
            JobStep step = steps.get(i);
            if (!step.leaves()) {
                ListingJob job = group.get(i).job();
                Outcome outcome = group.get(i).outcome();
                moved.row(
                        job.id(),
                        job.claimToken(),
                        step.nextKind().name(),
                        step.dueAt().toString(),
                        step.dueAt().isAfter(now) ? "scheduled" : "ready",
                        step.attemptsMade(),
                        step.absences(),
                        job.doubts() + (step.newDoubt() ? 1 : 0),
                        outcome.code(),
                        outcome.message());
            }
        }
        if (moved.isEmpty()) {
            return Set.of();
        }
        return moved.query(jdbc, """
                update registration_queue q
                set kind = t.kind, due_at = t.due_at, attempt = t.attempt, absences = t.absences, doubts = t.doubts,
                    last_code = t.code, last_message = t.message, claim_token = null, lease_until = null,
                    -- approvals are asked for when nothing more urgent waits
                    rank = case when t.kind = 'APPROVAL' then t.due_at + interval '1 hour' else q.rank end,
                    state = case when t.state = 'scheduled' then t.state
                        when exists (select 1 from held_batch h where h.batch_id = q.batch_id) then 'held'
                        else 'ready' end
                from unnest(?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::int[], ?::int[], ?::int[], ?::text[],
                    ?::text[]) as t (id, token, kind, due_at, state, attempt, absences, doubts, code, message)
                where q.id = t.id and q.claim_token = t.token returning q.id""", "bigint", "bigint", "text", "text", "text", "int", "int", "int", "text", "text");
    }

    private void recordAttempts(List<Settle> group, List<JobStep> steps) {
        Columns attempts = new Columns();
        for (int i = 0; i < steps.size(); i++) {
            // what only waited was no attempt; it may come back every few seconds
            if (steps.get(i) != null && group.get(i).outcome().outcomeClass() != OutcomeClass.NOT_READY) {
                ListingJob job = group.get(i).job();
                Outcome outcome = group.get(i).outcome();
                attempts.row(
                        job.registrationId(),
                        job.accountId(),
                        job.attempt(),
                        job.kind().name(),
                        outcome.outcomeClass().name(),
                        outcome.code(),
                        outcome.message());
            }
        }
        if (!attempts.isEmpty()) {
            attempts.update(jdbc, """
                    insert into attempt (registration_id, account_id, attempt, kind, outcome, code, message)
                    select * from unnest(?::bigint[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[])""", "bigint", "bigint", "int", "text", "text", "text", "text");
        }
    }

    private void applyToGates(List<Settle> group, List<JobStep> steps) {
        Instant now = clock.instant();
        Set<String> answered = new HashSet<>();
        Set<String> down = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) == null) {
                continue;
            }
            ListingJob job = group.get(i).job();
            Outcome outcome = group.get(i).outcome();
            switch (outcome.outcomeClass()) {
                case AUTH -> gates.pauseByHub(job.accountId(), outcome.code() + ": " + outcome.message());
                case QUOTA -> learned.refused(job, outcome);
                case DAILY_CAP -> learned.creationsStopped(job);
                case PLATFORM_DOWN -> {
                    gates.refundCall(job.accountId());
                    permits.giveBack(job.accountId());
                    if (down.add(job.platform())) {
                        gates.closePlatform(job.platform(), now.plus(settings.outagePause()), outcome.message());
                    }
                }
                case REGISTERED, REJECTED, ABSENT, NOT_SEEN -> answered.add(job.platform());
                case NOT_READY -> gates.refundCall(job.accountId());
                case NOT_SENT, UNKNOWN -> {
                    // says nothing about the gate; the marketplace's circuit breaker keeps the score
                }
            }
            if (job.kind() == JobKind.REGISTER && didNotUseQuota(outcome.outcomeClass())) {
                gates.refundCreation(job.accountId(), settings.claimedAt(job));
            }
        }
        answered.removeAll(down);
        answered.forEach(platform -> gates.answered(platform, now.plus(settings.outagePause())));
    }

    private static boolean didNotUseQuota(OutcomeClass outcome) {
        return outcome == OutcomeClass.NOT_SENT
                || outcome == OutcomeClass.NOT_READY
                || outcome == OutcomeClass.PLATFORM_DOWN
                || outcome == OutcomeClass.QUOTA
                || outcome == OutcomeClass.DAILY_CAP;
    }
}
