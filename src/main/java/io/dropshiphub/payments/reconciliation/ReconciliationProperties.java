package io.dropshiphub.payments.reconciliation;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the ledger is compared with gateways; every default stands in {@code application.yaml}.
 *
 * @param every how often is looked for comparisons that are due
 * @param lease how long one step may take before another hub goes on
 * @param margin how much further than the period the gateway's lists are read, on both sides
 * @param retryDelays wait before the 2nd, 3rd … try to read a gateway's list; after the last one it is incomplete
 * @param looks so many payments that differ are read at the gateway before they are told
 * @param waits how often payments in doubt are waited for, and how long each time
 * @param waitFor see {@code waits}
 * @param daily whether yesterday is compared by itself
 * @param dailyAfter from this time of the day on
 * @param zone whose days
 * @param dailyCheck how often is looked whether yesterday is due
 */
@Validated
@ConfigurationProperties("hub.payments.reconciliation")
record ReconciliationProperties(
        @NotNull Duration every,
        @NotNull Duration lease,
        @NotNull Duration margin,
        @NotEmpty List<Duration> retryDelays,
        @Min(0) int looks,
        @Min(0) int waits,
        @NotNull Duration waitFor,
        boolean daily,
        @NotNull LocalTime dailyAfter,
        @NotNull ZoneId zone,
        @NotNull Duration dailyCheck) {}
