package io.dropshiphub.calls;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * An outside service's answer.
 *
 * @param status HTTP status
 * @param headers by lower-case name
 * @param body the bytes, empty when there were none
 * @param charset the one the answer's Content-Type declares, else null
 */
public record ApiReply(int status, Map<String, String> headers, byte[] body, Charset charset) {

    private static final int EXCERPT = 200;

    /** The body as text, UTF-8 unless declared otherwise. */
    public String text() {
        return new String(body, charset == null ? StandardCharsets.UTF_8 : charset);
    }

    /** The header of this lower-case name, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** What {@code Retry-After} asks for, in seconds or as a date; null when it is not there or says neither. */
    public Duration retryAfter(Instant now) {
        String value = header("retry-after");
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            if (value.strip().chars().allMatch(Character::isDigit)) {
                return Duration.ofSeconds(Long.parseLong(value.strip()));
            }
            Duration wait = Duration.between(
                    now,
                    ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }

    /** The beginning of the body on one line, for messages. */
    public String excerpt() {
        String line = text().strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
