package io.dropshiphub.sandbox.payments.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.wire.Json;
import java.util.Map;

/** The error of a declined card (docs.stripe.com/declines). */
final class StripeDeclines {

    private static final String ADVICE_AGAIN = "try_again_later";
    private static final String ADVICE_NEVER = "do_not_try_again";

    /** The network's advice, which Stripe passes on for some declines only. */
    private static final Map<String, String> ADVICE = Map.of(
            "insufficient_funds",
            ADVICE_AGAIN,
            "processing_error",
            ADVICE_AGAIN,
            "lost_card",
            ADVICE_NEVER,
            "stolen_card",
            ADVICE_NEVER,
            "incorrect_cvc",
            "confirm_card_data");

    private static final Map<String, String> MESSAGES = Map.of(
            "card_declined",
            "Your card was declined.",
            "expired_card",
            "Your card has expired.",
            "incorrect_cvc",
            "Your card's security code is incorrect.",
            "processing_error",
            "An error occurred while processing your card. Try again in a little bit.",
            "authentication_required",
            "Your card was declined. This transaction requires authentication.",
            "payment_intent_authentication_failure",
            "The provided payment method has failed authentication.");

    private StripeDeclines() {}

    static ObjectNode error(String code, String declineCode) {
        ObjectNode error = Json.object();
        String advice = ADVICE.get(declineCode == null ? code : declineCode);
        if (advice != null) {
            error.put("advice_code", advice);
        }
        error.put("code", code);
        if (declineCode != null) {
            error.put("decline_code", declineCode);
        }
        return error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'))
                .put("message", MESSAGES.get(code))
                .put("type", "card_error");
    }
}
