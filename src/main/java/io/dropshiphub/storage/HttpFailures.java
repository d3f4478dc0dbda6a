package io.dropshiphub.storage;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What the statuses have in common that stores refuse with. */
final class HttpFailures {

    private static final int EXCERPT = 200;

    private HttpFailures() {}

    /** A store's own words, on one line and not endless. */
    static String said(int status, String message) {
        String line = message == null ? "" : message.strip().replaceAll("\\s+", " ");
        String excerpt = line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
        return excerpt.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + excerpt;
    }

    /**
     * @param said the store's words
     * @param retryAfter the header, or null
     */
    static StoreFailure of(int status, String said, String retryAfter, Clock clock) {
        return switch (status) {
            case 401, 403 ->
                StoreFailure.of(StoreFailure.Kind.AUTH, "does not accept the hub's credentials (" + said + ")");
            case 404 -> StoreFailure.of(StoreFailure.Kind.MISSING, "has no such object (" + said + ")");
            case 409, 412 -> StoreFailure.of(StoreFailure.Kind.DUPLICATE, "has the object already (" + said + ")");
            case 429, 503 -> StoreFailure.busy("is asked too often (" + said + ")", wait(retryAfter, clock));
            default ->
                status >= 500 || status == 408
                        ? StoreFailure.outage("is in trouble (" + said + ")", null)
                        : StoreFailure.of(StoreFailure.Kind.REFUSED, "refuses the object (" + said + ")");
        };
    }

    /** Seconds or a date; null when there is none or it is unreadable. */
    static Duration wait(String retryAfter, Clock clock) {
        if (retryAfter == null || retryAfter.isBlank()) {
            return null;
        }
        String value = retryAfter.strip();
        try {
            if (value.chars().allMatch(Character::isDigit)) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }
}
