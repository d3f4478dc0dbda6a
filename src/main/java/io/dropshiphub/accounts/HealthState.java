package io.dropshiphub.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an account fares; where several hold, the first of this list is told. */
public enum HealthState {
    /** Closed by a person; gets no work. */
    DISABLED,
    /** There is nothing to call with. */
    NO_CREDENTIALS,
    /** Stopped by a person; only a person resumes it. */
    PAUSED,
    /** The hub is finding out whether an account or marketplace that failed works again. */
    RECOVERING,
    /** The marketplace does not accept the account; the hub probes it and resumes it by itself. */
    AUTH_FAILED,
    /** Its listing template lacks what every listing needs; it goes on when the template is mended. */
    TEMPLATE_INCOMPLETE,
    /** The marketplace's key is past its time. */
    KEY_EXPIRED,
    /** Its quota is used up, or its marketplace is away; it goes on by itself. */
    WAITING,
    /** Many of its calls are refused or fail. */
    DEGRADED,
    /** Everything works, and the key ends soon. */
    KEY_EXPIRES_SOON,
    /** Everything works. */
    HEALTHY;

    /** Whether the account's calls are made, at once or after a while. */
    boolean goesOn() {
        return compareTo(TEMPLATE_INCOMPLETE) > 0;
    }

    /** As it stands in answers and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HealthState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
