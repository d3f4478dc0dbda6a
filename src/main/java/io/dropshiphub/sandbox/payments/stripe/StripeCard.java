package io.dropshiphub.sandbox.payments.stripe;

import java.util.HashMap;
import java.util.Map;

/**
 * What becomes of a payment with one of the test payment methods (docs.stripe.com/testing).
 *
 * @param outcome what happens
 * @param code of the error when it is declined, else null
 * @param declineCode of the issuer, or null
 * @param last4 the last digits of the test number
 */
record StripeCard(Outcome outcome, String code, String declineCode, String last4) {

    /** What happens to a payment. */
    enum Outcome {
        PAID,
        /** It works, but what is refunded stays pending until somebody decides. */
        PAID_SLOW_REFUND,
        DECLINED,
        /** The payer has to confirm at the issuer's. */
        AUTHENTICATION,
        /** A debit of a bank account, which takes days. */
        PROCESSING,
        /** It works, and the answer is an error 500, which is kept for the key. */
        PAID_WITH_ERROR
    }

    private static final Map<String, StripeCard> METHODS = methods();

    private static Map<String, StripeCard> methods() {
        Map<String, StripeCard> methods = new HashMap<>();
        methods.put("pm_card_visa", paid("4242"));
        methods.put("pm_card_mastercard", paid("4444"));
        methods.put("pm_card_amex", paid("8431"));
        methods.put("pm_card_visa_chargeDeclined", declined("card_declined", "generic_decline", "0002"));
        methods.put(
                "pm_card_visa_chargeDeclinedInsufficientFunds",
                declined("card_declined", "insufficient_funds", "9995"));
        methods.put("pm_card_visa_chargeDeclinedLostCard", declined("card_declined", "lost_card", "9987"));
        methods.put("pm_card_visa_chargeDeclinedStolenCard", declined("card_declined", "stolen_card", "9979"));
        methods.put("pm_card_chargeDeclinedExpiredCard", declined("expired_card", null, "0069"));
        methods.put("pm_card_chargeDeclinedIncorrectCvc", declined("incorrect_cvc", null, "0127"));
        methods.put("pm_card_chargeDeclinedProcessingError", declined("processing_error", null, "0119"));
        methods.put(
                "pm_card_visa_chargeDeclinedVelocityLimitExceeded",
                declined("card_declined", "card_velocity_exceeded", "6975"));
        methods.put("pm_card_authenticationRequired", new StripeCard(Outcome.AUTHENTICATION, null, null, "3184"));
        methods.put("pm_card_pendingRefund", new StripeCard(Outcome.PAID_SLOW_REFUND, null, null, "7726"));
        // these two are the sandbox's own
        methods.put("pm_sandbox_processing", new StripeCard(Outcome.PROCESSING, null, null, "6789"));
        methods.put("pm_sandbox_paidWithError", new StripeCard(Outcome.PAID_WITH_ERROR, null, null, "0500"));
        return Map.copyOf(methods);
    }

    private static StripeCard paid(String last4) {
        return new StripeCard(Outcome.PAID, null, null, last4);
    }

    private static StripeCard declined(String code, String declineCode, String last4) {
        return new StripeCard(Outcome.DECLINED, code, declineCode, last4);
    }

    /** @throws StripeRefusal when there is no such payment method */
    static StripeCard of(String method) {
        StripeCard card = METHODS.get(method);
        if (card == null) {
            throw StripeRefusal.invalid(
                    "resource_missing", "payment_method", "No such PaymentMethod: '" + method + "'");
        }
        return card;
    }
}
