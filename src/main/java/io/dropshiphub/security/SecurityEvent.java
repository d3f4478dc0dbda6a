package io.dropshiphub.security;

import java.util.Map;
import java.util.Objects;

/**
 * Something a person who looks after the hub's security wants to see. Overlong texts are shortened.
 *
 * @param kind what happened
 * @param username whose log-in or doing it was; null when nobody knows
 * @param address where it came from; null for the hub itself
 * @param details more of it, by name; never a secret
 */
public record SecurityEvent(Kind kind, String username, String address, Map<String, String> details) {

    /** What happened. */
    public enum Kind {
        LOGIN_FAILED,
        LOGIN_LOCKED,
        TOKEN_REFUSED,
        TOKEN_REUSED,
        ACCESS_REFUSED,
        RATE_LIMITED,
        UNUSUAL_VOLUME,
        UNUSUAL_HOUR,
        UNUSUAL_SECRET_READS,
        SECRET_ALTERED,
        KEY_EXPIRES_SOON,
        ACCOUNT_REFUSED,
        ACCOUNT_RECOVERED,
        AUDIT_BROKEN,
        WEBHOOK_FORGED
    }

    public SecurityEvent {
        Objects.requireNonNull(kind, "kind");
        username = username == null ? null : Storable.name(username);
        address = address == null ? null : Storable.name(address);
        details = Storable.details(details);
    }
}
