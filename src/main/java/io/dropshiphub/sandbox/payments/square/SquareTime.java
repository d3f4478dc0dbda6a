package io.dropshiphub.sandbox.payments.square;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as Square writes and reads them: RFC 3339. */
final class SquareTime {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private SquareTime() {}

    static String text(long millis) {
        return FORM.format(Instant.ofEpochMilli(millis));
    }

    /** @param text may be null for {@code otherwise} */
    static long millis(String text, String field, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw SquareRefusal.invalid("INVALID_TIME", field, "Invalid RFC 3339 time: " + text);
        }
    }
}
