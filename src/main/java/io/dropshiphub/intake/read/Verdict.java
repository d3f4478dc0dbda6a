package io.dropshiphub.intake.read;

import java.util.List;

/**
 * What a result file says of one row.
 *
 * @param line first line of the row in the input
 * @param lastLine last line of the row in the input
 * @param sku the seller's code, or null when the row had no usable one
 * @param status one word
 * @param code codes, joined by {@code |}; null when all is well
 * @param message the same in sentences; null when all is well
 * @param more one text for each further column of the result file; each may be null
 */
public record Verdict(
        long line, long lastLine, String sku, String status, String code, String message, List<String> more) {}
