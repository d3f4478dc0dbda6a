package io.dropshiphub.security;

import io.dropshiphub.product.Role;
import java.time.Instant;

/**
 * Somebody who may log in. Holds no secret.
 *
 * @param id the user's id; what accounts, batches and API keys belong to
 * @param username the name they log in with, {@code [a-z0-9._-]{2,40}}
 * @param role what they may do
 * @param oneTimePassword whether their password is good for one thing only: to set their own
 * @param external the issuer they come from; null: a user of the hub itself
 * @param createdAt since when they are known
 * @param disabledAt since when they may not log in; null: they may
 * @param lockedUntil how long log-ins under this name have to wait after failed ones; null: not at all
 * @param lastLoginAt their last log-in; null: none yet
 */
public record User(
        long id,
        String username,
        Role role,
        boolean oneTimePassword,
        String external,
        Instant createdAt,
        Instant disabledAt,
        Instant lockedUntil,
        Instant lastLoginAt) {}
