package io.dropshiphub.registration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code hub.allocation.*}.
 *
 * @param platforms marketplace keys, the preferred one first; others follow
 * @param patience how long preferred accounts may need before less preferred ones help
 * @param longestLine where counting an account's line stops; a longer one counts as this long
 * @param health how much of its share an account gets that has trouble
 */
@Validated
@ConfigurationProperties("hub.allocation")
public record AllocationProperties(
        @NotNull List<String> platforms,
        @NotNull Duration patience,
        @Min(1000) long longestLine,
        @NotNull @Valid Health health) {

    /**
     * What trouble costs.
     *
     * @param window calls of so long a time are looked at
     * @param minimumCalls fewer than these say nothing
     * @param floor percent of its share that an account gets in any case
     * @param refresh how long figures are used before they are read again
     */
    public record Health(
            @NotNull Duration window,
            @Min(1) int minimumCalls,
            @Min(1) @Max(100) int floor,
            @NotNull Duration refresh) {}

    /** Where a marketplace stands in the order of preference, 0 first; those that are not named stand behind. */
    public int rank(String platform) {
        int at = platforms.indexOf(platform);
        return at < 0 ? platforms.size() : at;
    }
}
