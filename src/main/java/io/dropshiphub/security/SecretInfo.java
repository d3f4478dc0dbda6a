package io.dropshiphub.security;

import java.time.Instant;

/**
 * What may be told about a secret.
 *
 * @param name which one
 * @param keyVersion version of the key pair that its data key is wrapped by
 * @param createdAt when this value was stored
 * @param expiresAt when the value stops working where it is used; null: never, or not known
 * @param lastOpenedAt when it was last decrypted; null: never
 * @param fingerprint tells whether two secrets have the same value, and nothing else about it
 */
public record SecretInfo(
        SecretName name,
        int keyVersion,
        Instant createdAt,
        Instant expiresAt,
        Instant lastOpenedAt,
        String fingerprint) {}
