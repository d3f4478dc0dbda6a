package io.dropshiphub.payments.stripe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Stripe's only way to take parameters: form encoding, with brackets for what lies inside of something. */
final class StripeForm {

    private final StringJoiner pairs = new StringJoiner("&");

    /** One parameter more; a null value adds none. */
    StripeForm with(String name, Object value) {
        if (value != null) {
            pairs.add(encoded(name) + "=" + encoded(value.toString()));
        }
        return this;
    }

    /** The parameters as a body or a query. */
    String text() {
        return pairs.toString();
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        // a plus means a space in a form only; %20 does in a query, too
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
