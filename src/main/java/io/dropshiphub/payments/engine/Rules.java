package io.dropshiphub.payments.engine;

import static io.dropshiphub.payments.engine.Next.Step.ASK;
import static io.dropshiphub.payments.engine.Next.Step.ELSEWHERE;
import static io.dropshiphub.payments.engine.Next.Step.FINAL;
import static io.dropshiphub.payments.engine.Next.Step.LATER;
import static io.dropshiphub.payments.engine.Next.Step.PERSON;
import static io.dropshiphub.payments.engine.Next.Step.REPEAT;

import io.dropshiphub.payments.GatewayAnswer.Kind;

/**
 * What follows from an answer: a pure function, and the one place that decides it. Nobody is charged twice because another gateway
 * is tried only after a proof that this one did nothing, and nothing is lost because a doubt ends only by a proof or with a person.
 */
final class Rules {

    private Rules() {}

    static Next next(Kind kind, Situation at) {
        return at.question() ? answered(kind, at) : tried(kind, at);
    }

    private static Next tried(Kind kind, Situation at) {
        return switch (kind) {
            case DONE, DECLINED -> Next.of(FINAL);
            // what was sent before may have been carried out, whatever this send was refused for
            case REFUSED, INVALID, ABSENT -> at.doubt() ? findOut(at) : Next.of(FINAL);
            case CONFIG -> at.doubt() ? keepOn(at) : notDone(at, false);
            case NOT_SENT, RATE_LIMITED -> at.doubt() ? repeatOr(at, keepOn(at)) : notDone(at, true);
            case UNKNOWN -> at.keyLives() ? repeatOr(at, keepOn(at)) : keepOn(at);
            case ALREADY_DONE -> at.canAsk() ? Next.of(ASK) : keepOn(at);
        };
    }

    /** Proven: nothing was carried out. */
    private static Next notDone(Situation at, boolean passes) {
        if (at.elsewhere()) {
            return Next.of(ELSEWHERE);
        }
        if (passes && at.repeat() != null) {
            return new Next(REPEAT, at.repeat());
        }
        return at.pinned() && at.keyLives() ? new Next(LATER, at.later()) : Next.of(FINAL);
    }

    private static Next repeatOr(Situation at, Next otherwise) {
        return at.repeat() != null && at.keyLives() ? new Next(REPEAT, at.repeat()) : otherwise;
    }

    /** In doubt: the same key tells as long as it lives. */
    private static Next keepOn(Situation at) {
        return at.keyLives() ? new Next(LATER, at.later()) : findOut(at);
    }

    private static Next findOut(Situation at) {
        return Next.of(at.canAsk() ? ASK : PERSON);
    }

    private static Next answered(Kind kind, Situation at) {
        return switch (kind) {
            case UNKNOWN, NOT_SENT, RATE_LIMITED, CONFIG -> new Next(LATER, at.later());
            // no such thing was seen: where the gateway can make sure of it, it does
            case ABSENT ->
                at.canAsk()
                        ? Next.of(ASK)
                        : at.proof() == Situation.Proof.NOT_CARRIED_OUT ? Next.of(FINAL) : new Next(LATER, at.later());
            default ->
                switch (at.proof()) {
                    case CARRIED_OUT -> Next.of(FINAL);
                    case NOT_CARRIED_OUT -> at.keyLives() ? new Next(LATER, at.later()) : Next.of(FINAL);
                    case NOTHING -> at.keyLives() ? new Next(LATER, at.later()) : Next.of(PERSON);
                };
        };
    }
}
