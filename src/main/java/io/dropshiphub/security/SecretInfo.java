package io.dropshiphub.security;

import java.time.Instant;

/**
 * What may be told about a secret.
 *
 * @param name which one
 * @param format how it is encrypted and bound to its name
 * @param keyVersion version of the key pair that its data key is wrapped by
 * @param createdAt when this value was stored
 * @param rewrappedAt when its data key was last wrapped by a newer key pair; null: never
 * @param expiresAt when the value stops working where it is used; null: never, or not known
 * @param lastOpenedAt when it was last decrypted; null: never
 * @param fingerprint tells whether two secrets have the same value, and nothing else about it
 */
public record SecretInfo(
        SecretName name,
        int format,
        int keyVersion,
        Instant createdAt,
        Instant rewrappedAt,
        Instant expiresAt,
        Instant lastOpenedAt,
        String fingerprint) {}
