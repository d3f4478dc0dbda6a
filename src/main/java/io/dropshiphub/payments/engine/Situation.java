package io.dropshiphub.payments.engine;

import java.time.Duration;

/**
 * What counts beside the answer.
 *
 * @param question whether the answer is one to a question about the try, not to the try itself
 * @param doubt whether an earlier send of the try may have been carried out
 * @param keyLives whether the gateway surely still knows the key
 * @param elsewhere whether another gateway is left to try
 * @param pinned whether only this gateway can do it, so that it is worth waiting for
 * @param canAsk whether a question is left that may tell what became of it
 * @param proof what the answer to a question proves; null for an answer to the try
 * @param repeat how long to wait before a repeat while the caller waits; null when there is none left
 * @param later how long to put it off otherwise
 */
record Situation(
        boolean question,
        boolean doubt,
        boolean keyLives,
        boolean elsewhere,
        boolean pinned,
        boolean canAsk,
        Proof proof,
        Duration repeat,
        Duration later) {

    /** What a question's answer says about the try. */
    enum Proof {
        CARRIED_OUT,
        NOT_CARRIED_OUT,
        NOTHING
    }
}
