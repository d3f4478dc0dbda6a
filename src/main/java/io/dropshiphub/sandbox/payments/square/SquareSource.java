package io.dropshiphub.sandbox.payments.square;

import java.util.HashMap;
import java.util.Map;

/**
 * What becomes of a payment with one of the test sources (developer.squareup.com/docs/testing/test-values).
 *
 * @param outcome what happens
 * @param code of the error when it is refused, else null
 * @param type as the payment shows it
 * @param once whether it can be used for one payment only
 */
record SquareSource(Outcome outcome, String code, String type, boolean once) {

    /** What happens to a payment. */
    enum Outcome {
        PAID,
        /** It works, but what is refunded stays pending until somebody decides. */
        PAID_SLOW_REFUND,
        DECLINED,
        /** A debit of a bank account, which takes days. */
        PENDING,
        /** The first request with a key fails and asks to be repeated, the second one works. */
        SECOND_TIME
    }

    private static final String CARD = "CARD";
    private static final String CARD_ON_FILE = "ccof:";
    private static final Map<String, SquareSource> KNOWN = known();

    private static Map<String, SquareSource> known() {
        Map<String, SquareSource> known = new HashMap<>();
        known.put("cnon:card-nonce-ok", paid(CARD));
        known.put("cnon:card-nonce-declined", declined("GENERIC_DECLINE"));
        known.put("cnon:card-nonce-rejected-cvv", declined("CVV_FAILURE"));
        known.put("cnon:card-nonce-rejected-postalcode", declined("ADDRESS_VERIFICATION_FAILURE"));
        known.put("cnon:card-nonce-rejected-expiration", declined("INVALID_EXPIRATION"));
        known.put("ccof:customer-card-id-ok", paid(CARD));
        known.put("ccof:customer-card-id-declined", declined("GENERIC_DECLINE"));
        known.put("wnon:afterpay-or-clearpay-ok", paid("BUY_NOW_PAY_LATER"));
        known.put(
                "wnon:afterpay-or-clearpay-declined",
                new SquareSource(Outcome.DECLINED, "GENERIC_DECLINE", "BUY_NOW_PAY_LATER", false));
        known.put("bnon:bank-nonce-ok", new SquareSource(Outcome.PENDING, null, "BANK_ACCOUNT", false));
        // these are the sandbox's own
        known.put("cnon:sandbox-verification", declined("CARD_DECLINED_VERIFICATION_REQUIRED"));
        known.put("cnon:sandbox-expired", declined("CARD_TOKEN_EXPIRED"));
        known.put("cnon:sandbox-temporary", new SquareSource(Outcome.SECOND_TIME, "TEMPORARY_ERROR", CARD, false));
        known.put("cnon:sandbox-slow-refund", new SquareSource(Outcome.PAID_SLOW_REFUND, null, CARD, false));
        return Map.copyOf(known);
    }

    private static SquareSource paid(String type) {
        return new SquareSource(Outcome.PAID, null, type, false);
    }

    private static SquareSource declined(String code) {
        return new SquareSource(Outcome.DECLINED, code, CARD, false);
    }

    /** Any other nonce is taken as one made by a payer's browser: good for one payment. */
    static SquareSource of(String id) {
        SquareSource known = KNOWN.get(id);
        if (known != null) {
            return known;
        }
        if (!id.startsWith("cnon:") || id.length() < 12) {
            throw SquareRefusal.of(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", "source_id", "Card nonce not found");
        }
        return new SquareSource(Outcome.PAID, null, CARD, true);
    }

    /** Whether the customer has to be named with it. */
    static boolean isOnFile(String id) {
        return id.startsWith(CARD_ON_FILE);
    }
}
