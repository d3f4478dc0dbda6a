package io.dropshiphub.security.anomalies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** Ordinary work, with its chance ups and downs, is not reported; the floor, which spares small users, is left out here. */
class OrdinaryNoiseTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final AnomalyProperties SETTINGS = Anomalies.settings();

    private static long hours;
    private static long volumeAlarms;
    private static long hourAlarms;

    /** Five weeks of work: four to learn from, one to be judged. */
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void ordinary_activity_is_not_unusual(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 1, max = 400) double perHour,
            @ForAll @IntRange(min = 5, max = 11) int from,
            @ForAll @IntRange(min = 6, max = 12) int length,
            @ForAll @DoubleRange(min = 0.5, max = 1) double diligence) {
        Random random = new Random(seed);
        List<Instant> active = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        ZonedDateTime monday = ZonedDateTime.of(2026, 10, 5, 0, 0, 0, 0, SEOUL);
        for (ZonedDateTime hour = monday; hour.isBefore(monday.plusWeeks(5)); hour = hour.plusHours(1)) {
            long n = isAtWork(hour, from, length) && random.nextDouble() < diligence
                    ? poisson(random, perHour * afternoon(hour))
                    : 0;
            if (n == 0) {
                continue;
            }
            if (!hour.isBefore(monday.plusWeeks(4))) {
                judge(hour.toInstant(), n, active, counts);
            }
            active.add(hour.toInstant());
            counts.add(n);
        }
    }

    @AfterContainer
    static void few_false_alarms() {
        double volume = 100.0 * volumeAlarms / hours;
        double unusualHours = 100.0 * hourAlarms / hours;
        System.out.printf(
                "anomalies: of %d ordinary hours %.3f %% were called too much, %.3f %% unusual hours%n",
                hours, volume, unusualHours);
        assertThat(volume).isLessThan(0.1);
        assertThat(unusualHours).isLessThan(0.1);
    }

    private static void judge(Instant hour, long n, List<Instant> active, List<Long> counts) {
        hours++;
        if (counts.size() >= SETTINGS.minHours() && n > UsualVolume.most(counts, SETTINGS.factor())) {
            volumeAlarms++;
        }
        UsualHours usual = new UsualHours(active, SEOUL);
        if (usual.days() >= SETTINGS.minDays() && usual.shareAround(hour) < SETTINGS.hourShare()) {
            hourAlarms++;
        }
    }

    private static boolean isAtWork(ZonedDateTime hour, int from, int length) {
        return hour.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
                && hour.getHour() >= from
                && hour.getHour() < from + length;
    }

    /** Afternoons are twice as busy. */
    private static double afternoon(ZonedDateTime hour) {
        return hour.getHour() < 13 ? 1 : 2;
    }

    private static long poisson(Random random, double mean) {
        if (mean > 50) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long n = 0;
        while (product > limit) {
            product *= random.nextDouble();
            n++;
        }
        return n;
    }
}
