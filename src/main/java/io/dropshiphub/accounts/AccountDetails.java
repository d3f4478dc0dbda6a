package io.dropshiphub.accounts;

import java.time.Instant;

/**
 * An account and what calls need not know of it.
 *
 * @param account the account
 * @param enabled whether it is used; a closed one is not
 * @param credentialsFrom {@code configuration}, {@code vault} or {@code none}
 * @param credentialsAt when they were last set over REST; null: never
 * @param keyExpiresAt when the marketplace stops taking its key; null: never, or not known
 */
public record AccountDetails(
        MarketAccount account, boolean enabled, String credentialsFrom, Instant credentialsAt, Instant keyExpiresAt) {

    /** Whether it may be called with: enabled, with credentials. */
    public boolean usable() {
        return enabled && hasCredentials();
    }

    /** Whether there is something to call with. */
    public boolean hasCredentials() {
        return !credentialsFrom.equals("none");
    }
}
