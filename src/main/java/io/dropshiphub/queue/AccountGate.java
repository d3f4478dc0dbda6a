package io.dropshiphub.queue;

import java.time.Instant;

/**
 * What an account may do now, for people to see.
 *
 * @param accountId the account
 * @param platform its marketplace
 * @param ratePerSecond configured calls a second, 0 for no limit
 * @param burst configured: most tokens that gather
 * @param dailyCreations creations per Korean day, 0 for no limit
 * @param creationsUsed creations used today
 * @param creationsStoppedUntil the marketplace takes no more creations until then, whatever our own count says; or null
 * @param maxInFlight most calls under way at once per hub instance, 0 for no limit
 * @param tokens calls that may be made at once
 * @param effective the pace in force, and where it comes from
 * @param calls calls by minute and day
 * @param closedUntil closed by an answer of the marketplace until then, or null
 * @param closedWhy why, or null
 * @param probing whether one job goes first after an outage
 * @param pausedWhy why a person or refused credentials paused the account, or null
 * @param pausedBy who did: {@code person}, or {@code hub}, which probes the account and resumes it; null when not paused
 * @param pausedAt when, or null
 * @param platformPausedWhy why the whole marketplace is paused, or null
 */
public record AccountGate(
        long accountId,
        String platform,
        double ratePerSecond,
        int burst,
        int dailyCreations,
        int creationsUsed,
        Instant creationsStoppedUntil,
        int maxInFlight,
        double tokens,
        Pace effective,
        Calls calls,
        Instant closedUntil,
        String closedWhy,
        boolean probing,
        String pausedWhy,
        String pausedBy,
        Instant pausedAt,
        String platformPausedWhy) {

    /** Calls a second that pace and minute allow; 0 when neither is limited. */
    public double callsPerSecond() {
        double byMinute = calls.perMinute() / 60.0;
        double rate = effective.ratePerSecond();
        return byMinute > 0 && (rate <= 0 || byMinute < rate) ? byMinute : rate;
    }

    /** When the marketplace takes creations again, null when it does now; our own count of the day is not looked at. */
    public Instant creationsOpenAt() {
        boolean stoppedLonger =
                creationsStoppedUntil != null && (closedUntil == null || creationsStoppedUntil.isAfter(closedUntil));
        return stoppedLonger ? creationsStoppedUntil : closedUntil;
    }

    /**
     * The pace in force.
     *
     * @param ratePerSecond calls a second, 0 for no limit
     * @param burst most tokens that gather
     * @param source {@code configured}, {@code learned} (told by the marketplace's answers) or {@code slowed} (by "too many
     *     calls", until it has recovered)
     * @param learned what the marketplace tells, or null when it tells nothing
     * @param slowedAt when the last "too many calls" slowed it, or null; shown while it is slowed
     */
    public record Pace(double ratePerSecond, int burst, String source, Told learned, Instant slowedAt) {}

    /**
     * What the marketplace's answers tell.
     *
     * @param ratePerSecond calls a second
     * @param burst calls at once after a rest
     * @param since when they began to say so
     */
    public record Told(double ratePerSecond, int burst, Instant since) {}

    /**
     * Calls of every kind, counted by minute and day.
     *
     * @param perMinute the limit, 0 for none
     * @param thisMinute what counts against it
     * @param perDay the limit, 0 for none
     * @param today what counts against it
     * @param nextAt when the next call may be made, or null when it may at once
     */
    public record Calls(int perMinute, long thisMinute, int perDay, long today, Instant nextAt) {}
}
