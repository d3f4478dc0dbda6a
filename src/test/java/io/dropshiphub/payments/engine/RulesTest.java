package io.dropshiphub.payments.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.engine.Next.Step;
import io.dropshiphub.payments.engine.Situation.Proof;
import java.time.Duration;
import java.util.EnumSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer in every situation: the whole table, and what must hold of all of it. */
class RulesTest {

    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration LATER = Duration.ofSeconds(5);

    /**
     * Columns: the answer, then what follows from it for a payment (another gateway left or not) and for a capture, void or refund;
     * for each with the caller waiting and without.
     */
    @ParameterizedTest
    @CsvSource({
        // answer      | elsewhere | alone, waiting | alone | pinned, waiting | pinned
        "DONE,         FINAL,     FINAL,  FINAL, FINAL,  FINAL",
        "DECLINED,     FINAL,     FINAL,  FINAL, FINAL,  FINAL",
        "REFUSED,      FINAL,     FINAL,  FINAL, FINAL,  FINAL",
        "INVALID,      FINAL,     FINAL,  FINAL, FINAL,  FINAL",
        "ABSENT,       FINAL,     FINAL,  FINAL, FINAL,  FINAL",
        "CONFIG,       ELSEWHERE, FINAL,  FINAL, LATER,  LATER",
        "NOT_SENT,     ELSEWHERE, REPEAT, FINAL, REPEAT, LATER",
        "RATE_LIMITED, ELSEWHERE, REPEAT, FINAL, REPEAT, LATER",
        "UNKNOWN,      REPEAT,    REPEAT, LATER, REPEAT, LATER",
        "ALREADY_DONE, ASK,       ASK,    ASK,   ASK,    ASK",
    })
    void a_try_that_was_in_no_doubt(
            Kind kind, Step elsewhere, Step waiting, Step alone, Step pinnedWaiting, Step pinned) {
        assertThat(next(kind, false, true, false, SOON)).isEqualTo(elsewhere);
        assertThat(next(kind, false, false, false, SOON)).isEqualTo(waiting);
        assertThat(next(kind, false, false, false, null)).isEqualTo(alone);
        assertThat(next(kind, false, false, true, SOON)).isEqualTo(pinnedWaiting);
        assertThat(next(kind, false, false, true, null)).isEqualTo(pinned);
    }

    /** Columns: the answer, then what follows with the caller waiting; while the key lives; when it is over; and nobody to ask. */
    @ParameterizedTest
    @CsvSource({
        // answer      | waiting | key lives | key over | key over, nobody to ask
        "DONE,         FINAL,  FINAL, FINAL, FINAL",
        "DECLINED,     FINAL,  FINAL, FINAL, FINAL",
        "REFUSED,      ASK,    ASK,   ASK,   PERSON",
        "INVALID,      ASK,    ASK,   ASK,   PERSON",
        "ABSENT,       ASK,    ASK,   ASK,   PERSON",
        "CONFIG,       LATER,  LATER, ASK,   PERSON",
        "NOT_SENT,     REPEAT, LATER, ASK,   PERSON",
        "RATE_LIMITED, REPEAT, LATER, ASK,   PERSON",
        "UNKNOWN,      REPEAT, LATER, ASK,   PERSON",
        "ALREADY_DONE, ASK,    ASK,   ASK,   PERSON",
    })
    void a_try_in_doubt(Kind kind, Step waiting, Step lives, Step over, Step nobody) {
        for (boolean elsewhere : new boolean[] {true, false}) {
            for (boolean pinned : new boolean[] {true, false}) {
                assertThat(step(kind, new Situation(false, true, true, elsewhere, pinned, true, null, SOON, LATER)))
                        .isEqualTo(waiting);
                assertThat(step(kind, new Situation(false, true, true, elsewhere, pinned, true, null, null, LATER)))
                        .isEqualTo(lives);
                assertThat(step(kind, new Situation(false, true, false, elsewhere, pinned, true, null, SOON, LATER)))
                        .isEqualTo(over);
                assertThat(step(kind, new Situation(false, true, false, elsewhere, pinned, false, null, SOON, LATER)))
                        .isEqualTo(nobody);
            }
        }
    }

