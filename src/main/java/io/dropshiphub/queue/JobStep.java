package io.dropshiphub.queue;

import io.dropshiphub.product.JobKind;
import java.time.Instant;

/**
 * What happens to a job after an outcome.
 *
 * @param end how the registration ends, or null when it goes on waiting
 * @param nextKind what the job does next, or null when it leaves the queue
 * @param dueAt when, or null
 * @param attemptsMade attempts counted so far
 * @param absences look-ups in a row that did not see the listing (questions so far, for an approval)
 * @param newDoubt whether a creation has just become doubtful
 */
public record JobStep(End end, JobKind nextKind, Instant dueAt, int attemptsMade, int absences, boolean newDoubt) {

    /** The ways a registration can end. */
    public enum End {
        REGISTERED,
        REJECTED,
        DEAD,
        CANCELLED
    }

    static JobStep ends(End end) {
        return new JobStep(end, null, null, 0, 0, false);
    }

    static JobStep again(JobKind kind, Instant dueAt, int attemptsMade, int absences) {
        return new JobStep(null, kind, dueAt, attemptsMade, absences, false);
    }

    JobStep alsoEnds(End how) {
        return new JobStep(how, nextKind, dueAt, attemptsMade, absences, newDoubt);
    }

    JobStep inDoubt() {
        return new JobStep(end, nextKind, dueAt, attemptsMade, absences, true);
    }

    /** Whether the job leaves the queue. */
    boolean leaves() {
        return nextKind == null;
    }
}
