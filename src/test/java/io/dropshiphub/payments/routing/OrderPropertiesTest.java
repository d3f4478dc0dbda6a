package io.dropshiphub.payments.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/** What holds of the order in which gateways are tried, whatever they are like. */
class OrderPropertiesTest {

    private static final int DRAWS = 20_000;

    @Property(tries = 1000)
    void every_eligible_gateway_is_tried_once_and_no_other(
            @ForAll("candidates") List<Candidate> candidates,
            @ForAll @IntRange(max = 4) int preferred,
            @ForAll long seed) {
        assertThat(Order.of(candidates, "g" + preferred, new Random(seed)::nextDouble))
                .containsExactlyInAnyOrderElementsOf(candidates.stream()
                        .filter(candidate -> candidate.against() == null)
                        .map(Candidate::name)
                        .toList());
    }

    @Property(tries = 1000)
    void the_preferred_gateway_comes_first_if_it_can_take_the_payment_at_all(
            @ForAll("candidates") List<Candidate> candidates,
            @ForAll @IntRange(max = 4) int preferred,
            @ForAll long seed) {
        String name = "g" + preferred;
        List<String> order = Order.of(candidates, name, new Random(seed)::nextDouble);
        if (order.contains(name)) {
            assertThat(order).startsWith(name);
        }
    }

    @Property(tries = 1000)
    void a_gateway_without_weight_is_the_last_resort(
            @ForAll("candidates") List<Candidate> candidates, @ForAll long seed) {
        Map<String, Integer> weights = new HashMap<>();
        candidates.forEach(candidate -> weights.put(candidate.name(), candidate.weight()));
        List<Integer> order = Order.of(candidates, null, new Random(seed)::nextDouble).stream()
                .map(weights::get)
                .toList();
        assertThat(order.lastIndexOf(order.stream().filter(weight -> weight > 0).reduce(null, (a, b) -> b)))
                .isLessThan(order.contains(0) ? order.indexOf(0) : Integer.MAX_VALUE);
    }

    @Property(tries = 30)
    void shares_come_to_the_weights(@ForAll("weighted") List<Integer> weights, @ForAll long seed) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            candidates.add(Candidate.eligible("g" + i, weights.get(i)));
        }
        Random random = new Random(seed);
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            first.merge(Order.of(candidates, null, random::nextDouble).get(0), 1, Integer::sum);
        }
        double sum = weights.stream().mapToInt(Integer::intValue).sum();
        for (Candidate candidate : candidates) {
            assertThat(first.getOrDefault(candidate.name(), 0) / (double) DRAWS)
                    .isCloseTo(candidate.weight() / sum, Offset.offset(0.025));
        }
    }

    @Provide
    Arbitrary<List<Candidate>> candidates() {
        return Arbitraries.integers().between(0, 5).flatMap(count -> {
            List<Arbitrary<Candidate>> each = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = "g" + i;
                each.add(Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 5).map(weight -> Candidate.eligible(name, weight)),
                        Arbitraries.just(Candidate.never(name, "no token")),
                        Arbitraries.just(Candidate.later(name, "breaker", Duration.ofSeconds(60)))));
            }
            return Combinators.combine(each).as(all -> all);
        });
    }

    @Provide
    Arbitrary<List<Integer>> weighted() {
        return Arbitraries.integers()
                .between(0, 10)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .filter(weights -> weights.stream().anyMatch(weight -> weight > 0));
    }
}
