package io.dropshiphub.payments.routing;

import java.time.Duration;

/**
 * A gateway that may or may not take a payment.
 *
 * @param name which one
 * @param weight its share among those that could take it
 * @param against what speaks against it, as a sentence without its name; null when nothing does
 * @param passes how long that will last; null when waiting does not help
 */
record Candidate(String name, int weight, String against, Duration passes) {

    static Candidate eligible(String name, int weight) {
        return new Candidate(name, weight, null, null);
    }

    static Candidate never(String name, String why) {
        return new Candidate(name, 0, why, null);
    }

    static Candidate later(String name, String why, Duration passes) {
        return new Candidate(name, 0, why, passes);
    }
}
