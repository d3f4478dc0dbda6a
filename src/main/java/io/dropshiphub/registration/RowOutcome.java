package io.dropshiphub.registration;

import java.util.List;
import java.util.Map;

/**
 * What became of one row, over all its accounts.
 *
 * @param line first line of the row in the input
 * @param lastLine last line of the row in the input
 * @param sellerSku the seller's code, or null when the row had no usable one
 * @param status {@code registered}, {@code rejected}, {@code dead}, {@code cancelled} or {@code waiting}: the worst of its
 *     accounts
 * @param code codes, joined by {@code |} when several accounts have one; null when all is well
 * @param message messages in the same order, each opened by its platform; null when all is well
 * @param accounts labels of the accounts it was given to ({@code coupang/main}); empty for a row that was refused
 * @param listingIds listing id by account label ({@code coupang/main})
 */
public record RowOutcome(
        long line,
        long lastLine,
        String sellerSku,
        String status,
        String code,
        String message,
        List<String> accounts,
        Map<String, String> listingIds) {}
