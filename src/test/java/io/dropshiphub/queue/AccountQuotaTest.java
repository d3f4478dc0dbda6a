package io.dropshiphub.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls by minute and day, and creations by day, on a real database. It begins at 12:00 in Seoul. */
class AccountQuotaTest {

    private final QueueBed bed = new QueueBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private long account(int perMinute, int perDay, boolean fixed) {
        return bed.account("coupang", new GateLimits(0, 1, false, 0, 0, perMinute, perDay, fixed));
    }

    @Test
    void an_hour_of_waiting_work_never_makes_more_calls_in_a_minute_than_allowed_and_uses_nearly_all() {
        long account = account(20, 0, false);
        bed.enqueue(account, 130, "normal");
        int made = 0;
        for (int second = 0; second < 6 * 61; second++) {
            for (ListingJob job : bed.claim("coupang", 50)) {
                bed.calls.begin(job);
                bed.settle(job, Outcome.registered("1", null));
                made++;
            }
            assertThat(gate().calls().thisMinute()).isLessThanOrEqualTo(20);
            bed.clock.advance(Duration.ofSeconds(1));
        }
        // one call is held back for a job that needs a second one
        assertThat(made).isBetween(6 * 19, 6 * 20);
    }

    @Test
    void a_job_that_finds_the_minute_used_up_sends_nothing_costs_no_try_and_goes_on_when_it_opens() {
        long account = account(4, 0, true);
        List<Long> waiting = bed.enqueue(account, 3, "normal");
        ListingJob first = bed.claimOne("coupang");
        ListingJob second = bed.claims.claim("coupang", 1, id -> 1).jobs().get(0);
        for (int i = 0; i < 4; i++) {
            bed.calls.check(first);
        }

        CallFailed refused = catchThrowableOfType(CallFailed.class, () -> bed.calls.begin(second));
        bed.settle(second, refused.outcome());

        assertThat(refused.outcome().code()).isEqualTo("HUB-QUEUE-005");
        assertThat(bed.jobOf(second.registrationId())).isEqualTo("REGISTER ready");
        assertThat(bed.claim("coupang", 5)).isEmpty();
        assertThat(gate().closedUntil()).isEqualTo(Instant.parse("2026-11-21T03:01:00Z"));
        assertThat(gate().effective().source())
                .as("our own count teaches nothing")
                .isEqualTo("configured");
        bed.clock.advance(Duration.ofSeconds(60));
        ListingJob again = bed.claimOne("coupang");
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(waiting).contains(again.registrationId());
    }

