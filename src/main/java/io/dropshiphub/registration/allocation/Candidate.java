package io.dropshiphub.registration.allocation;

import java.time.Instant;

/**
 * An account that products may go to, as it is at one moment.
 *
 * @param accountId its id; decides when nothing else does
 * @param platformRank place of its marketplace in the order of preference, 0 first
 * @param priority among the accounts of a marketplace, smaller is preferred
 * @param stopped whether only a person can let it go on
 * @param opensAt closed by its marketplace until then; null when it is open
 * @param dailyCreations creations a day, 0 for no limit
 * @param createdToday creations of the day that are used, also when there is no limit
 * @param ratePerSecond calls a second, 0 for no limit
 * @param waiting creations in its line that the day has not been charged for yet
 * @param health 1 to 100: how much of its share it gets
 */
public record Candidate(
        long accountId,
        int platformRank,
        int priority,
        boolean stopped,
        Instant opensAt,
        int dailyCreations,
        int createdToday,
        double ratePerSecond,
        long waiting,
        int health) {

    public Candidate {
        if (health < 1 || health > 100) {
            throw new IllegalArgumentException("health is 1 to 100, got " + health);
        }
    }

    /** Creations the day still allows, not counting what waits; {@link Long#MAX_VALUE} when there is no limit. */
    public long leftToday() {
        return dailyCreations > 0 ? Math.max(0, dailyCreations - createdToday) : Long.MAX_VALUE;
    }
}
