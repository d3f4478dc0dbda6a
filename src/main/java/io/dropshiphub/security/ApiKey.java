package io.dropshiphub.security;

import java.time.Instant;

/**
 * A key that a machine calls with, in its user's name and role. The key itself is not kept.
 *
 * @param id its id
 * @param userId whose it is
 * @param name what its user calls it
 * @param hint how the key begins, to tell it from others
 * @param createdAt since when it works
 * @param expiresAt until when it works; null: until it is revoked
 * @param lastUsedAt its last use, to a minute; null: never
 * @param revokedAt when it was revoked; null: it was not
 */
public record ApiKey(
        long id,
        long userId,
        String name,
        String hint,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt) {}
