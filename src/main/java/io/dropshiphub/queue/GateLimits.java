package io.dropshiphub.queue;

/**
 * The limits that people have set for an account. 0 means: no limit.
 *
 * @param ratePerSecond calls a second
 * @param burst calls that may follow each other without a pause after a quiet time
 * @param rateIsOwn whether rate and burst were set for this account: then a marketplace's answers never raise them
 * @param dailyCreations new listings a day, Korean time
 * @param maxInFlight calls under way at the same moment, per hub instance
 * @param callsPerMinute calls of every kind a minute
 * @param callsPerDay calls of every kind a day
 * @param fixedWindows whether minute and day are those of the clock in Korea; else any 60 seconds and any 24 hours
 */
public record GateLimits(
        double ratePerSecond,
        int burst,
        boolean rateIsOwn,
        int dailyCreations,
        int maxInFlight,
        int callsPerMinute,
        int callsPerDay,
        boolean fixedWindows) {}
