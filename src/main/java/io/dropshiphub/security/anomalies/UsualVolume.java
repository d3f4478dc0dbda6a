package io.dropshiphub.security.anomalies;

import java.util.List;

/** How much is usual, by the median and the median deviation from it: a few wild hours do not move them. */
final class UsualVolume {

    /** Makes the median deviation of a bell curve its standard deviation. */
    private static final double TO_DEVIATION = 1.4826;

    private static final double BUSY = 0.95;

    private UsualVolume() {}

    /**
     * The most that is usual in an hour. Who has quiet and busy hours has two medians, of which this sees one: so it is also
     * never less than what every twentieth hour has, and chance on top.
     *
     * @param hours counts of earlier hours in which anything was done
     * @param factor how many deviations above the median
     */
    static double most(List<Long> hours, double factor) {
        List<Double> counts = hours.stream().map(Long::doubleValue).sorted().toList();
        double median = quantile(counts, 0.5);
        List<Double> distances =
                counts.stream().map(n -> Math.abs(n - median)).sorted().toList();
        double deviation = TO_DEVIATION * quantile(distances, 0.5);
        double busy = quantile(counts, BUSY);
        return Math.max(median + factor * Math.max(deviation, chance(median)), busy + factor * chance(busy));
    }

    /** Counts of independent things spread by their root at least; a history of equal counts is an accident. */
    private static double chance(double n) {
        return Math.sqrt(Math.max(1, n));
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }
}
