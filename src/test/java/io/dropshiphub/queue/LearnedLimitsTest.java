package io.dropshiphub.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.ToldLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gates follow what answers tell, and slow down where answers only refuse. */
class LearnedLimitsTest {

    private static final Outcome TOO_MANY = Outcome.quota("429", "too many calls", null);

    private final QueueBed bed = new QueueBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void a_told_rate_is_followed_down_and_up_and_shown_beside_the_configured_one() {
        ListingJob job = paced("naver", 2, 4, false);

        bed.learned.told(job, new ToldLimits(1, 2));
        assertThat(gate().effective())
                .isEqualTo(
                        new AccountGate.Pace(1, 2, "learned", new AccountGate.Told(1, 2, bed.clock.instant()), null));
        assertThat(gate().ratePerSecond()).as("configured").isEqualTo(2);
        bed.clock.advance(Duration.ofMinutes(1));
        assertThat(bed.claim("naver", 50)).as("the told burst").hasSize(2);
        assertThat(bed.paces.callsPerWindow(job, 2000)).isEqualTo(2);

        bed.learned.told(job, new ToldLimits(10, 20));
        bed.clock.advance(Duration.ofMinutes(1));
        assertThat(bed.claim("naver", 50)).hasSize(20);
        assertThat(bed.paces.callsPerWindow(job, 2000)).isEqualTo(20);
    }

    @Test
    void a_rate_of_the_accounts_own_is_lowered_and_never_exceeded() {
        ListingJob job = paced("naver", 2, 4, true);

        bed.learned.told(job, new ToldLimits(10, 20));
        assertThat(gate().effective().ratePerSecond()).isEqualTo(2);
        assertThat(gate().effective().burst()).isEqualTo(4);
        bed.learned.told(job, new ToldLimits(1, 2));
        assertThat(gate().effective().ratePerSecond()).isEqualTo(1);
    }

    @Test
    void nonsense_is_believed_only_so_far_and_an_account_without_limit_follows_nothing() {
        ListingJob job = paced("naver", 2, 4, false);
        bed.learned.told(job, new ToldLimits(1e9, 20));
        assertThat(gate().effective().ratePerSecond()).isEqualTo(50);
        bed.learned.told(job, new ToldLimits(1e-9, 1));
        assertThat(gate().effective().ratePerSecond()).isEqualTo(0.1);

        ListingJob free = paced("coupang", 0, 1, false);
        bed.learned.told(free, new ToldLimits(1, 2));
        assertThat(gate().effective()).isEqualTo(new AccountGate.Pace(0, 1, "configured", null, null));
    }

    @Test
    void a_storm_of_refusals_slows_the_account_once_and_the_bucket_is_empty_when_it_reopens() {
        long account = bed.account("coupang", 5, 5, 0, 0);
        bed.enqueue(account, 30, "normal");
        List<ListingJob> storm = bed.claim("coupang", 50);
        bed.clock.advance(Duration.ofMillis(300));
        storm.forEach(job -> bed.settle(job, TOO_MANY));

        assertThat(gate().effective().ratePerSecond()).isEqualTo(3.5, within(1e-9));
        assertThat(gate().effective().source()).isEqualTo("slowed");
        assertThat(bed.claim("coupang", 50)).isEmpty();
        bed.clock.advance(Duration.ofSeconds(1));
        assertThat(bed.claim("coupang", 50))
                .as("no herd behind the reopened gate")
                .isEmpty();
        bed.clock.advance(Duration.ofSeconds(1));
        assertThat(bed.claim("coupang", 50)).hasSize(3);
        bed.clock.advance(Duration.ofMinutes(5));
        assertThat(gate().effective().ratePerSecond()).as("recovered").isEqualTo(5);
        assertThat(gate().effective().source()).isEqualTo("configured");
    }

