package io.dropshiphub.queue;

import java.time.Instant;

/**
 * What an account may do now, for people to see.
 *
 * @param accountId the account
 * @param platform its marketplace
 * @param ratePerSecond calls per second, 0 for no limit
 * @param burst most tokens that gather
 * @param dailyCreations creations per Korean day, 0 for no limit
 * @param creationsUsed creations used today
 * @param maxInFlight most calls under way at once per hub instance, 0 for no limit
 * @param tokens calls that may be made at once
 * @param closedUntil closed by an answer of the marketplace until then, or null
 * @param closedWhy why, or null
 * @param probing whether one job goes first after an outage
 * @param pausedWhy why a person or refused credentials paused the account, or null
 * @param pausedBy who did: {@code person}, or {@code hub}, which probes the account and resumes it; null when not paused
 * @param pausedAt when, or null
 * @param platformPausedWhy why the whole marketplace is paused, or null
 */
public record AccountGate(
        long accountId,
        String platform,
        double ratePerSecond,
        int burst,
        int dailyCreations,
        int creationsUsed,
        int maxInFlight,
        double tokens,
        Instant closedUntil,
        String closedWhy,
        boolean probing,
        String pausedWhy,
        String pausedBy,
        Instant pausedAt,
        String platformPausedWhy) {}
