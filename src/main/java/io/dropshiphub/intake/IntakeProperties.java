package io.dropshiphub.intake;

import io.dropshiphub.intake.read.ReadLimits;
import io.dropshiphub.registration.Priority;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code hub.intake.*}.
 *
 * @param inbox the watched folder
 * @param platforms where products go when the input does not say; empty: every marketplace with an account
 * @param priority of dropped files, and of requests that do not say
 * @param maxAttempts tries per registration when the input does not say
 * @param fitImages whether pictures are fitted when the input does not say
 * @param chunkRows rows stored in one transaction
 * @param retryAfter how long a file rests after the hub failed on it (database away), before it is tried again
 * @param maxBody bytes of one request
 * @param listedProblems how many row problems an answer lists at most
 * @param listedRows products whose pictures a dry run's answer lists at most
 * @param sampleImages folder address of the pictures that the template's sample rows show
 * @param file how the watched folder is polled
 * @param archive how files get into the archive
 * @param limits how much one input may hold
 */
@Validated
@ConfigurationProperties("hub.intake")
public record IntakeProperties(
        @NotNull Path inbox,
        @NotNull List<String> platforms,
        @NotNull Priority priority,
        @Min(1) int maxAttempts,
        boolean fitImages,
        @Min(1) @Max(10_000) int chunkRows,
        @NotNull Duration retryAfter,
        @NotNull DataSize maxBody,
        @Min(1) int listedProblems,
        @Min(1) int listedRows,
        @NotNull String sampleImages,
        @NotNull @Valid Polling file,
        @NotNull @Valid Archive archive,
        @NotNull @Valid ReadLimits limits) {

    /**
     * How the watched folder is polled.
     *
     * @param delay milliseconds between looks into the folder
     * @param minAge milliseconds a file must have been left alone before it is read, so that half-written ones are not
     * @param emptyMinAge how long an empty file must have been left alone before it is refused as empty
     * @param checkInterval milliseconds between looks at a file that is still young
     * @param giveUpAfter milliseconds after which a file that keeps changing is passed over until the next look
     * @param foldersEvery how often folders are made for new sellers
     */
    public record Polling(
            @Min(50) long delay,
            @Min(0) long minAge,
            @NotNull Duration emptyMinAge,
            @Min(10) long checkInterval,
            @Min(100) long giveUpAfter,
            @NotNull Duration foldersEvery) {}

    /**
     * How files get into the archive.
     *
     * @param stores the stores that take them, as {@code hub.storage.archive} says; blank when nothing is archived
     * @param every how often files that are not there yet are looked for
     * @param retryAfter how long the stores are left alone after they failed
     * @param addressValid how long an address of an archived file works
     */
    public record Archive(
            @NotNull String stores,
            @NotNull Duration every,
            @NotNull Duration retryAfter,
            @NotNull Duration addressValid) {}
}
