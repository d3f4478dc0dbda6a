package io.dropshiphub.sandbox;

import java.util.Locale;

/** The ways in which a service can misbehave. */
enum FaultKind {
    /** Acts, then closes the connection without an answer: the caller cannot know. */
    DROP_REPLY_AFTER_ACTING,
    /** Refuses with the service's "too many calls", without acting. */
    RATE_LIMIT,
    /** Answers 5xx without acting. */
    SERVER_ERROR_BEFORE_ACTING,
    /** Acts, then answers 5xx. */
    SERVER_ERROR_AFTER_ACTING,
    /** Acts, then answers late. */
    SLOW,
    /** Acts, then sends half of the body and closes. */
    TRUNCATED_BODY,
    /** Acts, then answers 200 with an HTML page. */
    HTML_BODY,
    /** Closes the connection before the body is read and without acting. */
    OUTAGE,
    /** Forgets every issued token, then acts as if nothing had happened. */
    TOKEN_EXPIRY;

    /** Lower case with hyphens, as in the control interface. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Null when there is no such kind. */
    static FaultKind of(String wireName) {
        for (FaultKind kind : values()) {
            if (kind.wireName().equals(wireName)) {
                return kind;
            }
        }
        return null;
    }
}
