package io.dropshiphub.payments;

import io.dropshiphub.calls.ApiReply;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How long a gateway wants to be left alone, as its {@code Retry-After} header says. */
public final class RetryAfter {

    private RetryAfter() {}

    /**
     * The wait, given in seconds or as a date of HTTP; never negative.
     *
     * @return null when the answer names none, or none that can be read
     */
    public static Duration of(ApiReply reply, Clock clock) {
        String value = reply.header("retry-after");
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        try {
            return text.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : until(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME), clock);
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }

    private static Duration until(ZonedDateTime then, Clock clock) {
        Duration wait = Duration.between(clock.instant(), then.toInstant());
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
