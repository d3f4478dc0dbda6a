package io.dropshiphub.payments.stripe;

import io.dropshiphub.payments.PaymentRequest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Stripe is known to refuse, found without asking. */
final class StripeChecks {

    /** A payment method; older kinds of token ({@code tok_}, {@code card_}) work with older interfaces only. */
    private static final Pattern TOKEN = Pattern.compile("pm_\\w{1,252}");

    private static final int MAX_DESCRIPTION = 1000;

    /** Limits of metadata, from general knowledge of Stripe's documentation; two of the keys are the hub's own. */
    private static final int MAX_METADATA = 50 - 2;

    private static final int MAX_METADATA_KEY = 40;

    private StripeChecks() {}

    /** As {@link io.dropshiphub.payments.Gateway#refusal}. */
    static Optional<String> refusal(PaymentRequest request) {
        String token = request.methods().get(StripeGateway.NAME);
        if (token == null || !TOKEN.matcher(token).matches()) {
            return Optional.of("There is no payment method of the form pm_… for it.");
        }
        if (request.orderId().length() > StripeRequests.MAX_METADATA_VALUE) {
            return tooLong("order number", request.orderId(), StripeRequests.MAX_METADATA_VALUE);
        }
        if (request.description() != null && request.description().length() > MAX_DESCRIPTION) {
            return tooLong("description", request.description(), MAX_DESCRIPTION);
        }
        Optional<String> metadata = metadata(request.metadata());
        return metadata.isPresent() ? metadata : StripeAmounts.refusal(request.amount());
    }

    private static Optional<String> metadata(Map<String, String> metadata) {
        if (metadata.size() > MAX_METADATA) {
            return Optional.of(
                    "The metadata has " + metadata.size() + " keys, at most " + MAX_METADATA + " are taken.");
        }
        for (Map.Entry<String, String> each : metadata.entrySet()) {
            String key = each.getKey();
            if (key.isEmpty() || key.length() > MAX_METADATA_KEY || key.contains("[") || key.contains("]")) {
                return Optional.of(
                        "A metadata key has 1 to " + MAX_METADATA_KEY + " characters, none of them a bracket.");
            }
            if (each.getValue().length() > StripeRequests.MAX_METADATA_VALUE) {
                return tooLong("metadata value", each.getValue(), StripeRequests.MAX_METADATA_VALUE);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> tooLong(String what, String value, int most) {
        return Optional.of("The " + what + " has " + value.length() + " characters, at most " + most + " are taken.");
    }
}
