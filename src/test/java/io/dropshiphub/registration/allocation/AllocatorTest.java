package io.dropshiphub.registration.allocation;

import static io.dropshiphub.registration.allocation.Reason.ALL_STOPPED;
import static io.dropshiphub.registration.allocation.Reason.INSTEAD_OF_STOPPED;
import static io.dropshiphub.registration.allocation.Reason.LATER_DAY;
import static io.dropshiphub.registration.allocation.Reason.ONLY_ACCOUNT;
import static io.dropshiphub.registration.allocation.Reason.OPENS_FIRST;
import static io.dropshiphub.registration.allocation.Reason.OVERFLOW;
import static io.dropshiphub.registration.allocation.Reason.PREFERRED;
import static io.dropshiphub.registration.allocation.Reason.SHARE;
import static io.dropshiphub.registration.allocation.Reason.SOONEST;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the rules come to, one by one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AllocatorTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final Instant DAY_ENDS = Instant.parse("2026-11-21T15:00:00Z");

    @Test
    void a_single_account_gets_everything() {
        assertThat(run(500, account(1).daily(10))).containsOnly(gets(1, ONLY_ACCOUNT, 500));
    }

    @Test
    void equals_share_by_what_is_left_of_the_day() {
        assertThat(run(
                        60,
                        account(1).daily(500).used(420),
                        account(2).daily(500).used(460)))
                .containsOnly(gets(1, SHARE, 40), gets(2, SHARE, 20));
    }

    @Test
    void what_is_in_line_already_counts() {
        assertThat(run(60, account(1).rate(5).waiting(40), account(2).rate(5)))
                .containsOnly(gets(1, SHARE, 10), gets(2, SHARE, 50));
    }

    @Test
    void a_faster_account_gets_more() {
        assertThat(run(70, account(1).rate(5), account(2).rate(2)))
                .containsOnly(gets(1, SHARE, 50), gets(2, SHARE, 20));
    }

    @Test
    void a_sick_account_gets_less() {
        assertThat(run(60, account(1).rate(5), account(2).rate(5).health(20)))
                .containsOnly(gets(1, SHARE, 50), gets(2, SHARE, 10));
    }

    @Test
    void of_two_idle_ones_the_one_that_did_less_today_goes_first() {
        assertThat(run(1, account(1).rate(5).used(7), account(2).rate(5).used(6)))
                .containsOnly(gets(2, SHARE, 1));
    }

    @Test
    void the_preferred_account_takes_what_it_can_send_within_a_day_and_the_next_one_the_rest() {
        // 20 today and 100 tomorrow: the day after is too late
        assertThat(run(
                        150,
                        account(1).priority(10).daily(100).used(80),
                        account(2).priority(20).daily(100)))
                .containsOnly(gets(1, PREFERRED, 20), gets(1, LATER_DAY, 100), gets(2, OVERFLOW, 30));
    }

    @Test
    void an_account_with_room_today_comes_before_one_that_has_none() {
        assertThat(run(
                        30,
                        account(1).daily(100).used(100),
                        account(2).daily(100).used(70)))
                .containsOnly(gets(2, SHARE, 30));
    }

    @Test
    void a_closed_account_waits_for_its_equals() {
        assertThat(run(30, account(1).closedFor(600), account(2))).containsOnly(gets(2, SHARE, 30));
    }

    @Test
    void a_pause_of_seconds_is_no_closed_account() {
        assertThat(run(30, account(1).rate(5).closedFor(5), account(2).rate(5)))
                .containsOnly(gets(1, SHARE, 15), gets(2, SHARE, 15));
    }

    @Test
    void when_all_are_closed_the_one_that_opens_first_is_planned_for() {
        assertThat(run(30, account(1).closedFor(900), account(2).closedFor(600)))
                .containsOnly(gets(2, OPENS_FIRST, 30));
    }

    @Test
    void a_stopped_account_is_passed_over() {
        assertThat(run(30, account(1).priority(10).stop(), account(2).priority(20)))
                .containsOnly(gets(2, INSTEAD_OF_STOPPED, 30));
    }

    @Test
    void when_all_are_stopped_they_share_as_if_they_were_not() {
        assertThat(run(30, account(1).rate(5).stop(), account(2).rate(5).stop()))
                .containsOnly(gets(1, ALL_STOPPED, 15), gets(2, ALL_STOPPED, 15));
    }

    @Test
    void when_nobody_is_done_in_time_the_soonest_takes_it() {
        assertThat(run(
                        1,
                        account(1).priority(10).rate(0.001).waiting(500),
                        account(2).priority(20).rate(0.001).waiting(400)))
                .containsOnly(gets(2, SOONEST, 1));
    }

    @Test
    void the_last_one_is_expected_when_quota_and_rate_allow_it() {
        Allocator allocator = new Allocator(
                List.of(account(1).daily(100).used(90).waiting(15).one()), Duration.ofDays(1), NOW, DAY_ENDS);

        // ten today, the fifteenth is the fifth of tomorrow; without a rate the hub is the limit
        assertThat(allocator.lastExpected(1)).isEqualTo(DAY_ENDS.plusMillis(5));
    }

    private static Map.Entry<Choice, Integer> gets(long account, Reason reason, int rows) {
        return Map.entry(new Choice(account, reason), rows);
    }

    private static Map<Choice, Integer> run(int rows, Account... accounts) {
        Allocator allocator =
                new Allocator(Arrays.stream(accounts).map(Account::one).toList(), Duration.ofDays(1), NOW, DAY_ENDS);
        Map<Choice, Integer> counts = new HashMap<>();
        for (int i = 0; i < rows; i++) {
            counts.merge(allocator.place(any -> true).orElseThrow(), 1, Integer::sum);
        }
        return counts;
    }

    private static Account account(long id) {
        return new Account(id);
    }

    /** A candidate that is open, healthy, idle and without limits but for what is said. */
    private static final class Account {

        private final long id;
        private int priority = 10;
        private boolean stopped;
        private Instant opensAt;
        private int daily;
        private int used;
        private double rate;
        private long waiting;
        private int health = 100;

        Account(long id) {
            this.id = id;
        }

        Account priority(int smallerIsPreferred) {
            priority = smallerIsPreferred;
            return this;
        }

        Account stop() {
            stopped = true;
            return this;
        }

        Account closedFor(long seconds) {
            opensAt = NOW.plusSeconds(seconds);
            return this;
        }

        Account daily(int creations) {
            daily = creations;
            return this;
        }

        Account used(int creations) {
            used = creations;
            return this;
        }

        Account rate(double perSecond) {
            rate = perSecond;
            return this;
        }

        Account waiting(long jobs) {
            waiting = jobs;
            return this;
        }

        Account health(int percent) {
            health = percent;
            return this;
        }

        Candidate one() {
            return new Candidate(id, 0, priority, stopped, opensAt, daily, used, rate, waiting, health);
        }
    }
}
