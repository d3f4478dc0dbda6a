package io.dropshiphub.accounts;

import java.time.Instant;
import java.util.List;

/**
 * How an account fares.
 *
 * @param state in one word
 * @param since since when
 * @param why in a sentence
 * @param next what happens next, or what you can do
 * @param nextProbeAt when the hub tries the account again; null when it need not
 * @param probes how often it has tried in vain
 * @param lastProbe what came of the last try; null when there was none
 * @param lastSuccess last call that succeeded, of the last hours; null: none
 * @param lastFailure last call that did not
 * @param lastFailureWhy why it did not
 * @param keyExpiresAt when the marketplace's key ends; null: never, or not known
 * @param history the last changes of state, newest first
 */
public record AccountHealth(
        HealthState state,
        Instant since,
        String why,
        String next,
        Instant nextProbeAt,
        int probes,
        String lastProbe,
        Instant lastSuccess,
        Instant lastFailure,
        String lastFailureWhy,
        Instant keyExpiresAt,
        List<Change> history) {

    /** A change of state. */
    public record Change(Instant at, HealthState state, String why) {}
}
