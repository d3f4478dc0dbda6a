package io.dropshiphub.images;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the picture step; every default with its reason stands in {@code application.yaml}.
 *
 * @param workDirectory where downloaded originals lie for a while
 * @param allowHosts {@code host[:port]} that may be fetched from although private or on an unusual port
 * @param fetch limits of a download
 * @param maxSourcePixels width times height above which a picture is not decoded
 * @param minSourcePixels shorter side below which a picture is no product picture
 * @param workers pictures under way at the same time
 * @param workersPerHost of these, the most from one server
 * @param decoders pictures decoded at the same time; 0 chooses by processors and memory
 * @param jobDeadline how long one job waits for its pictures before it makes room for another
 * @param remembered fitted pictures known without asking the database
 * @param refreshAfter age at which an address is fetched again
 * @param sourceCache originals kept for the next marketplace
 * @param dryRun how far a dry run looks at pictures
 * @param upload limits of an upload
 * @param specs demands by platform key
 */
@Validated
@ConfigurationProperties("hub.images")
record ImagesProperties(
        @NotNull Path workDirectory,
        List<String> allowHosts,
        @NotNull @Valid Fetch fetch,
        @Positive long maxSourcePixels,
        @Positive int minSourcePixels,
        @Positive int workers,
        @Positive int workersPerHost,
        @PositiveOrZero int decoders,
        @NotNull Duration jobDeadline,
        @Positive int remembered,
        @NotNull Duration refreshAfter,
        @NotNull @Valid SourceCache sourceCache,
        @NotNull @Valid DryRun dryRun,
        @NotNull @Valid Upload upload,
        @NotEmpty Map<String, @Valid ImageSpec> specs) {

    ImagesProperties {
        allowHosts = allowHosts == null ? List.of() : List.copyOf(allowHosts);
    }

    /**
     * Limits of a download.
     *
     * @param connectTimeout until the connection stands
     * @param deadline for the whole download, redirects included, however busily the bytes drip
     * @param maxBytes of one picture
     * @param maxRedirects followed, each checked like the first address
     */
    record Fetch(
            @NotNull Duration connectTimeout,
            @NotNull Duration deadline,
            @NotNull DataSize maxBytes,
            @PositiveOrZero int maxRedirects) {}

    /**
     * Originals kept on disk for a while: the same picture is wanted by several marketplaces.
     *
     * @param size bytes on disk, oldest go first
     * @param keep how long an original may be used again
     */
    record SourceCache(@NotNull DataSize size, @NotNull Duration keep) {}

    /**
     * How far one dry run goes; what is beyond is said not to have been looked at.
     *
     * @param most different pictures it fetches
     * @param within time after which it begins no further one
     */
    record DryRun(@PositiveOrZero int most, @NotNull Duration within) {}

    /**
     * Limits of one upload; each of its files has those of a download.
     *
     * @param maxFiles pictures at once
     * @param maxBytes of all of them together
     */
    record Upload(@Positive int maxFiles, @NotNull DataSize maxBytes) {}
}
