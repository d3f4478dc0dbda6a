package io.dropshiphub.accounts;

/**
 * How much of a marketplace one account may use. 0 means: no limit.
 *
 * @param ratePerSecond calls a second
 * @param burst calls that may follow each other without a pause after a quiet time
 * @param dailyCreations new listings a day, Korean time
 * @param maxInFlight calls that may be under way at the same moment
 */
public record Quota(double ratePerSecond, int burst, int dailyCreations, int maxInFlight) {

    public Quota {
        if (!(ratePerSecond >= 0) || burst < 0 || dailyCreations < 0 || maxInFlight < 0) {
            throw new IllegalArgumentException("a quota must not be negative; 0 means no limit: rate " + ratePerSecond
                    + ", burst " + burst + ", daily creations " + dailyCreations + ", in flight " + maxInFlight);
        }
    }
}