    @Test
    void four_workers_of_two_hubs_calling_at_once_make_exactly_the_calls_of_the_minute() throws Exception {
        long account = account(40, 1000, false);
        bed.enqueue(account, 100, "normal");
        ListingJob job = bed.claimOne("coupang");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> worker = () -> {
                int made = 0;
                for (int i = 0; i < 25; i++) {
                    if (catchThrowableOfType(CallFailed.class, () -> bed.calls.check(job)) == null) {
                        made++;
                    }
                }
                return made;
            };
            int made = 0;
            for (Future<Integer> each : threads.invokeAll(List.of(worker, worker, worker, worker))) {
                made += each.get();
            }
            assertThat(made).isEqualTo(40);
            assertThat(gate().calls().thisMinute()).isEqualTo(40);
            assertThat(gate().calls().today()).isEqualTo(40);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_outage_does_not_eat_up_the_calls_of_the_day() {
        long account = account(0, 4, false);
        bed.enqueue(account, 1, "normal");
        for (int probe = 0; probe < 20; probe++) {
            ListingJob job = bed.claimOne("coupang");
            bed.calls.begin(job);
            bed.settle(job, Outcome.of(OutcomeClass.PLATFORM_DOWN, "HUB-CALL-003", "the breaker is open"));
            bed.clock.advance(Duration.ofSeconds(6));
        }
        assertThat(gate().calls().today()).isZero();
    }

    @Test
    void a_test_of_the_connection_counts_and_is_made_even_when_no_call_is_left() {
        long account = account(2, 0, false);
        for (int i = 0; i < 3; i++) {
            bed.permits.count(account);
        }
        assertThat(gate().calls().thisMinute()).isEqualTo(3);
        assertThat(gate().callsPerSecond()).isEqualTo(2 / 60.0);
        bed.clock.advance(Duration.ofSeconds(61));
        assertThat(gate().calls().thisMinute()).isZero();
    }

    @Test
    void updates_that_need_two_calls_each_all_get_through() {
        long account = account(10, 0, true);
        bed.enqueue(account, 20, "normal", JobKind.UPDATE, null);
        int finished = 0;
        for (int minute = 0; minute < 4; minute++) {
            List<ListingJob> jobs = bed.claim("coupang", 50);
            jobs.forEach(bed.calls::check);
            for (ListingJob job : jobs) {
                bed.calls.check(job);
                bed.settle(job, Outcome.registered("1", null));
                finished++;
            }
            bed.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(finished).isEqualTo(20);
    }

    @Test
    void calls_of_the_day_end_and_begin_again_at_korean_midnight() {
        long account = account(0, 3, true);
        long registration = bed.enqueue(account, 4, "normal").get(3);
        ListingJob job = bed.claimOne("coupang");
        for (int i = 0; i < 3; i++) {
            bed.calls.check(job);
        }
        WaitingReasons reasons = new WaitingReasons(bed.jdbc, bed.gates, bed.clock);
        WaitingReason why = reasons.of(registration).orElseThrow();

        assertThat(why.reason()).isEqualTo("day_calls");
        assertThat(why.message()).startsWith("The account's 3 calls of this day are used up");
        assertThat(why.nextAt()).isEqualTo(Instant.parse("2026-11-21T15:00:00Z"));
        assertThat(bed.claim("coupang", 5)).isEmpty();
        bed.clock.advance(Duration.ofHours(12));
        assertThat(bed.claim("coupang", 5)).isNotEmpty();
    }

    @Test
    void a_daily_cap_the_marketplace_has_reached_first_stops_creations_until_midnight_and_nothing_else() {
        long account = bed.account("11st", 5, 5, 500, 0);
        long refused = bed.enqueue(account, 2, "normal").get(0);
        long update = bed.enqueue(account, 1, "low", JobKind.UPDATE, null).get(0);
        bed.settle(bed.claimOne("11st"), Outcome.of(OutcomeClass.DAILY_CAP, "400", "no more today"));

        assertThat(bed.claim("11st", 5)).extracting(ListingJob::registrationId).containsExactly(update);
        AccountGate gate = bed.gates.all().get(0);
        assertThat(gate.creationsUsed()).as("the refused one was none").isZero();
        assertThat(gate.creationsStoppedUntil()).isEqualTo(Instant.parse("2026-11-21T15:00:00Z"));
        assertThat(gate.creationsOpenAt()).isEqualTo(gate.creationsStoppedUntil());
        WaitingReasons reasons = new WaitingReasons(bed.jdbc, bed.gates, bed.clock);
        assertThat(reasons.of(refused).orElseThrow().message())
                .startsWith("11st takes no more new listings of the account today");
        bed.clock.advance(Duration.ofHours(12));
        assertThat(bed.claim("11st", 5)).hasSize(2);
    }

    @Test
    void an_update_told_of_a_daily_cap_is_tried_again_by_schedule_and_does_not_spin() {
        long account = bed.account("11st", 0, 1, 500, 0);
        long update = bed.enqueue(account, 1, "normal", JobKind.UPDATE, null).get(0);

        bed.settle(bed.claimOne("11st"), Outcome.of(OutcomeClass.DAILY_CAP, "400", "no more today"));

        assertThat(bed.jobOf(update)).isEqualTo("UPDATE scheduled");
    }

    @Test
    void a_creation_of_yesterday_is_not_given_back_to_today() {
        long account = bed.account("11st", 0, 1, 2, 0);
        bed.enqueue(account, 5, "normal");
        bed.clock.advance(Duration.ofHours(12).minusSeconds(1));
        ListingJob yesterday = bed.claimOne("11st");
        bed.clock.advance(Duration.ofSeconds(2));
        assertThat(bed.claim("11st", 5)).hasSize(2);

        bed.settle(yesterday, Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-001", "no connection"));
        bed.claims.release(List.of(yesterday));

        assertThat(bed.claim("11st", 5)).isEmpty();
    }

    @Test
    void a_second_hub_whose_clock_is_behind_brings_no_tokens_into_being() {
        long account = bed.account("coupang", 5, 5, 0, 0);
        bed.enqueue(account, 60, "normal");
        assertThat(bed.claim("coupang", 50)).hasSize(5);
        int claimed = 0;
        for (int i = 0; i < 10; i++) {
            bed.clock.advance(Duration.ofMillis(-4900));
            claimed += bed.claim("coupang", 50).size();
            bed.clock.advance(Duration.ofMillis(5000));
            claimed += bed.claim("coupang", 50).size();
        }
        assertThat(claimed).as("one second's worth").isLessThanOrEqualTo(5);
    }

    @Test
    void a_clock_that_was_set_back_by_hours_stops_nobody_for_hours() {
        long account = bed.account("coupang", 5, 5, 0, 0);
        bed.enqueue(account, 60, "normal");
        bed.claim("coupang", 3);
        bed.clock.advance(Duration.ofHours(-3));

        assertThat(bed.claim("coupang", 50)).hasSize(2);
        bed.clock.advance(Duration.ofSeconds(1));
        assertThat(bed.claim("coupang", 50)).hasSize(5);
    }

    private AccountGate gate() {
        return bed.gates.all().get(0);
    }
}
