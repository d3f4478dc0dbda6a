package io.dropshiphub.accounts;

import java.util.StringJoiner;

/**
 * How much an account is to be used. Null in a field means: as it is, and for a new account the usual.
 *
 * @param priority smaller is preferred; usually 100
 * @param ratePerSecond calls a second; 0 for no limit
 * @param burst calls that may follow each other without a pause
 * @param dailyCreations new listings a Korean day; 0 for no limit
 * @param maxInFlight calls under way at once
 * @param callsPerMinute calls of every kind a minute; 0 for no limit
 * @param callsPerDay calls of every kind a day; 0 for no limit
 */
public record AccountLimits(
        Integer priority,
        Double ratePerSecond,
        Integer burst,
        Integer dailyCreations,
        Integer maxInFlight,
        Integer callsPerMinute,
        Integer callsPerDay) {

    /** Leaves all as it is. */
    public static final AccountLimits UNCHANGED = new AccountLimits(null, null, null, null, null, null, null);

    private static final double MOST = 1_000_000;

    public AccountLimits {
        within("priority", priority);
        within("rate_per_second", ratePerSecond);
        within("burst", burst);
        within("daily_creations", dailyCreations);
        within("max_in_flight", maxInFlight);
        within("calls_per_minute", callsPerMinute);
        within("calls_per_day", callsPerDay);
        if (ratePerSecond != null && ratePerSecond > 0 && burst != null && burst == 0) {
            throw AccountProblem.limit("burst", "at least 1 while rate_per_second is set");
        }
    }

    /** Only what is set. */
    @Override
    public String toString() {
        StringJoiner set = new StringJoiner(", ");
        add(set, "priority", priority);
        add(set, "rate_per_second", ratePerSecond);
        add(set, "burst", burst);
        add(set, "daily_creations", dailyCreations);
        add(set, "max_in_flight", maxInFlight);
        add(set, "calls_per_minute", callsPerMinute);
        add(set, "calls_per_day", callsPerDay);
        return set.toString();
    }

    private static void add(StringJoiner set, String field, Number value) {
        if (value != null) {
            set.add(field + " " + value);
        }
    }

    private static void within(String field, Number value) {
        // written so that it holds for NaN, too
        if (value != null && !(value.doubleValue() >= 0 && value.doubleValue() <= MOST)) {
            throw AccountProblem.limit(field, "from 0 to 1000000");
        }
    }
}
