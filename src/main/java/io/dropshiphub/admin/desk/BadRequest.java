package io.dropshiphub.admin.desk;

import io.dropshiphub.product.CodedProblem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;

/** A request that names something that cannot be, or is not there. */
class BadRequest extends CodedProblem {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private BadRequest(String code, int status, String detail) {
        super(code, status, detail);
    }

    /** A batch's id as a UUID. */
    static UUID uuid(String text) {
        return uuid(text, "HUB-REST-002", "batch");
    }

    /** A payment's id as a UUID. */
    static UUID paymentId(String text) {
        return uuid(text, "HUB-REST-007", "payment");
    }

    /** An order's id as a UUID. */
    static UUID orderId(String text) {
        return uuid(text, "HUB-REST-008", "order");
    }

    private static UUID uuid(String text, String code, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(
                    code,
                    400,
                    "'" + shortened(text) + "' is no " + what + " id; use the " + what + "_id the hub answered with.");
        }
    }

    /** A whole number between two limits; {@code whenMissing} when the parameter was not sent. */
    static long number(String name, String text, long whenMissing, long min, long max) {
        if (text == null || text.isBlank()) {
            return whenMissing;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadRequest(
                "HUB-REST-003",
                400,
                name + " must be a whole number from " + min + " to " + max + ", not '" + shortened(text) + "'.");
    }

    /** A number that must be there. */
    static long id(String name, String text) {
        long id = number(name, text, -1, 0, Long.MAX_VALUE);
        if (id < 0) {
            throw new BadRequest("HUB-REST-003", 400, name + " is missing.");
        }
        return id;
    }

    /** A text that must be there. */
    static String text(String name, String text) {
        if (text == null || text.isBlank()) {
            throw new BadRequest("HUB-REST-003", 400, name + " is missing.");
        }
        return text.strip();
    }

    /** One of some words, or null when the parameter was not sent. */
    static String oneOf(String name, String text, List<String> words) {
        if (text == null || words.contains(text)) {
            return text;
        }
        throw new BadRequest(
                "HUB-REST-003", 400, name + " must be one of " + words + ", not '" + shortened(text) + "'.");
    }

    /** A moment as ISO 8601 with its zone, or null when the parameter was not sent. */
    static Instant time(String name, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text.strip()).toInstant();
            if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new BadRequest(
                "HUB-REST-003",
                400,
                name + " must be a moment such as 2026-11-21T09:00:00Z, not '" + shortened(text) + "'.");
    }

    static BadRequest notFound(String what) {
        return new BadRequest("HUB-REST-004", 404, "There is no " + what + ".");
    }

    static BadRequest body(String why) {
        return new BadRequest("HUB-REST-005", 400, "The body of the request was not taken: " + why);
    }

    /** A text as short as an answer repeats it. */
    static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
