package io.dropshiphub.queue;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * How fast an account calls after "too many calls" of a marketplace that tells no limits: down by a share at each refusal,
 * and, after a quiet time, up again in a straight line. Pure but for its settings: nothing runs in between, the rate follows
 * from the last refusal and the time.
 */
@Component
class AdaptiveRate {

    /**
     * What refusals have left.
     *
     * @param rate calls a second right after the last one
     * @param at when it came
     * @param inARow how many have come without a quiet time between them
     */
    record Slowed(double rate, Instant at, int inARow) {}

    private static final double MINUTE = 60_000;
    private static final int MOST_DOUBLINGS = 20;

    private final LearningProperties settings;

    AdaptiveRate(LearningProperties settings) {
        this.settings = settings;
    }

    /** Calls a second now, never above {@code limit}; {@code slowed} null when nothing was refused yet. */
    double rate(double limit, Slowed slowed, Instant now) {
        // a rate of 0 was left by an account that had no limit then
        if (slowed == null || slowed.rate() <= 0) {
            return limit;
        }
        long restful =
                Duration.between(slowed.at(), now).minus(settings.quiet()).toMillis();
        double regained = Math.max(0, restful) / MINUTE * settings.recoverPerMinute() * limit;
        return Math.min(limit, Math.max(slowed.rate(), least(limit)) + regained);
    }

    /**
     * What a refusal leaves. Calls that were let out before the last slow-down say nothing about it: of a storm only the
     * first counts.
     *
     * @param limit calls a second when nothing is refused
     * @param before what earlier refusals left, or null
     * @param letOutAt when the refused call was let out
     * @return {@code before} itself when this refusal says nothing new
     */
    Slowed refused(double limit, Slowed before, Instant letOutAt, Instant now) {
        if (before != null && !letOutAt.isAfter(before.at())) {
            return before;
        }
        boolean rested = before == null || now.isAfter(before.at().plus(settings.quiet()));
        double rate = Math.max(least(limit), rate(limit, before, now) * settings.slowDown());
        return new Slowed(rate, now, rested ? 1 : before.inARow() + 1);
    }

    /** How long to wait after a refusal that does not say: {@code first}, doubled for each one in a row. */
    Duration pause(Duration first, Slowed slowed) {
        int doublings = Math.min(MOST_DOUBLINGS, slowed == null ? 0 : Math.max(0, slowed.inARow() - 1));
        Duration pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(settings.longestPause()) < 0 ? pause : settings.longestPause();
    }

    /** A told rate as far as it is believed. */
    double believed(double told) {
        return Math.min(settings.mostRate(), Math.max(settings.leastRate(), told));
    }

    private double least(double limit) {
        return Math.min(limit, settings.leastRate());
    }
}