    @Test
    void a_told_wait_is_kept_and_an_untold_one_doubles() {
        long account = bed.account("coupang", 5, 5, 0, 0);
        bed.enqueue(account, 30, "normal");
        bed.settle(bed.claimOne("coupang"), Outcome.quota("429", "too many", Duration.ofSeconds(60)));
        assertThat(gate().closedUntil()).isEqualTo(bed.clock.instant().plusSeconds(60));
        for (long seconds : new long[] {2, 4, 8}) {
            Instant open = gate().closedUntil();
            bed.clock.advance(Duration.between(bed.clock.instant(), open).plusSeconds(1));
            bed.settle(bed.claimOne("coupang"), TOO_MANY);
            assertThat(gate().closedUntil()).isEqualTo(bed.clock.instant().plusSeconds(seconds));
        }
    }

    @Test
    void a_refusal_that_a_newly_told_rate_explains_slows_no_further() {
        ListingJob job = paced("naver", 2, 4, false);
        bed.clock.advance(Duration.ofMillis(100));
        bed.learned.told(job, new ToldLimits(1, 2));
        bed.settle(job, TOO_MANY);
        assertThat(gate().effective().ratePerSecond()).isEqualTo(1);

        bed.clock.advance(Duration.ofSeconds(5));
        bed.settle(bed.claimOne("naver"), TOO_MANY);
        assertThat(gate().effective().ratePerSecond())
                .as("refused at the told rate: somebody else calls, too")
                .isEqualTo(0.7, within(1e-9));
    }

    @Test
    void an_account_that_rests_for_its_own_reasons_still_rests_when_an_outage_ends() {
        long resting = bed.account("coupang", 5, 5, 0, 0);
        bed.enqueue(resting, 5, "normal");
        bed.settle(bed.claimOne("coupang"), Outcome.quota("429", "too many", Duration.ofMinutes(10)));
        long other = bed.account("coupang", 5, 5, 0, 0);
        bed.enqueue(other, 5, "normal");
        bed.settle(bed.claimOne("coupang"), Outcome.of(OutcomeClass.PLATFORM_DOWN, "HUB-CALL-003", "breaker open"));
        bed.clock.advance(Duration.ofSeconds(6));
        bed.settle(bed.claimOne("coupang"), Outcome.registered("1", null));

        assertThat(gate().closedWhy()).isEqualTo("too many");
        bed.clock.advance(Duration.ofSeconds(2));
        assertThat(bed.claim("coupang", 50)).isNotEmpty().allMatch(job -> job.accountId() == other);
    }

    @Test
    void a_person_who_resumes_a_closed_account_need_not_wait_for_the_closures_end() {
        long account = bed.account("coupang", 5, 5, 0, 0);
        bed.enqueue(account, 30, "normal");
        bed.settle(bed.claimOne("coupang"), Outcome.quota("429", "too many", Duration.ofHours(1)));
        bed.gates.resume(account);
        bed.clock.advance(Duration.ofSeconds(1));

        assertThat(bed.claim("coupang", 50)).hasSize(3);
    }

    @Test
    void a_rate_of_five_a_second_lets_three_calls_go_within_600_milliseconds() {
        ListingJob usual = paced("coupang", 5, 5, false);
        assertThat(bed.paces.isPaced(usual)).isTrue();
        assertThat(bed.paces.callsPerWindow(usual, 600)).isEqualTo(3);
        assertThat(bed.paces.callsPerWindow(usual, 1000)).isEqualTo(5);
        assertThat(bed.paces.callsPerWindow(usual, 700))
                .as("3.5 calls: rounded up, the queue keeps the average")
                .isEqualTo(4);
        assertThat(bed.paces.callsPerWindow(paced("naver", 0.5, 1, false), 600))
                .as("never none")
                .isEqualTo(1);
        assertThat(bed.paces.isPaced(paced("11st", 0, 1, false))).isFalse();
    }

    /** One claimed job of a new account. */
    private ListingJob paced(String platform, double rate, int burst, boolean own) {
        long account = bed.account(platform, new GateLimits(rate, burst, own, 0, 0, 0, 0, false));
        bed.enqueue(account, 40, "normal");
        return bed.claimOne(platform);
    }

    private AccountGate gate() {
        return bed.gates.all().get(0);
    }
}
