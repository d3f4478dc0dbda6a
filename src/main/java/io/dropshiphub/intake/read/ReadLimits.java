package io.dropshiphub.intake.read;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.util.unit.DataSize;

/**
 * How much one input may hold, so that no file can exhaust the hub.
 *
 * @param maxFile bytes of a file as it lies there
 * @param maxUnpacked bytes a ZIP or XLSX may unpack to
 * @param maxRatio how many times larger than packed one entry of more than 10 MB may be
 * @param maxEntries files in a ZIP
 * @param maxSharedTexts bytes of an XLSX's table of texts, the only part of a file that is held in memory
 * @param maxCell characters of one cell or field
 * @param maxColumns columns of a table, and fields of one JSON product times ten
 * @param maxRows rows of one input
 * @param maxDescription characters of a description
 * @param maxImages pictures of one product
 * @param maxVariants option combinations of one product
 * @param maxPrice highest price in won
 * @param defaultStock pieces when the input says nothing about stock
 */
public record ReadLimits(
        DataSize maxFile,
        DataSize maxUnpacked,
        @Min(10) int maxRatio,
        @Min(1) int maxEntries,
        DataSize maxSharedTexts,
        @Min(1000) @Max(8_000_000) int maxCell,
        @Min(5) int maxColumns,
        @Min(1) long maxRows,
        @Min(100) int maxDescription,
        @Min(1) int maxImages,
        @Min(1) int maxVariants,
        @Min(10) long maxPrice,
        @Min(0) int defaultStock) {

    /** How many values one JSON product may hold. */
    int maxTokens() {
        return maxColumns * 10 + maxVariants * 20;
    }

    /** The values that application.yaml ships. */
    public static ReadLimits defaults() {
        return new ReadLimits(
                DataSize.ofGigabytes(2),
                DataSize.ofGigabytes(4),
                200,
                20_000,
                DataSize.ofMegabytes(64),
                1_000_000,
                500,
                2_000_000,
                200_000,
                30,
                1_000,
                1_000_000_000,
                100);
    }
}
