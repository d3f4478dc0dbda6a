package io.dropshiphub.queue;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** A gate as the database has it, and what follows from it at a moment. */
record GateRow(
        long account,
        String platform,
        GateLimits limits,
        double tokens,
        Instant tokensAt,
        LocalDate creationsOn,
        int creationsUsed,
        LocalDate creationsStoppedOn,
        CallCounts minute,
        CallCounts day,
        AccountGate.Told told,
        AdaptiveRate.Slowed slowed,
        Instant closedUntil,
        String closedWhy,
        boolean probing,
        String pausedWhy,
        String pausedBy,
        Instant pausedAt,
        String platformPausedWhy) {

    /** A clock set back by more than this is believed; less is another hub's clock that goes ahead. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** From a row of {@code select * from account_gate}. */
    static GateRow of(ResultSet row) throws SQLException {
        return new GateRow(
                row.getLong("account_id"),
                row.getString("platform"),
                new GateLimits(
                        row.getDouble("rate_per_second"),
                        row.getInt("burst"),
                        row.getBoolean("rate_is_own"),
                        row.getInt("daily_creations"),
                        row.getInt("max_in_flight"),
                        row.getInt("calls_per_minute"),
                        row.getInt("calls_per_day"),
                        row.getString("windows").equals("fixed")),
                row.getDouble("tokens"),
                instant(row, "tokens_at"),
                row.getObject("creations_on", LocalDate.class),
                row.getInt("creations_used"),
                row.getObject("creations_stopped_on", LocalDate.class),
                row.getInt("calls_per_minute") > 0 ? counts(row.getArray("minute_calls")) : CallCounts.NONE,
                row.getInt("calls_per_day") > 0 ? counts(row.getArray("day_calls")) : CallCounts.NONE,
                instant(row, "told_at") == null
                        ? null
                        : new AccountGate.Told(
                                row.getDouble("told_rate"), row.getInt("told_burst"), instant(row, "told_at")),
                instant(row, "slowed_at") == null
                        ? null
                        : new AdaptiveRate.Slowed(
                                row.getDouble("slowed_rate"), instant(row, "slowed_at"), row.getInt("refusals")),
                instant(row, "closed_until"),
                row.getString("closed_why"),
                row.getBoolean("probing"),
                row.getString("paused_why"),
                row.getString("paused_by"),
                instant(row, "paused_at"),
                row.getString("platform_paused_why"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static CallCounts counts(Array column) throws SQLException {
        return CallCounts.of((Long[]) column.getArray());
    }

    /** Whether calls a second are limited at all. */
    boolean isPaced() {
        return limits.ratePerSecond() > 0;
    }

    /** Whether calls are counted by minute or day. */
    boolean isCounted() {
        return limits.callsPerMinute() > 0 || limits.callsPerDay() > 0;
    }

    /** Calls a second when nothing is refused: what the marketplace tells, else what is configured; 0 for no limit. */
    double fullRate(AdaptiveRate adaptive) {
        double configured = limits.ratePerSecond();
        if (configured <= 0 || told == null) {
            return configured;
        }
        double believed = adaptive.believed(told.ratePerSecond());
        return limits.rateIsOwn() ? Math.min(configured, believed) : believed;
    }

    /** Calls a second now; 0 for no limit. */
    double rate(AdaptiveRate adaptive, Instant now) {
        return isPaced() ? adaptive.rate(fullRate(adaptive), slowed, now) : 0;
    }

    /** Calls at once after a rest, now. */
    int burst(AdaptiveRate adaptive, Instant now) {
        if (!isPaced()) {
            return limits.burst();
        }
        int burst = told == null
                ? limits.burst()
                : limits.rateIsOwn() ? Math.min(limits.burst(), told.burst()) : told.burst();
        double share = rate(adaptive, now) / fullRate(adaptive);
        return share < 1 ? Math.max(1, (int) (burst * share)) : burst;
    }

    /** The bucket's content now: what was left plus what flowed in since, never above its brim. */
    double tokens(AdaptiveRate adaptive, Instant now) {
        double seconds = Math.max(0, Duration.between(tokensAt, now).toMillis() / 1000.0);
        return Math.min(burst(adaptive, now), tokens + rate(adaptive, now) * seconds);
    }

    /** The time a new content of the bucket is written with: never back, or time would flow in twice. */
    Instant tokensAt(Instant now) {
        boolean otherClock = tokensAt.isAfter(now) && tokensAt.isBefore(now.plus(CLOCKS_DIFFER));
        return otherClock ? tokensAt : now;
    }

    /** Creations of today so far. */
    int creationsUsed(LocalDate today) {
        return today.equals(creationsOn) ? creationsUsed : 0;
    }

    /** Whether the marketplace itself has ended today's creations. */
    boolean areCreationsStopped(LocalDate today) {
        return today.equals(creationsStoppedOn);
    }

    /** Creations left today; very many when there is no limit. */
    int creationsLeft(LocalDate today) {
        if (areCreationsStopped(today)) {
            return 0;
        }
        return limits.dailyCreations() > 0
                ? Math.max(0, limits.dailyCreations() - creationsUsed(today))
                : Integer.MAX_VALUE;
    }

    long minuteUsed(Instant now) {
        return CallWindow.MINUTE.used(minute, windows(), now);
    }

    long dayUsed(Instant now) {
        return CallWindow.DAY.used(day, windows(), now);
    }

    /** When another call may be made as far as minute and day go, {@code now} when it may at once. */
    Instant windowsOpenAt(Instant now) {
        Instant byMinute = limits.callsPerMinute() > 0
                ? CallWindow.MINUTE.opensAt(minute, limits.callsPerMinute(), windows(), now)
                : now;
        Instant byDay =
                limits.callsPerDay() > 0 ? CallWindow.DAY.opensAt(day, limits.callsPerDay(), windows(), now) : now;
        return byDay.isAfter(byMinute) ? byDay : byMinute;
    }

    /** How many jobs may be taken as far as minute and day go. */
    long windowsRoom(long inFlight, Instant now) {
        long room = Integer.MAX_VALUE;
        if (limits.callsPerMinute() > 0) {
            room = Math.min(room, roomIn(limits.callsPerMinute(), minuteUsed(now), inFlight));
        }
        if (limits.callsPerDay() > 0) {
            room = Math.min(room, roomIn(limits.callsPerDay(), dayUsed(now), inFlight));
        }
        return room;
    }

    /** Two calls a job: one that has read a listing must be able to write it, or it would read for ever. */
    private static long roomIn(int limit, long used, long inFlight) {
        long left = limit - used;
        return (limit == 1 ? left : left / 2) - inFlight;
    }

    CallWindow.Kind windows() {
        return limits.fixedWindows() ? CallWindow.Kind.FIXED : CallWindow.Kind.SLIDING;
    }
}
