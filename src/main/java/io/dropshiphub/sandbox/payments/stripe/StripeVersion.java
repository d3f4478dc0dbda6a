package io.dropshiphub.sandbox.payments.stripe;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the interface: a date, since autumn 2024 with the name of a release line.
 *
 * @param name as in the header
 * @param date from which the behaviour follows
 */
record StripeVersion(String name, LocalDate date) {

    private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:\\.[a-z]+)?");
    private static final LocalDate FIRST_NAMED = LocalDate.of(2024, 9, 30);

    /** What an account that was opened lately uses when no version is asked for. */
    private static final String CURRENT = "2026-10-28.endive";

    /** The Node SDK's change log, 2026-09-30: this parameter is gone from payment intents. */
    private static final LocalDate WITHOUT_METHOD_TYPES = LocalDate.of(2026, 9, 30);

    /** @param header may be null */
    static StripeVersion of(String header) {
        String name = header == null ? CURRENT : header.strip();
        Matcher matcher = FORM.matcher(name);
        try {
            if (matcher.matches()) {
                LocalDate date = LocalDate.parse(matcher.group(1));
                boolean named = name.contains(".");
                if (named != date.isBefore(FIRST_NAMED)) {
                    return new StripeVersion(name, date);
                }
            }
        } catch (DateTimeParseException e) {
            // a date such as the 31st of February, refused below like any other nonsense
        }
        throw StripeRefusal.invalid(null, null, "Invalid Stripe API version: " + name);
    }

    boolean knowsMethodTypes() {
        return date.isBefore(WITHOUT_METHOD_TYPES);
    }
}
