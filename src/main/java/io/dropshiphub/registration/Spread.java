package io.dropshiphub.registration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** On how many of its marketplaces each product of a batch is listed. */
public enum Spread {
    /** On all of them, with one account each. */
    ALL,
    /** On one of them: the first in the batch's order that has a place for it. */
    ONE;

    /**
     * @param text {@code all} or {@code one}, in any case
     * @throws IllegalArgumentException when it is neither
     */
    @JsonCreator
    public static Spread parse(String text) {
        return valueOf(text.strip().toUpperCase(Locale.ROOT));
    }

    /** The lower-case word used on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
