package io.dropshiphub.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The results of repeated rounds; the first ones warm up and are not counted. */
final class Figures {

    private final List<Double> rounds = new ArrayList<>();
    private final int warmUp;

    Figures(int warmUp) {
        this.warmUp = warmUp;
    }

    void add(double figure) {
        rounds.add(figure);
    }

    double last() {
        return rounds.get(rounds.size() - 1);
    }

    double median() {
        List<Double> sorted = counted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Median and range. */
    @Override
    public String toString() {
        List<Double> sorted = counted();
        String format = median() < 10 ? "%.2f (%.2f to %.2f)" : "%,.0f (%,.0f to %,.0f)";
        return String.format(Locale.ROOT, format, median(), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private List<Double> counted() {
        List<Double> sorted = new ArrayList<>(rounds.subList(warmUp, rounds.size()));
        Collections.sort(sorted);
        return sorted;
    }
}
