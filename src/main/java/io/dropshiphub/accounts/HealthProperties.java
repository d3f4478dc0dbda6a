package io.dropshiphub.accounts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When an account counts as what.
 *
 * @param window how far back its calls are looked at
 * @param minimumCalls fewer calls than this in the window say nothing
 * @param rejectedPercent from this share of refused content on it is degraded
 * @param failedPercent from this share of failed calls on it is degraded
 * @param probeDelays wait before the 1st, 2nd … probe of an account that the marketplace refuses; the last one repeats
 * @param keyWarnings days before a key's end at which it is told, in falling order
 */
@Validated
@ConfigurationProperties("hub.accounts.health")
record HealthProperties(
        @NotNull @DefaultValue("1h") Duration window,
        @DefaultValue("10") @Min(1) int minimumCalls,
        @DefaultValue("50") @Min(1) @Max(100) int rejectedPercent,
        @DefaultValue("20") @Min(1) @Max(100) int failedPercent,
        @NotEmpty @DefaultValue({"1m", "5m", "30m", "2h"}) List<Duration> probeDelays,
        @NotEmpty @DefaultValue({"30", "14", "7", "1"}) List<Integer> keyWarnings) {

    /** The wait after this many probes in vain. */
    Duration probeDelay(int probes) {
        return probeDelays.get(Math.min(probes, probeDelays.size() - 1));
    }
}
