package io.dropshiphub.security;

import io.dropshiphub.product.Caller;

/** Bearer tokens: short-lived signed ones to call with, and opaque ones to get further ones with. */
public interface Tokens {

    /**
     * What a log-in gives.
     *
     * @param accessToken to be sent as {@code Authorization: Bearer}
     * @param tokenType {@code Bearer}
     * @param expiresIn seconds that the access token is good for
     * @param refreshToken good for one {@link #refresh}
     */
    record Pair(String accessToken, String tokenType, long expiresIn, String refreshToken) {

        /** Without the tokens. */
        @Override
        public String toString() {
            return "Pair[expiresIn=" + expiresIn + "]";
        }
    }

    /** Begins a log-in of somebody who has just proved who they are. */
    Pair issue(Caller caller);

    /**
     * Finds out who sends an access token: one of the hub's own, or of the external issuer, whose users are made known at
     * first sight.
     *
     * @param token what stood behind {@code Bearer}
     * @param address where the request comes from
     * @return the caller, by {@code token}, with the role of today
     * @throws io.dropshiphub.product.CodedProblem 401 when the token is expired, revoked, or not one at all; 403 when an
     *     external user has no role here; 503 when the external issuer's keys cannot be fetched
     */
    Caller verify(String token, String address);

    /**
     * Exchanges a refresh token for a new pair. A token that is sent twice is taken for stolen and ends the whole log-in;
     * only just after its use it gets the answer that may have been lost once more.
     *
     * @throws io.dropshiphub.product.CodedProblem 401 when it is expired, revoked, or not one at all
     */
    Pair refresh(String refreshToken, String address);

    /** Ends the log-in that a refresh token belongs to, access tokens included; nothing happens for an unknown one. */
    void end(String refreshToken);
}
