package io.dropshiphub.security;

import io.dropshiphub.product.Caller;
import java.time.Instant;
import java.util.List;

/** Keys for machines that call the hub. */
public interface ApiKeys {

    /**
     * A new key; it is shown this once.
     *
     * @param key what to send as {@code X-API-Key}
     */
    record WithKey(ApiKey apiKey, String key) {

        /** Without the key. */
        @Override
        public String toString() {
            return "WithKey[" + apiKey + "]";
        }
    }

    /**
     * Makes a key for the caller's own use.
     *
     * @param name what its user calls it; not blank, at most 80 characters
     * @param expiresAt until when it works; null: until it is revoked
     * @throws io.dropshiphub.product.CodedProblem when the name or the expiry cannot be, or the caller is an API key itself
     */
    WithKey create(String name, Instant expiresAt, Caller caller);

    /** A user's keys, the newest first; revoked and expired ones, too. */
    List<ApiKey> list(long userId);

    /**
     * Ends a key; nothing happens when it was revoked before.
     *
     * @throws io.dropshiphub.product.CodedProblem 404 when that user has no key of this id
     */
    void revoke(long userId, long id, Caller caller);

    /**
     * Finds out who sends a key.
     *
     * @param address where the request comes from
     * @return the caller, by {@code api-key}, with the role of today
     * @throws io.dropshiphub.product.CodedProblem 401 when it is unknown, expired or revoked, or its user is disabled
     */
    Caller verify(String key, String address);
}
