package io.dropshiphub.registration.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds whatever the accounts are like. */
class AllocatorPropertiesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final Instant DAY_ENDS = Instant.parse("2026-11-21T15:00:00Z");
    private static final Duration PATIENCE = Duration.ofDays(1);

    @Property(tries = 500)
    void every_product_is_placed(@ForAll("accounts") List<Candidate> accounts, @ForAll @IntRange(max = 2000) int rows) {
        assertThat(counts(accounts, rows).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(rows);
    }

    @Property(tries = 500)
    void nobody_goes_over_the_quota_of_the_day_while_an_equal_has_room(
            @ForAll("accounts") List<Candidate> accounts, @ForAll @IntRange(max = 2000) int rows) {
        Run run = new Run(accounts);
        for (int i = 0; i < rows; i++) {
            Candidate taken = run.place();
            if (run.waiting(taken) > taken.leftToday()) {
                assertThat(accounts)
                        .filteredOn(other -> !other.stopped() && alike(other, taken) && isOpen(other))
                        .as("accounts that could have taken row %d instead of %s", i, taken)
                        .allMatch(other -> other.equals(taken) || run.waiting(other) >= roomOfToday(other));
            }
        }
    }

    @Property(tries = 500)
    void less_preferred_accounts_get_only_what_the_preferred_ones_cannot_send_in_time(
            @ForAll("accounts") List<Candidate> accounts, @ForAll @IntRange(max = 2000) int rows) {
        Run run = new Run(accounts);
        for (int i = 0; i < rows; i++) {
            Map<Long, Long> before = run.waitingNow();
            Candidate taken = run.place();
            boolean inTime =
                    !timetable(taken).at(before.get(taken.accountId()) + 1).isAfter(NOW.plus(PATIENCE));
            assertThat(accounts)
                    .filteredOn(other -> !other.stopped() && (!inTime || isPreferred(other, taken)))
                    .as("accounts that should have taken row %d before %s", i, taken)
                    .noneMatch(other -> !other.equals(taken)
                            && !timetable(other)
                                    .at(before.get(other.accountId()) + 1)
                                    .isAfter(NOW.plus(PATIENCE)));
        }
    }

    @Property(tries = 500)
    void a_stopped_account_gets_nothing_while_another_one_goes(
            @ForAll("accounts") List<Candidate> accounts, @ForAll @IntRange(max = 500) int rows) {
        Map<Long, Integer> counts = counts(accounts, rows);
        if (accounts.stream().anyMatch(account -> !account.stopped())) {
            assertThat(accounts)
                    .filteredOn(Candidate::stopped)
                    .allMatch(account -> !counts.containsKey(account.accountId()));
        }
    }

    @Property(tries = 300)
    void the_order_of_the_accounts_does_not_matter(
            @ForAll("accounts") List<Candidate> accounts, @ForAll @IntRange(max = 500) int rows, @ForAll long seed) {
        List<Candidate> shuffled = new ArrayList<>(accounts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(choices(shuffled, rows)).isEqualTo(choices(accounts, rows));
    }

    @Property(tries = 300)
    void whoever_goes_on_with_the_same_lines_continues_the_same_plan(
            @ForAll("accounts") List<Candidate> accounts,
            @ForAll @IntRange(max = 500) int rows,
            @ForAll @IntRange(min = 1, max = 100) int chunk) {
        List<Choice> inChunks = new ArrayList<>();
        List<Candidate> then = accounts;
        while (inChunks.size() < rows) {
            Run run = new Run(then);
            for (int i = 0; i < chunk && inChunks.size() < rows; i++) {
                inChunks.add(run.choose());
            }
            then = run.candidatesNow();
        }

        assertThat(inChunks).isEqualTo(choices(accounts, rows));
    }

    @Property(tries = 500)
    void equals_get_at_least_their_exact_share_rounded_down(
            @ForAll("equals") List<Candidate> accounts, @ForAll @IntRange(max = 2000) int wanted) {
        // with no account's room used up: beyond that, the others take what it would have got
        long fewest = accounts.stream()
                .mapToLong(account -> roomOfToday(account) * sum(accounts) / weight(account))
                .min()
                .orElseThrow();
        int rows = (int) Math.min(wanted, fewest);
        Map<Long, Integer> counts = counts(accounts, rows);

        assertThat(accounts).allSatisfy(account -> assertThat(
                        counts.getOrDefault(account.accountId(), 0).longValue())
                .as("share of %s in %d rows", account, rows)
                .isBetween(
                        rows * weight(account) / sum(accounts),
                        rows * weight(account) / sum(accounts) + accounts.size()));
    }

    @Property(tries = 300)
    void a_sick_account_gets_less_than_a_healthy_one_and_never_nothing(
            @ForAll @IntRange(min = 1, max = 99) int health, @ForAll @LongRange(min = 300, max = 2000) long rows) {
        Candidate healthy = new Candidate(1, 0, 10, false, null, 0, 0, 5, 0, 100);
        Candidate sick = new Candidate(2, 0, 10, false, null, 0, 0, 5, 0, health);
        Map<Long, Integer> counts = counts(List.of(healthy, sick), (int) rows);

        assertThat(counts.get(2L)).isPositive().isLessThanOrEqualTo(counts.get(1L));
    }

    @Provide
    Arbitrary<List<Candidate>> accounts() {
        return numbered(Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(10, 20),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(0L, 0L, 0L, 30L, 600L, 90_000L, 200_000L),
                        Arbitraries.of(0, 0, 20, 100, 500),
                        Arbitraries.integers().between(0, 600),
                        Arbitraries.of(0.0, 0.001, 0.5, 2.0, 5.0),
                        Arbitraries.longs().between(0, 300))
                .flatAs((rank, priority, stopped, closed, daily, used, rate, waiting) -> Arbitraries.integers()
                        .between(1, 100)
                        .map(health -> new Candidate(
                                0,
                                rank,
                                priority,
                                stopped,
                                closed == 0 ? null : NOW.plusSeconds(closed),
                                daily,
                                used,
                                rate,
                                waiting,
                                health))));
    }

    @Provide
    Arbitrary<List<Candidate>> equals() {
        return numbered(Combinators.combine(
                        Arbitraries.integers().between(50, 5000),
                        Arbitraries.integers().between(0, 49),
                        Arbitraries.of(0.5, 2.0, 5.0),
                        Arbitraries.integers().between(1, 100))
                .as((daily, used, rate, health) -> new Candidate(0, 0, 10, false, null, daily, used, rate, 0, health)));
    }

    private static Arbitrary<List<Candidate>> numbered(Arbitrary<Candidate> one) {
        return one.list().ofMinSize(1).ofMaxSize(6).map(list -> {
            List<Candidate> numbered = new ArrayList<>();
            list.forEach(account -> numbered.add(with(account, numbered.size() + 1, account.waiting())));
            return numbered;
        });
    }

    private static Candidate with(Candidate of, long id, long waiting) {
        return new Candidate(
                id,
                of.platformRank(),
                of.priority(),
                of.stopped(),
                of.opensAt(),
                of.dailyCreations(),
                of.createdToday(),
                of.ratePerSecond(),
                waiting,
                of.health());
    }

    /** An allocator, and the lines as they grow. */
    private static final class Run {
        private final List<Candidate> accounts;
        private final Allocator allocator;
        private final Map<Long, Long> waiting = new HashMap<>();

        Run(List<Candidate> accounts) {
            this.accounts = accounts;
            this.allocator = new Allocator(accounts, PATIENCE, NOW, DAY_ENDS);
            accounts.forEach(account -> waiting.put(account.accountId(), account.waiting()));
        }

        Choice choose() {
            Choice choice = allocator.place(account -> true).orElseThrow();
            waiting.merge(choice.accountId(), 1L, Long::sum);
            return choice;
        }

        Candidate place() {
            long id = choose().accountId();
            return accounts.stream()
                    .filter(account -> account.accountId() == id)
                    .findFirst()
                    .orElseThrow();
        }

        long waiting(Candidate account) {
            return waiting.get(account.accountId());
        }

        Map<Long, Long> waitingNow() {
            return Map.copyOf(waiting);
        }

        List<Candidate> candidatesNow() {
            return accounts.stream()
                    .map(account -> with(account, account.accountId(), waiting(account)))
                    .toList();
        }
    }

    private static List<Choice> choices(List<Candidate> accounts, int rows) {
        Run run = new Run(accounts);
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            choices.add(run.choose());
        }
        return choices;
    }

    private static Map<Long, Integer> counts(List<Candidate> accounts, int rows) {
        return choices(accounts, rows).stream().collect(Collectors.toMap(Choice::accountId, choice -> 1, Integer::sum));
    }

    private static Timetable timetable(Candidate account) {
        return new Timetable(account, NOW, DAY_ENDS);
    }

    private static boolean alike(Candidate a, Candidate b) {
        return a.platformRank() == b.platformRank() && a.priority() == b.priority();
    }

    private static boolean isPreferred(Candidate a, Candidate b) {
        return a.platformRank() < b.platformRank()
                || a.platformRank() == b.platformRank() && a.priority() < b.priority();
    }

    private static boolean isOpen(Candidate account) {
        return account.opensAt() == null;
    }

    /** What an open account may create before midnight. */
    private static long roomOfToday(Candidate account) {
        double calls = account.ratePerSecond() > 0
                ? account.ratePerSecond() * Duration.between(NOW, DAY_ENDS).toSeconds()
                : Long.MAX_VALUE;
        return Math.min(account.leftToday(), (long) calls);
    }

    private static long weight(Candidate account) {
        return roomOfToday(account) * account.health();
    }

    private static long sum(List<Candidate> accounts) {
        return accounts.stream().mapToLong(AllocatorPropertiesTest::weight).sum();
    }
}
