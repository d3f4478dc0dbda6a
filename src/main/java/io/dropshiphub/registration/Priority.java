package io.dropshiphub.registration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How urgent a batch is; waiting ages every priority, so that low never starves. */
public enum Priority {
    URGENT,
    HIGH,
    NORMAL,
    LOW;

    /**
     * @param text {@code urgent}, {@code high}, {@code normal} or {@code low}, in any case
     * @throws IllegalArgumentException when it is none of them
     */
    @JsonCreator
    public static Priority parse(String text) {
        return valueOf(text.strip().toUpperCase(Locale.ROOT));
    }

    /** The lower-case word used on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
