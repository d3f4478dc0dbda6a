package io.dropshiphub.queue;

import io.dropshiphub.product.Approval;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Decides what an outcome means for its job: the one table from outcome class to next step. */
@Component
class OutcomeRules {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final QueueProperties settings;
    private final Clock clock;
    private final RandomGenerator random;

    OutcomeRules(QueueProperties settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.random = RandomGenerator.getDefault();
    }

    /** The next step of {@code job} after {@code outcome}; {@code maxAttempts} is its batch's. */
    JobStep decide(ListingJob job, Outcome outcome, int maxAttempts) {
        return switch (job.kind()) {
            case REGISTER, UPDATE -> afterCall(job, outcome, maxAttempts);
            case LOOK_UP -> afterLookUp(job, outcome, maxAttempts);
            case APPROVAL -> afterApproval(job, outcome);
        };
    }

    private JobStep afterCall(ListingJob job, Outcome outcome, int maxAttempts) {
        return switch (outcome.outcomeClass()) {
            case REGISTERED -> registered(outcome);
            case REJECTED -> JobStep.ends(JobStep.End.REJECTED);
            case AUTH -> JobStep.again(job.kind(), now(), uncounted(job), 0);
            case QUOTA, PLATFORM_DOWN -> JobStep.again(job.kind(), now(), uncounted(job), 0);
            // only creations wait for the next day: anything else would be answered the same at once, again and again
            case DAILY_CAP ->
                job.kind() == JobKind.REGISTER
                        ? JobStep.again(job.kind(), now(), uncounted(job), 0)
                        : retry(job, outcome, maxAttempts);
            case NOT_SENT -> retry(job, outcome, maxAttempts);
            case NOT_READY -> JobStep.again(job.kind(), in(soon(outcome)), uncounted(job), 0);
            case UNKNOWN, ABSENT, NOT_SEEN ->
                job.kind() == JobKind.UPDATE
                        ? retry(job, outcome, maxAttempts) // a full replace may be repeated
                        : JobStep.again(
                                        JobKind.LOOK_UP,
                                        in(QueueProperties.nth(settings.lookUpDelays(), 1)),
                                        job.attempt(),
                                        0)
                                .inDoubt();
        };
    }

    private JobStep registered(Outcome outcome) {
        return outcome.approval() == Approval.PENDING
                ? JobStep.again(JobKind.APPROVAL, in(QueueProperties.nth(settings.approvalDelays(), 1)), 0, 0)
                        .alsoEnds(JobStep.End.REGISTERED)
                : JobStep.ends(JobStep.End.REGISTERED);
    }

    /** Counts the attempt; after the last one the job is dead. */
    private JobStep retry(ListingJob job, Outcome outcome, int maxAttempts) {
        if (job.attempt() >= maxAttempts) {
            return JobStep.ends(JobStep.End.DEAD);
        }
        Duration delay = outcome.retryAfter() != null
                ? outcome.retryAfter()
                : jittered(QueueProperties.nth(settings.retryDelays(), job.attempt()));
        return JobStep.again(job.kind(), in(delay), job.attempt(), 0);
    }

    private JobStep afterLookUp(ListingJob job, Outcome outcome, int maxAttempts) {
        return switch (outcome.outcomeClass()) {
            case REGISTERED -> registered(outcome);
            case ABSENT -> sendAgain(job, maxAttempts);
            case NOT_SEEN -> {
                if (job.absences() + 1 < settings.hintConfirmations()) {
                    yield lookAgain(job, job.absences() + 1);
                }
                // the second doubt goes to a person: a hint is not enough to send a third time
                yield job.doubts() >= 2 ? JobStep.ends(JobStep.End.DEAD) : sendAgain(job, maxAttempts);
            }
            case AUTH, QUOTA, PLATFORM_DOWN -> JobStep.again(JobKind.LOOK_UP, now(), uncounted(job), job.absences());
            case DAILY_CAP, NOT_SENT, NOT_READY, UNKNOWN, REJECTED -> lookAgain(job, job.absences());
        };
    }

    /** The creation provably did not take effect: it was an attempt like any other. */
    private JobStep sendAgain(ListingJob job, int maxAttempts) {
        // a look-up carries its creation's count of attempts, shown by the claim as one more
        int made = uncounted(job);
        return made >= maxAttempts ? JobStep.ends(JobStep.End.DEAD) : JobStep.again(JobKind.REGISTER, now(), made, 0);
    }

    private JobStep lookAgain(ListingJob job, int absences) {
        Duration delay = jittered(QueueProperties.nth(settings.lookUpDelays(), absences + 2));
        return JobStep.again(JobKind.LOOK_UP, in(delay), uncounted(job), absences);
    }

    private JobStep afterApproval(ListingJob job, Outcome outcome) {
        boolean answered = outcome.approval() != null && outcome.approval() != Approval.PENDING;
        switch (outcome.outcomeClass()) {
            case AUTH, QUOTA, PLATFORM_DOWN -> {
                // the question was not heard; it is asked again as soon as the account may call
                return JobStep.again(JobKind.APPROVAL, now(), 0, job.absences());
            }
            default -> {}
        }
        if (answered || job.absences() + 1 >= settings.approvalGiveUp()) {
            return JobStep.ends(JobStep.End.REGISTERED);
        }
        Duration delay = jittered(QueueProperties.nth(settings.approvalDelays(), job.absences() + 2));
        return JobStep.again(JobKind.APPROVAL, in(delay), 0, job.absences() + 1);
    }

    private static Duration soon(Outcome outcome) {
        return outcome.retryAfter() == null ? SOON : outcome.retryAfter();
    }

    private static int uncounted(ListingJob job) {
        return job.attempt() - 1;
    }

    private Instant now() {
        return clock.instant();
    }

    private Instant in(Duration delay) {
        return clock.instant().plus(delay);
    }

    private Duration jittered(Duration delay) {
        double factor = 1 + settings.retryJitter() * (random.nextDouble() * 2 - 1);
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }
}
