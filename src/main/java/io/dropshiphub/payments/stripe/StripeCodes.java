package io.dropshiphub.payments.stripe;

import io.dropshiphub.payments.GatewayAnswer.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What Stripe's error codes mean for the call (docs.stripe.com/error-codes, /error-low-level). */
final class StripeCodes {

    /** The payer has to prove who they are. */
    private static final Set<String> ACTION = Set.of("authentication_required", "payment_intent_action_required");

    /** Declined too often with this card: so long no more of it, in hours. */
    static final String WAIT_A_DAY = "card_decline_rate_limit_exceeded";

    private static final Map<String, Kind> KINDS = new HashMap<>();

    static {
        all(
                Kind.DECLINED,
                "card_declined",
                "expired_card",
                "incorrect_cvc",
                "incorrect_number",
                "invalid_cvc",
                "invalid_expiry_month",
                "invalid_expiry_year",
                "payment_method_provider_decline",
                "payment_method_customer_decline",
                WAIT_A_DAY,
                // this try has ended: whoever wants may begin another one, with another key
                "processing_error");
        // another request holds the payment, or the very same one is under way
        all(Kind.UNKNOWN, "lock_timeout", "idempotency_key_in_use");
        all(Kind.RATE_LIMITED, "rate_limit");
        all(Kind.INVALID, "amount_too_small", "amount_too_large");
        all(Kind.ALREADY_DONE, "charge_already_captured");
        all(Kind.REFUSED, "charge_already_refunded", "charge_disputed", "payment_intent_unexpected_state");
    }

    private StripeCodes() {}

    /** What the code alone says, or null when the HTTP status has to. */
    static Kind kind(String code) {
        return code.startsWith("parameter_") ? Kind.INVALID : KINDS.get(code);
    }

    /** Whether the payer has to do something. */
    static boolean wantsAction(String code) {
        return ACTION.contains(code);
    }

    private static void all(Kind kind, String... codes) {
        for (String code : codes) {
            KINDS.put(code, kind);
        }
    }
}
