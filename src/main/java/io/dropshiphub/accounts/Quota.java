package io.dropshiphub.accounts;

/**
 * How much of a marketplace one account may use. 0 means: no limit.
 *
 * @param ratePerSecond calls a second
 * @param burst calls that may follow each other without a pause after a quiet time
 * @param dailyCreations new listings a day, Korean time
 * @param maxInFlight calls that may be under way at the same moment
 * @param callsPerMinute calls of every kind a minute
 * @param callsPerDay calls of every kind a day
 * @param fixedWindows whether minute and day are those of the clock in Korea; else any 60 seconds and any 24 hours
 * @param rateIsOwn whether rate and burst were set for this account and not for its marketplace: then nothing that the
 *     marketplace tells raises them
 */
public record Quota(
        double ratePerSecond,
        int burst,
        int dailyCreations,
        int maxInFlight,
        int callsPerMinute,
        int callsPerDay,
        boolean fixedWindows,
        boolean rateIsOwn) {

    public Quota {
        if (!(ratePerSecond >= 0)
                || burst < 0
                || dailyCreations < 0
                || maxInFlight < 0
                || callsPerMinute < 0
                || callsPerDay < 0) {
            throw new IllegalArgumentException("a quota must not be negative; 0 means no limit: rate " + ratePerSecond
                    + ", burst " + burst + ", daily creations " + dailyCreations + ", in flight " + maxInFlight
                    + ", calls a minute " + callsPerMinute + ", calls a day " + callsPerDay);
        }
    }

    /** A marketplace's quota without limits of calls a minute and a day. */
    public Quota(double ratePerSecond, int burst, int dailyCreations, int maxInFlight) {
        this(ratePerSecond, burst, dailyCreations, maxInFlight, 0, 0, false, false);
    }
}
