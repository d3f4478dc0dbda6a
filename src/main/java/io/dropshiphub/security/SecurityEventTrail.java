package io.dropshiphub.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Security events as somebody reads them. */
public interface SecurityEventTrail {

    /**
     * One event with its repeats.
     *
     * @param at when it happened first, {@code lastAt} when last: within a minute
     * @param times how often
     * @param severity {@code LOW}, {@code MEDIUM} or {@code HIGH}
     * @param handedOnAt when it was handed to alerting; null: not yet, or too harmless for that
     * @param countedIn id of an earlier event whose alert stands for this one, too; null: none
     */
    record Line(
            long id,
            Instant at,
            Instant lastAt,
            long times,
            SecurityEvent.Kind kind,
            String severity,
            String username,
            String address,
            Map<String, String> details,
            Instant handedOnAt,
            Long countedIn) {}

    /**
     * Which events; null matches all.
     *
     * @param since events from then on
     * @param limit at most so many
     */
    record Filter(SecurityEvent.Kind kind, String username, Instant since, int limit) {}

    /** Events, the newest first. */
    List<Line> browse(Filter filter);
}
