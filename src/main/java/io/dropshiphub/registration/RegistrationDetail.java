package io.dropshiphub.registration;

import io.dropshiphub.product.Approval;
import java.time.Instant;
import java.util.UUID;

/**
 * One product on one account.
 *
 * @param id its id
 * @param batchId its batch
 * @param line its line in the batch's input
 * @param account marketplace and name of the account
 * @param sellerSku the seller's code
 * @param state {@code waiting}, {@code registered}, {@code rejected}, {@code dead} or {@code cancelled}
 * @param current whether it is the newest wish for this SKU on this account
 * @param listingId the marketplace's id, or null
 * @param approval where the listing stands with the marketplace's inspection, or null
 * @param code code of what went wrong, or null
 * @param message the same in words, or null
 * @param field the product field concerned, or null
 * @param attempts tries so far
 * @param updatedAt last change
 */
public record RegistrationDetail(
        long id,
        UUID batchId,
        long line,
        String account,
        String sellerSku,
        String state,
        boolean current,
        String listingId,
        Approval approval,
        String code,
        String message,
        String field,
        int attempts,
        Instant updatedAt) {}
