package io.dropshiphub.security.anomalies;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** At which hours of day somebody usually does anything. */
final class UsualHours {

    private static final int DAY = 24;

    private final long[] activeAt = new long[DAY];
    private final ZoneId zone;
    private final long days;
    private final long hours;

    /** @param active the hours in which anything was done */
    UsualHours(List<Instant> active, ZoneId zone) {
        this.zone = zone;
        hours = active.size();
        days = active.stream()
                .map(hour -> hour.atZone(zone).toLocalDate())
                .distinct()
                .count();
        active.forEach(hour -> activeAt[hour.atZone(zone).getHour()]++);
    }

    /** On how many days. */
    long days() {
        return days;
    }

    /** Which share of the active hours lay at that hour of day, the one before or the one after: nobody is punctual. */
    double shareAround(Instant moment) {
        int hour = ZonedDateTime.ofInstant(moment, zone).getHour();
        long around = activeAt[(hour + DAY - 1) % DAY] + activeAt[hour] + activeAt[(hour + 1) % DAY];
        return hours == 0 ? 1 : (double) around / hours;
    }
}
