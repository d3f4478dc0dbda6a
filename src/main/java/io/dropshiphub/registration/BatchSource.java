package io.dropshiphub.registration;

import java.util.Locale;

/** Through which door a batch came in. */
public enum BatchSource {
    FILE,
    REST,
    KAFKA;

    /** The lower-case word used in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
