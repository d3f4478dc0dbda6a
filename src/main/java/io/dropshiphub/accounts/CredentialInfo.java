package io.dropshiphub.accounts;

import java.time.Instant;

/**
 * What may be told about one credential of an account.
 *
 * @param field its name
 * @param required whether the account cannot be called with without it
 * @param set whether there is one
 * @param fingerprint tells whether two credentials are the same, and nothing else; null unless it is in the vault
 * @param createdAt when it was set; null unless it is in the vault
 * @param expiresAt when it stops working; null: never, or not known
 */
public record CredentialInfo(
        String field, boolean required, boolean set, String fingerprint, Instant createdAt, Instant expiresAt) {}
