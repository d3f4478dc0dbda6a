package io.dropshiphub.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CallWindowTest {

    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
    private static final Instant START = Instant.parse("2026-11-21T14:58:47.311Z");

    /** The calls that were let through, and the count afterwards. */
    private record Calls(List<Instant> made, CallCounts counts) {}

    @Property(tries = 300)
    void no_minute_wherever_it_begins_has_more_calls_than_the_limit(
            @ForAll("gaps") List<Long> gaps, @ForAll @IntRange(min = 1, max = 12) int limit) {
        List<Instant> made =
                calls(CallWindow.MINUTE, CallWindow.Kind.SLIDING, gaps, limit).made();

        for (Instant end : made) {
            assertThat(made.stream().filter(each -> !each.isAfter(end) && each.isAfter(end.minusSeconds(60))))
                    .hasSizeLessThanOrEqualTo(limit);
        }
    }

    @Property(tries = 300)
    void no_day_wherever_it_begins_has_more_calls_than_the_limit(
            @ForAll("gaps") List<Long> gaps, @ForAll @IntRange(min = 1, max = 12) int limit) {
        List<Long> days = gaps.stream().map(gap -> gap * 1440).toList();
        List<Instant> made =
                calls(CallWindow.DAY, CallWindow.Kind.SLIDING, days, limit).made();

        for (Instant end : made) {
            assertThat(made.stream().filter(each -> !each.isAfter(end) && each.isAfter(end.minus(Duration.ofDays(1)))))
                    .hasSizeLessThanOrEqualTo(limit);
        }
    }

    @Property(tries = 300)
    void no_korean_day_has_more_calls_than_the_limit_and_each_has_as_many_as_were_asked_for(
            @ForAll("gaps") List<Long> gaps, @ForAll @IntRange(min = 1, max = 12) int limit) {
        List<Long> days = gaps.stream().map(gap -> gap * 1440).toList();
        List<Instant> made =
                calls(CallWindow.DAY, CallWindow.Kind.FIXED, days, limit).made();

        List<Instant> asked = new ArrayList<>();
        Instant now = START;
        for (long gap : days) {
            now = now.plusMillis(gap);
            asked.add(now);
        }
        assertThat(byDay(made))
                .isEqualTo(byDay(asked).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, day -> Math.min(limit, day.getValue()))));
    }

    @Property(tries = 300)
    void calls_that_were_given_back_make_room_and_hide_none_that_was_made(
            @ForAll("gaps") List<Long> gaps,
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @IntRange(min = 2, max = 5) int everyWhich) {
        CallCounts counts = CallCounts.NONE;
        List<Instant> made = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < gaps.size(); i++) {
            now = now.plusMillis(gaps.get(i));
            long used = CallWindow.MINUTE.used(counts, CallWindow.Kind.SLIDING, now);
            if (used >= limit) {
                continue;
            }
            counts = CallWindow.MINUTE.plusOne(counts, now);
            if (i % everyWhich == 0) {
                counts = CallWindow.MINUTE.minusOne(counts, CallWindow.Kind.SLIDING, now);
                assertThat(CallWindow.MINUTE.used(counts, CallWindow.Kind.SLIDING, now))
                        .isEqualTo(used);
            } else {
                made.add(now);
            }
        }
        for (Instant end : made) {
            assertThat(made.stream().filter(each -> !each.isAfter(end) && each.isAfter(end.minusSeconds(60))))
                    .hasSizeLessThanOrEqualTo(limit);
        }
    }

    @Property(tries = 300)
    void a_full_window_opens_exactly_when_it_says(
            @ForAll("gaps") List<Long> gaps,
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll CallWindow.Kind kind) {
        CallCounts counts = calls(CallWindow.MINUTE, kind, gaps, limit).counts();
        Instant now = START.plusMillis(gaps.stream().mapToLong(Long::longValue).sum());

        Instant opens = CallWindow.MINUTE.opensAt(counts, limit, kind, now);

        assertThat(CallWindow.MINUTE.used(counts, kind, opens)).isLessThan(limit);
        if (opens.isAfter(now)) {
            assertThat(opens).isBeforeOrEqualTo(now.plusSeconds(62));
            assertThat(CallWindow.MINUTE.used(counts, kind, opens.minusMillis(1)))
                    .isGreaterThanOrEqualTo(limit);
        }
    }

    /** Hubs' clocks differ, and a clock may be set: what was counted stays counted, and time heals it. */
    @Property(tries = 300)
    void a_clock_that_is_set_forgives_no_call_and_blocks_no_longer_than_a_window(
            @ForAll @IntRange(min = -90_000_000, max = 90_000_000) int jump) {
        CallCounts counts = CallCounts.NONE;
        for (int i = 0; i < 5; i++) {
            counts = CallWindow.MINUTE.plusOne(counts, START);
        }
        Instant set = START.plusMillis(jump);
        counts = CallWindow.MINUTE.plusOne(counts, set);

        if (jump <= 0) {
            assertThat(CallWindow.MINUTE.used(counts, CallWindow.Kind.SLIDING, set))
                    .isEqualTo(6);
        }
        assertThat(CallWindow.MINUTE.used(counts, CallWindow.Kind.SLIDING, set.plusSeconds(122)))
                .isZero();
    }

    @Example
    void a_minute_of_waiting_work_uses_sixty_sixty_firsts_of_a_sliding_quota() {
        CallCounts counts = CallCounts.NONE;
        int made = 0;
        for (int tick = 0; tick < 36_600; tick++) {
            Instant now = START.plusMillis(tick * 100L);
            if (CallWindow.MINUTE.used(counts, CallWindow.Kind.SLIDING, now) < 100) {
                counts = CallWindow.MINUTE.plusOne(counts, now);
                made++;
            }
        }
        assertThat(made / (100.0 * 61)).isGreaterThanOrEqualTo(60 / 61.0);
    }

    @Example
    void the_korean_day_begins_at_15_hours_utc_in_summer_and_winter() {
        for (String midnight : List.of("2026-07-01T15:00:00Z", "2026-12-31T15:00:00Z")) {
            Instant turn = Instant.parse(midnight);
            CallCounts last = CallWindow.DAY.plusOne(CallCounts.NONE, turn.minusMillis(1));
            assertThat(CallWindow.DAY.used(last, CallWindow.Kind.FIXED, turn.minusMillis(1)))
                    .isEqualTo(1);
            assertThat(CallWindow.DAY.used(last, CallWindow.Kind.FIXED, turn)).isZero();
            assertThat(CallWindow.DAY.opensAt(last, 1, CallWindow.Kind.FIXED, turn.minusMillis(1)))
                    .isEqualTo(turn);
        }
    }

    @Example
    void what_the_column_holds_is_what_was_counted() {
        CallCounts counts = CallWindow.MINUTE.plusOne(CallCounts.NONE, START);
        counts = CallWindow.MINUTE.plusOne(counts, START);
        counts = CallWindow.MINUTE.plusOne(counts, START.plusSeconds(3));

        assertThat(CallCounts.of(counts.column())).isEqualTo(counts);
        assertThat(counts.column()).hasSize(4);
    }

    private static Calls calls(CallWindow window, CallWindow.Kind kind, List<Long> gaps, int limit) {
        List<Instant> made = new ArrayList<>();
        CallCounts counts = CallCounts.NONE;
        Instant now = START;
        for (long gap : gaps) {
            now = now.plusMillis(gap);
            if (!window.opensAt(counts, limit, kind, now).isAfter(now)) {
                counts = window.plusOne(counts, now);
                made.add(now);
            }
        }
        return new Calls(made, counts);
    }

    private static Map<LocalDateTime, Long> byDay(List<Instant> times) {
        return times.stream()
                .collect(Collectors.groupingBy(
                        each -> each.atZone(KOREA).toLocalDate().atStartOfDay(), Collectors.counting()));
    }

    @Provide
    Arbitrary<List<Long>> gaps() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 50),
                        Arbitraries.longs().between(0, 5000),
                        Arbitraries.longs().between(0, 120_000))
                .list()
                .ofMinSize(1)
                .ofMaxSize(150);
    }
}
