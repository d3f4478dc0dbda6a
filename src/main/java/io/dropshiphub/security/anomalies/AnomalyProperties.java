package io.dropshiphub.security.anomalies;

import io.dropshiphub.security.ActivityCounts;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as unusual.
 *
 * @param store how often counts are stored
 * @param look how often is looked for anomalies
 * @param history how far back the usual is learned from
 * @param zone whose hours of day
 * @param floor what is never too much in an hour, by kind
 * @param factor how many times the usual spread above the median is unusual
 * @param minHours before a user was active in so many hours, no volume is unusual
 * @param hourShare an hour of day is unusual when less than this share of a user's active hours lay within an hour of it
 * @param minDays before a user was active on so many days, no hour is unusual
 * @param learning how long a secret must have been known before a new reader of it is unusual
 */
@Validated
@ConfigurationProperties("hub.security.anomalies")
record AnomalyProperties(
        @NotNull Duration store,
        @NotNull Duration look,
        @NotNull Duration history,
        @NotNull ZoneId zone,
        @NotNull Map<ActivityCounts.Kind, Long> floor,
        @DecimalMin("1") double factor,
        @Min(1) int minHours,
        @DecimalMin("0") double hourShare,
        @Min(1) int minDays,
        @NotNull Duration learning) {}
