package io.dropshiphub.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dropshiphub.queue.AdaptiveRate.Slowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Settings: down to 0.7, two quiet minutes, then a tenth of the limit a minute; never below 0.1 a second. */
class AdaptiveRateTest {

    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

    private final AdaptiveRate adaptive = new AdaptiveRate(QueueBed.LEARNING);

    @Property
    void the_rate_stays_between_its_floor_and_its_limit(
            @ForAll @Size(max = 60) List<@IntRange(max = 900) Integer> secondsBetweenRefusals,
            @ForAll @DoubleRange(min = 0.05, max = 50) double limit) {
        Instant now = START;
        Slowed slowed = null;
        for (int seconds : secondsBetweenRefusals) {
            now = now.plusSeconds(seconds);
            double before = adaptive.rate(limit, slowed, now);
            slowed = adaptive.refused(limit, slowed, now, now);
            double after = adaptive.rate(limit, slowed, now);
            assertThat(before).isBetween(Math.min(limit, 0.1), limit);
            assertThat(after).isBetween(Math.min(limit, 0.1), limit).isLessThanOrEqualTo(before);
        }
    }

    @Property
    void without_refusals_the_rate_never_falls_and_comes_back_to_the_limit(
            @ForAll @IntRange(min = 1, max = 30) int refusals, @ForAll @DoubleRange(min = 0.2, max = 50) double limit) {
        Slowed slowed = null;
        for (int i = 0; i < refusals; i++) {
            slowed = adaptive.refused(limit, slowed, START.plusSeconds(i), START.plusSeconds(i));
        }
        double last = 0;
        for (int seconds = 0; seconds <= 12 * 60; seconds += 20) {
            double rate = adaptive.rate(limit, slowed, START.plusSeconds(refusals + seconds));
            assertThat(rate).isGreaterThanOrEqualTo(last);
            last = rate;
        }
        assertThat(last).isEqualTo(limit);
    }

    @Example
    void a_refusal_takes_three_tenths_and_two_quiet_minutes_later_a_tenth_of_the_limit_comes_back_each_minute() {
        Slowed slowed = adaptive.refused(5, null, START, START);

        assertThat(adaptive.rate(5, slowed, START)).isEqualTo(3.5, within(1e-9));
        assertThat(adaptive.rate(5, slowed, START.plusSeconds(120))).isEqualTo(3.5, within(1e-9));
        assertThat(adaptive.rate(5, slowed, START.plusSeconds(180))).isEqualTo(4.0, within(1e-9));
        assertThat(adaptive.rate(5, slowed, START.plusSeconds(300))).isEqualTo(5.0, within(1e-9));
    }

    @Example
    void of_a_storm_only_the_first_refusal_counts() {
        Slowed first = adaptive.refused(5, null, START.minusSeconds(1), START);
        Slowed after = first;
        for (int i = 0; i < 15; i++) {
            after = adaptive.refused(5, after, START.minusMillis(i), START.plusMillis(i));
        }
        assertThat(after).isSameAs(first);
        assertThat(adaptive.refused(5, first, START.plusMillis(1), START.plusMillis(50))
                        .rate())
                .as("a call that was let out at the lower rate, and refused all the same")
                .isEqualTo(5 * 0.7 * 0.7, within(1e-9));
    }

    @Example
    void the_wait_doubles_with_each_refusal_in_a_row_up_to_five_minutes_and_starts_anew_after_rest() {
        Duration first = Duration.ofSeconds(1);
        Slowed slowed = null;
        Instant now = START;
        for (int i = 0; i < 12; i++) {
            slowed = adaptive.refused(5, slowed, now, now);
            Duration pause = adaptive.pause(first, slowed);
            assertThat(pause).isEqualTo(Duration.ofSeconds(Math.min(300, 1L << i)));
            now = now.plusSeconds(1);
        }
        now = now.plus(Duration.ofMinutes(3));
        assertThat(adaptive.pause(first, adaptive.refused(5, slowed, now, now))).isEqualTo(first);
    }

    @Example
    void
            an_account_without_a_limit_has_none_after_a_refusal_either_and_is_not_throttled_to_the_floor_when_it_gets_one() {
        Slowed slowed = adaptive.refused(0, null, START, START);

        assertThat(adaptive.rate(0, slowed, START)).isZero();
        assertThat(adaptive.rate(5, slowed, START)).isEqualTo(5);
    }
}
