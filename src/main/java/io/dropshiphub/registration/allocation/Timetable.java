package io.dropshiphub.registration.allocation;

import java.time.Duration;
import java.time.Instant;

/**
 * When an account will get to the first, second … creation of its line: so many on the first day it is open, so many on each
 * day after it. An estimate, as updates and look-ups take calls of the same rate.
 */
public final class Timetable {

    private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    /** Where an account has no limit of its own, the hub is the limit; more than it can do. */
    private static final double UNPACED = 1000;

    private final double rate;
    private final Instant dayEnds;
    private final Instant opens;
    private final long firstDay;
    private final long firstRoom;
    private final long room;

    /**
     * @param now the moment the candidate was looked at
     * @param dayEnds when its creations of the day begin anew, behind {@code now}
     */
    public Timetable(Candidate of, Instant now, Instant dayEnds) {
        this.rate = of.ratePerSecond() > 0 ? Math.min(of.ratePerSecond(), UNPACED) : UNPACED;
        this.dayEnds = dayEnds;
        this.opens = of.opensAt() == null || of.opensAt().isBefore(now) ? now : of.opensAt();
        long daily = of.dailyCreations() > 0 ? of.dailyCreations() : Long.MAX_VALUE;
        boolean today = opens.isBefore(dayEnds);
        this.firstDay = today ? 0 : 1 + Duration.between(dayEnds, opens).toSeconds() / SECONDS_A_DAY;
        this.firstRoom = Math.min(today ? of.leftToday() : daily, callsUntil(startOf(firstDay + 1)));
        this.room = Math.max(1, Math.min(daily, (long) (rate * SECONDS_A_DAY)));
    }

    private long callsUntil(Instant end) {
        return (long) (rate * Duration.between(opens, end).toSeconds());
    }

    private Instant startOf(long day) {
        return dayEnds.plusSeconds((day - 1) * SECONDS_A_DAY);
    }

    /** The day of the n-th creation of the line, 0 for today; {@code n} counts from 1. */
    long day(long n) {
        return n <= firstRoom ? firstDay : firstDay + 1 + (n - firstRoom - 1) / room;
    }

    /** Its place among the creations of its day, from 1. */
    long placeInDay(long n) {
        return n <= firstRoom ? n : 1 + (n - firstRoom - 1) % room;
    }

    /** How many creations that day has room for. */
    long room(long day) {
        return day == firstDay ? firstRoom : room;
    }

    /** When the n-th creation of the line is expected to be sent. */
    public Instant at(long n) {
        long day = day(n);
        Instant start = day == firstDay ? opens : startOf(day);
        return start.plusMillis((long) Math.ceil(placeInDay(n) * 1000 / rate));
    }
}
