package io.dropshiphub.payments.engine;

import java.time.Duration;

/**
 * What follows from an answer.
 *
 * @param step what is done
 * @param pause before it is done; null when it is done at once
 */
record Next(Step step, Duration pause) {

    enum Step {
        /** The try is over: the answer says how it ended. */
        FINAL,
        /** The same request with the same key, while the caller waits. */
        REPEAT,
        /** The same, or a question, when the caller has its answer. */
        LATER,
        /** Another gateway: this one has not carried it out. */
        ELSEWHERE,
        /** The gateway is asked what became of it. */
        ASK,
        /** Nothing the hub can do tells; a person, or the gateway by itself, has to. */
        PERSON
    }

    static Next of(Step step) {
        return new Next(step, null);
    }
}