    /** Columns: the answer to a question and what it proves; then what follows while the key lives, and when it is over. */
    @ParameterizedTest
    @CsvSource({
        "DONE,         CARRIED_OUT,     FINAL, FINAL",
        "DECLINED,     CARRIED_OUT,     FINAL, FINAL",
        "DONE,         NOT_CARRIED_OUT, LATER, FINAL",
        "DONE,         NOTHING,         LATER, PERSON",
        "REFUSED,      NOTHING,         LATER, PERSON",
        "INVALID,      NOTHING,         LATER, PERSON",
        "ALREADY_DONE, NOTHING,         LATER, PERSON",
        "ABSENT,       NOT_CARRIED_OUT, FINAL, FINAL",
        "ABSENT,       NOTHING,         LATER, LATER",
        "CONFIG,       NOTHING,         LATER, LATER",
        "NOT_SENT,     NOTHING,         LATER, LATER",
        "RATE_LIMITED, NOTHING,         LATER, LATER",
        "UNKNOWN,      NOTHING,         LATER, LATER",
    })
    void an_answer_to_a_question(Kind kind, Proof proof, Step lives, Step over) {
        assertThat(step(kind, new Situation(true, true, true, false, false, false, proof, SOON, LATER)))
                .isEqualTo(lives);
        assertThat(step(kind, new Situation(true, true, false, false, false, false, proof, SOON, LATER)))
                .isEqualTo(over);
    }

    @Property(tries = 5000)
    void another_gateway_is_tried_only_after_a_proof_that_this_one_did_nothing(
            @ForAll Kind kind, @ForAll("situations") Situation at) {
        if (step(kind, at) == Step.ELSEWHERE) {
            assertThat(kind).isIn(EnumSet.of(Kind.NOT_SENT, Kind.RATE_LIMITED, Kind.CONFIG));
            assertThat(at.doubt()).isFalse();
            assertThat(at.question()).isFalse();
        }
    }

    @Property(tries = 5000)
    void a_doubt_ends_only_by_an_answer_that_tells(@ForAll Kind kind, @ForAll("situations") Situation at) {
        if (at.doubt() && step(kind, at) == Step.FINAL) {
            assertThat(at.question() ? at.proof() != Proof.NOTHING : kind == Kind.DONE || kind == Kind.DECLINED)
                    .isTrue();
        }
    }

    @Property(tries = 5000)
    void a_request_is_repeated_only_while_its_key_lives(@ForAll Kind kind, @ForAll("situations") Situation at) {
        Next next = Rules.next(kind, at);
        if (next.step() == Step.REPEAT && (at.doubt() || kind == Kind.UNKNOWN)) {
            assertThat(at.keyLives()).isTrue();
        }
        assertThat(next.pause() != null).isEqualTo(next.step() == Step.REPEAT || next.step() == Step.LATER);
    }

    @Provide
    Arbitrary<Situation> situations() {
        Arbitrary<Boolean> yesNo = Arbitraries.of(true, false);
        return Combinators.combine(
                        yesNo,
                        yesNo,
                        yesNo,
                        yesNo,
                        yesNo,
                        yesNo,
                        Arbitraries.of(Proof.values()),
                        Arbitraries.of(SOON).injectNull(0.5))
                .as((question, doubt, lives, elsewhere, pinned, canAsk, proof, repeat) -> new Situation(
                        question, doubt, lives, elsewhere, pinned, canAsk, question ? proof : null, repeat, LATER));
    }

    private static Step next(Kind kind, boolean doubt, boolean elsewhere, boolean pinned, Duration repeat) {
        return step(kind, new Situation(false, doubt, true, elsewhere, pinned, true, null, repeat, LATER));
    }

    private static Step step(Kind kind, Situation at) {
        return Rules.next(kind, at).step();
    }
}
