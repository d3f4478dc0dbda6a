package io.dropshiphub.payments.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;

/** In which order gateways are tried: a pure function. */
final class Order {

    private Order() {}

    /**
     * The preferred one first; the others drawn one after another, each with the probability of its weight among those left; those
     * of weight 0 last, by name.
     *
     * @param candidates only the eligible ones count
     * @param preferred or null
     * @param random numbers from 0 to 1, 1 excluded
     */
    static List<String> of(List<Candidate> candidates, String preferred, DoubleSupplier random) {
        List<Candidate> left = new ArrayList<>(candidates.stream()
                .filter(candidate -> candidate.against() == null)
                .sorted(Comparator.comparing(Candidate::name))
                .toList());
        List<String> order = new ArrayList<>();
        left.removeIf(candidate -> candidate.name().equals(preferred) && order.add(preferred));
        while (!left.isEmpty()) {
            order.add(left.remove(draw(left, random)).name());
        }
        return order;
    }

    private static int draw(List<Candidate> left, DoubleSupplier random) {
        int sum = left.stream().mapToInt(Candidate::weight).sum();
        double point = random.getAsDouble() * sum;
        for (int i = 0; i < left.size(); i++) {
            point -= left.get(i).weight();
            if (point < 0) {
                return i;
            }
        }
        // all that is left weighs nothing
        return 0;
    }
}
