package io.dropshiphub.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobClaimsTest {

    private final QueueBed bed = new QueueBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void urgent_goes_before_normal_before_low() {
        long account = bed.account("coupang", 0, 1, 0, 0);
        List<Long> low = bed.enqueue(account, 1, "low");
        List<Long> normal = bed.enqueue(account, 1, "normal");
        List<Long> urgent = bed.enqueue(account, 1, "urgent");

        assertThat(bed.claim("coupang", 3))
                .extracting(ListingJob::registrationId)
                .containsExactly(urgent.get(0), normal.get(0), low.get(0));
    }

    @Test
    void a_low_job_overtakes_normal_ones_that_came_much_later() {
        long account = bed.account("coupang", 0, 1, 0, 0);
        List<Long> low = bed.enqueue(account, 1, "low");
        bed.clock.advance(Duration.ofMinutes(61));
        bed.enqueue(account, 5, "normal");

        assertThat(bed.claimOne("coupang").registrationId()).isEqualTo(low.get(0));
    }

    @Test
    void no_more_is_claimed_than_tokens_have_flowed_in() {
        long account = bed.account("coupang", 5, 5, 0, 0);
        bed.enqueue(account, 50, "normal");

        assertThat(bed.claim("coupang", 50)).hasSize(5);
        assertThat(bed.claim("coupang", 50)).isEmpty();
        bed.clock.advance(Duration.ofMillis(400));
        assertThat(bed.claim("coupang", 50)).hasSize(2);
        bed.clock.advance(Duration.ofHours(1));
        assertThat(bed.claim("coupang", 50)).as("never more than the burst").hasSize(5);
    }

    @Test
    void a_whole_hour_of_waiting_work_uses_the_quota_fully_and_never_exceeds_it() {
        long account = bed.account("naver", 2, 4, 0, 0);
        bed.enqueue(account, 400, "normal");
        int claimed = 0;
        for (int tick = 0; tick < 600; tick++) {
            claimed += bed.claim("naver", 50).size();
            assertThat(claimed).isLessThanOrEqualTo(4 + tick * 100 * 2 / 1000);
            bed.clock.advance(Duration.ofMillis(100));
        }
        assertThat(claimed).isGreaterThanOrEqualTo((int) (0.98 * 2 * 60));
    }

    @Test
    void creations_stop_at_the_daily_cap_while_other_work_goes_on_and_start_again_at_korean_midnight() {
        long account = bed.account("11st", 0, 1, 3, 0);
        bed.enqueue(account, 5, "normal");
        List<Long> update = bed.enqueue(account, 1, "low", JobKind.UPDATE, null);

        assertThat(bed.claim("11st", 50)).hasSize(3);
        assertThat(bed.claim("11st", 50)).extracting(ListingJob::registrationId).containsExactly(update.get(0));
        assertThat(bed.claim("11st", 50)).isEmpty();
        // 12:00 in Seoul plus 12 hours
        bed.clock.advance(Duration.ofHours(12));
        assertThat(bed.claim("11st", 50)).hasSize(2);
    }

    @Test
    void an_account_with_its_calls_under_way_gets_no_more_and_does_not_slow_another() {
        long busy = bed.account("coupang", 0, 1, 0, 2);
        long free = bed.account("coupang", 0, 1, 0, 2);
        bed.enqueue(busy, 5, "normal");
        bed.enqueue(free, 5, "normal");

        List<ListingJob> jobs = bed.claims
                .claim("coupang", 50, account -> account == busy ? 2 : 0)
                .jobs();

        assertThat(jobs).hasSize(2).allMatch(job -> job.accountId() == free);
    }

    @Test
    void a_paused_account_and_a_paused_marketplace_get_nothing_until_resumed() {
        long account = bed.account("coupang", 0, 1, 0, 0);
        bed.enqueue(account, 1, "normal");
        bed.gates.pause(account, "holiday");
        assertThat(bed.claim("coupang", 5)).isEmpty();
        bed.gates.resume(account);
        bed.gates.pausePlatform("coupang", "maintenance");
        assertThat(bed.claim("coupang", 5)).isEmpty();
        bed.gates.resumePlatform("coupang");
        assertThat(bed.claim("coupang", 5)).hasSize(1);
    }

    @Test
    void a_scheduled_job_is_not_claimed_before_its_time() {
        long account = bed.account("coupang", 0, 1, 0, 0);
        bed.enqueue(account, 1, "urgent", JobKind.REGISTER, bed.clock.instant().plusSeconds(60));

        bed.sweep();
        assertThat(bed.claim("coupang", 5)).isEmpty();
        bed.clock.advance(Duration.ofSeconds(61));
        bed.sweep();
        assertThat(bed.claim("coupang", 5)).hasSize(1);
    }

    @Test
    void after_an_outage_one_job_probes_and_the_rest_follows_its_answer() {
        long account = bed.account("naver", 0, 1, 0, 0);
        bed.enqueue(account, 20, "normal");
        bed.settle(bed.claimOne("naver"), Outcome.of(OutcomeClass.PLATFORM_DOWN, "HUB-CALL-001", "breaker open"));

        assertThat(bed.claim("naver", 20)).isEmpty();
        bed.clock.advance(Duration.ofSeconds(6));
        ListingJob probe = bed.claimOne("naver");
        assertThat(bed.claims.claim("naver", 20, id -> 1).jobs())
                .as("nobody follows before the probe is answered")
                .isEmpty();
        bed.settle(probe, Outcome.registered("1", null));
        assertThat(bed.claim("naver", 20)).hasSize(19);
    }

    @Test
    void a_held_batch_waits_while_others_go_on() {
        long account = bed.account("coupang", 0, 1, 0, 0);
        List<Long> held = bed.enqueue(account, 2, "urgent");
        bed.transaction.executeWithoutResult(status -> bed.queue.hold(bed.batch));
        UUID other = UUID.randomUUID();
        bed.jdbc.sql("""
                        insert into registration_batch (id, user_id, name, source, dedupe_key, status, platforms, priority,
                            max_attempts, fit_images)
                        values (:id, 1, 'other', 'rest', 'other', 'processing', '{coupang}', 'normal', 3, false)""").param("id", other).update();
        List<Long> going = bed.enqueue(other, account, 1, "low", JobKind.REGISTER, null);

        assertThat(bed.claim("coupang", 5))
                .extracting(ListingJob::registrationId)
                .containsExactlyElementsOf(going);
        bed.transaction.executeWithoutResult(status -> bed.queue.unhold(bed.batch));
        assertThat(bed.claim("coupang", 5))
                .extracting(ListingJob::registrationId)
                .containsExactlyInAnyOrderElementsOf(held);
    }

    @Test
    void four_claimers_at_once_never_get_the_same_job_and_leave_none() throws Exception {
        long account = bed.account("coupang", 0, 1, 0, 0);
        bed.enqueue(account, 500, "normal");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<Long>> claimer = () -> {
                List<Long> mine = new ArrayList<>();
                // the gate is locked by one claimer at a time: an empty hand means only that another one has it
                for (int empty = 0; empty < 200; ) {
                    List<ListingJob> jobs = bed.claim("coupang", 20);
                    empty = jobs.isEmpty() ? empty + 1 : 0;
                    jobs.forEach(job -> mine.add(job.id()));
                }
                return mine;
            };
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> mine : threads.invokeAll(List.of(claimer, claimer, claimer, claimer))) {
                all.addAll(mine.get());
            }
            Set<Long> distinct = new HashSet<>(all);
            assertThat(all).hasSize(500);
            assertThat(distinct).hasSize(500);
        } finally {
            threads.shutdownNow();
        }
    }
}
