package io.dropshiphub.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropshiphub.product.Approval;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.dropshiphub.product.Scope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobSettlementTest {

    private static final Outcome LOST = Outcome.of(OutcomeClass.UNKNOWN, "HUB-CALL-003", "no answer");
    private static final Outcome REFUSED = Outcome.of(OutcomeClass.NOT_SENT, "HUB-CALL-002", "connection refused");

    private final QueueBed bed = new QueueBed();
    private long account;
    private long registration;

    @BeforeEach
    void one_creation_in_line() {
        account = bed.account("coupang", 0, 1, 0, 0);
        registration = bed.enqueue(account, 1, "normal").get(0);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void a_registered_job_leaves_the_queue() {
        JobStep step = bed.settle(bed.claimOne("coupang"), Outcome.registered("77", Approval.APPROVED));

        assertThat(step.end()).isEqualTo(JobStep.End.REGISTERED);
        assertThat(bed.jobOf(registration)).isEqualTo("gone");
    }

    @Test
    void a_listing_that_waits_for_approval_is_registered_and_asked_for_later() {
        JobStep step = bed.settle(bed.claimOne("coupang"), Outcome.registered("77", Approval.PENDING));

        assertThat(step.end()).isEqualTo(JobStep.End.REGISTERED);
        assertThat(bed.jobOf(registration)).isEqualTo("APPROVAL scheduled");
        bed.clock.advance(Duration.ofSeconds(31));
        bed.sweep();
        bed.settle(bed.claimOne("coupang"), Outcome.registered("77", Approval.APPROVED));
        assertThat(bed.jobOf(registration)).isEqualTo("gone");
    }

    @Test
    void a_question_for_an_approval_that_was_not_heard_does_not_count_as_one() {
        bed.settle(bed.claimOne("coupang"), Outcome.registered("77", Approval.PENDING));
        bed.clock.advance(Duration.ofSeconds(31));
        bed.sweep();
        ListingJob question = bed.claimOne("coupang");

        for (OutcomeClass unheard : List.of(OutcomeClass.QUOTA, OutcomeClass.AUTH, OutcomeClass.PLATFORM_DOWN)) {
            JobStep step = bed.rules.decide(question, Outcome.of(unheard, "X-1", "not now"), 3);
            assertThat(step.absences()).as(unheard.name()).isEqualTo(question.absences());
        }
        assertThat(bed.rules.decide(question, LOST, 3).absences()).isEqualTo(question.absences() + 1);
    }

    @Test
    void what_was_not_sent_is_tried_again_by_schedule_and_dies_after_the_last_attempt() {
        bed.settle(bed.claimOne("coupang"), REFUSED);
        assertThat(bed.jobOf(registration)).isEqualTo("REGISTER scheduled");
        bed.clock.advance(Duration.ofSeconds(4));
        bed.sweep();
        assertThat(bed.claim("coupang", 1)).as("not before five seconds").isEmpty();
        bed.clock.advance(Duration.ofSeconds(2));
        bed.sweep();
        ListingJob second = bed.claimOne("coupang");
        assertThat(second.attempt()).isEqualTo(2);
        bed.settle(second, REFUSED);
        bed.clock.advance(Duration.ofSeconds(31));
        bed.sweep();
        JobStep last = bed.settle(bed.claimOne("coupang"), REFUSED);

        assertThat(last.end()).isEqualTo(JobStep.End.DEAD);
        assertThat(bed.jobOf(registration)).isEqualTo("gone");
        assertThat(bed.deadLetters.browse(new DeadLetters.Filter(Scope.ALL, "open", null, null, null, null), 10, 0))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.registrationId()).isEqualTo(registration);
                    assertThat(dead.code()).isEqualTo("HUB-CALL-002");
                    assertThat(dead.attempts()).isEqualTo(3);
                });
    }

    @Test
    void what_waits_for_its_pictures_comes_back_soon_and_costs_neither_attempt_nor_call() {
        long paced = bed.account("naver", 1, 1, 10, 0);
        long waiting = bed.enqueue(paced, 1, "normal").get(0);
        Outcome notReady = Outcome.of(OutcomeClass.NOT_READY, "HUB-IMAGE-024", "pictures are being made");

        for (int i = 0; i < 10; i++) {
            ListingJob job = bed.claimOne("naver");
            assertThat(job.attempt()).isEqualTo(1);
            bed.settle(job, notReady);
            assertThat(bed.jobOf(waiting)).isEqualTo("REGISTER scheduled");
            // the one call that this account may make is still there for another job
            assertThat(tokens(paced)).isGreaterThanOrEqualTo(1);
            bed.clock.advance(Duration.ofSeconds(2));
            bed.sweep();
        }

        assertThat(bed.jdbc
                        .sql("select creations_used from account_gate where account_id = ?")
                        .param(paced)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(bed.jdbc
                        .sql("select count(*) from attempt where registration_id = ?")
                        .param(waiting)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private double tokens(long accountId) {
        return bed.jdbc
                .sql("select tokens from account_gate where account_id = ?")
                .param(accountId)
                .query(Double.class)
                .single();
    }

    @Test
    void a_lost_answer_is_looked_up_and_never_sent_again_before() {
        ListingJob job = bed.claimOne("coupang");
        bed.calls.begin(job);
        bed.settle(job, LOST);

        assertThat(bed.jobOf(registration)).isEqualTo("LOOK_UP scheduled");
        bed.clock.advance(Duration.ofSeconds(4));
        bed.sweep();
        ListingJob lookUp = bed.claimOne("coupang");
        assertThat(lookUp.doubts()).isEqualTo(1);
        bed.settle(lookUp, Outcome.registered("88", null));
        assertThat(bed.jobOf(registration)).isEqualTo("gone");
    }

    @Test
    void proof_of_absence_sends_it_again_and_counts_the_lost_attempt() {
        bed.settle(bed.claimOne("coupang"), LOST);
        bed.clock.advance(Duration.ofSeconds(4));
        bed.sweep();
        bed.settle(bed.claimOne("coupang"), Outcome.of(OutcomeClass.ABSENT, "HUB-CALL-005", "not there"));

        assertThat(bed.jobOf(registration)).isEqualTo("REGISTER ready");
        assertThat(bed.claimOne("coupang").attempt()).isEqualTo(2);
    }

    @Test
    void where_the_look_up_is_only_a_hint_three_must_agree_and_the_second_doubt_goes_to_a_person() {
        Outcome unseen = Outcome.of(OutcomeClass.NOT_SEEN, "HUB-CALL-006", "not seen");
        for (int doubt = 1; doubt <= 2; doubt++) {
            bed.settle(bed.claimOne("coupang"), LOST);
            for (int look = 1; look <= 3; look++) {
                bed.clock.advance(Duration.ofSeconds(11));
                bed.sweep();
                JobStep step = bed.settle(bed.claimOne("coupang"), unseen);
                if (look < 3) {
                    assertThat(bed.jobOf(registration)).isEqualTo("LOOK_UP scheduled");
                } else if (doubt == 1) {
                    assertThat(bed.jobOf(registration)).isEqualTo("REGISTER ready");
                } else {
                    assertThat(step.end()).isEqualTo(JobStep.End.DEAD);
                }
            }
        }
        assertThat(bed.deadLetters.isInDoubt(registration)).isTrue();
    }

    @Test
    void too_many_calls_close_the_gate_for_the_told_time_and_cost_no_attempt() {
        bed.settle(bed.claimOne("coupang"), Outcome.quota("429", "too many", Duration.ofSeconds(30)));

        assertThat(bed.claim("coupang", 1)).isEmpty();
        bed.clock.advance(Duration.ofSeconds(31));
        assertThat(bed.claimOne("coupang").attempt()).isEqualTo(1);
    }

    @Test
    void refused_credentials_pause_the_account_and_cost_no_attempt() {
        bed.settle(bed.claimOne("coupang"), Outcome.of(OutcomeClass.AUTH, "401", "Invalid signature."));

        assertThat(bed.gates.all()).singleElement().satisfies(gate -> assertThat(gate.pausedWhy())
                .contains("Invalid signature."));
        bed.gates.resume(account);
        assertThat(bed.claimOne("coupang").attempt()).isEqualTo(1);
    }

    @Test
    void a_late_worker_is_fenced_off() {
        ListingJob slow = bed.claimOne("coupang");
        bed.clock.advance(Duration.ofSeconds(61));
        bed.sweep();
        ListingJob quick = bed.claimOne("coupang");

        assertThatThrownBy(() -> bed.calls.begin(slow)).isInstanceOf(StaleClaim.class);
        assertThat(bed.settle(slow, Outcome.registered("1", null))).isNull();
        bed.calls.begin(quick);
        assertThat(bed.settle(quick, Outcome.registered("2", null))).isNotNull();
    }

    @Test
    void a_call_is_not_begun_when_too_little_of_the_lease_is_left() {
        ListingJob job = bed.claimOne("coupang");
        bed.clock.advance(Duration.ofSeconds(51));

        assertThatThrownBy(() -> bed.calls.begin(job))
                .isInstanceOf(StaleClaim.class)
                .hasMessageContaining("HUB-QUEUE-001");
        assertThat(bed.jobOf(registration)).isEqualTo("REGISTER claimed");
    }

    @Test
    void an_expired_lease_goes_back_in_line_when_nothing_was_sent_and_to_a_look_up_when_something_may_have_been() {
        long sent = bed.enqueue(account, 1, "normal").get(0);
        List<ListingJob> jobs = bed.claim("coupang", 2);
        ListingJob begun = jobs.stream()
                .filter(job -> job.registrationId() == sent)
                .findFirst()
                .orElseThrow();
        bed.calls.begin(begun);
        bed.clock.advance(Duration.ofSeconds(61));
        bed.sweep();

        assertThat(bed.jobOf(registration)).isEqualTo("REGISTER ready");
        assertThat(bed.jobOf(sent)).isEqualTo("LOOK_UP scheduled");
    }

    @Test
    void released_jobs_are_in_line_again_with_their_tokens_and_creations() {
        long limited = bed.account("11st", 1, 2, 10, 0);
        bed.enqueue(limited, 2, "normal");
        List<ListingJob> jobs = bed.claim("11st", 2);
        bed.claims.release(jobs);

        assertThat(bed.gates.all())
                .filteredOn(gate -> gate.accountId() == limited)
                .singleElement()
                .satisfies(gate -> {
                    assertThat(gate.tokens()).isEqualTo(2.0);
                    assertThat(gate.creationsUsed()).isZero();
                });
        assertThat(bed.claim("11st", 2)).hasSize(2);
    }
}
