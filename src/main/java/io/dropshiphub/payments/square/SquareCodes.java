package io.dropshiphub.payments.square;

import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.Operation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What Square's error codes mean. The code decides, never its category alone: {@code TEMPORARY_ERROR} is of the category of card
 * refusals and yet asks to be repeated with the same key.
 */
final class SquareCodes {

    private static final Map<String, Kind> KINDS = new HashMap<>();

    /** Completing or cancelling does not fit what the payment is by now; reading it shows what that is. Uncertain which code says so. */
    private static final String WRONG_STATE = "BAD_REQUEST";

    /** What a delayed payment has become already. */
    private static final Map<Operation, Set<String>> DONE_BEFORE = new EnumMap<>(Map.of(
            Operation.CAPTURE, Set.of("DELAYED_TRANSACTION_CAPTURED"),
            Operation.VOID, Set.of("DELAYED_TRANSACTION_CANCELED", "DELAYED_TRANSACTION_EXPIRED")));

    static {
        // of the card or the account behind it
        put(
                Kind.DECLINED,
                "GENERIC_DECLINE",
                "CARD_DECLINED",
                "CARD_DECLINED_CALL_ISSUER",
                // the payer proves who they are in the browser, which gives a new token
                "CARD_DECLINED_VERIFICATION_REQUIRED",
                "CVV_FAILURE",
                "ADDRESS_VERIFICATION_FAILURE",
                "CARD_EXPIRED",
                "EXPIRATION_FAILURE",
                "INVALID_EXPIRATION",
                "INSUFFICIENT_FUNDS",
                "PAN_FAILURE",
                "INVALID_ACCOUNT",
                "CARD_NOT_SUPPORTED",
                "TRANSACTION_LIMIT",
                "VOICE_FAILURE",
                "INVALID_PIN",
                "ALLOWABLE_PIN_TRIES_EXCEEDED",
                "CARDHOLDER_INSUFFICIENT_PERMISSIONS");
        // says nothing about the payer, and a used one may have been used by this payment's own lost try
        put(Kind.REFUSED, "CARD_TOKEN_EXPIRED", "CARD_TOKEN_USED", "SOURCE_EXPIRED");
        put(
                Kind.UNKNOWN,
                "TEMPORARY_ERROR",
                "REQUEST_TIMEOUT",
                "CONFLICT",
                "BAD_GATEWAY",
                "SERVICE_UNAVAILABLE",
                "GATEWAY_TIMEOUT",
                "INTERNAL_SERVER_ERROR",
                "API_ERROR");
        put(Kind.RATE_LIMITED, "RATE_LIMITED");
        put(
                Kind.CONFIG,
                "UNAUTHORIZED",
                "FORBIDDEN",
                "ACCESS_TOKEN_EXPIRED",
                "ACCESS_TOKEN_REVOKED",
                "CLIENT_DISABLED",
                "INSUFFICIENT_SCOPES",
                "API_VERSION_INCOMPATIBLE",
                "INVALID_SQUARE_VERSION_FORMAT");
        put(
                Kind.INVALID,
                "EXPECTED_INTEGER",
                "UNSUPPORTED_CURRENCY",
                "CURRENCY_MISMATCH",
                "PAYMENT_LIMIT_EXCEEDED",
                "IDEMPOTENCY_KEY_REUSED");
        put(
                Kind.REFUSED,
                "REFUND_AMOUNT_INVALID",
                "REFUND_ALREADY_PENDING",
                "PAYMENT_NOT_REFUNDABLE",
                "PAYMENT_NOT_REFUNDABLE_DUE_TO_DISPUTE",
                "REFUND_ERROR_PAYMENT_NEEDS_COMPLETION",
                "REFUND_DECLINED",
                "DELAYED_TRANSACTION_CAPTURED",
                "DELAYED_TRANSACTION_CANCELED",
                "DELAYED_TRANSACTION_EXPIRED",
                "DELAYED_TRANSACTION_FAILED");
    }

    private SquareCodes() {}

    /**
     * What follows from an error.
     *
     * @param code Square's code, empty when the answer has none
     * @param category Square's word for the family of the code
     * @param status HTTP status, not a success
     */
    static Kind kind(Operation operation, String code, String category, int status) {
        if (status == 429) {
            return Kind.RATE_LIMITED;
        }
        if (code.equals("NOT_FOUND")) {
            return operation.writes() ? Kind.INVALID : Kind.ABSENT;
        }
        if (isDoneBefore(operation, code)) {
            return Kind.ALREADY_DONE;
        }
        Kind known = KINDS.get(code);
        return known != null ? known : undocumented(code, category, status);
    }

    /**
     * Whether an error of kind {@code UNKNOWN} tells of trouble at Square. A card refusal by a code that is not in the table yet is
     * {@code UNKNOWN}, too, and no trouble.
     */
    static boolean isTrouble(String code, int status) {
        return KINDS.get(code) == Kind.UNKNOWN || code.isEmpty() || isUnclear(status);
    }

    /** Whether this HTTP status leaves open if the request was carried out. */
    private static boolean isUnclear(int status) {
        return status < 400 || status >= 500 || status == 408 || status == 409;
    }

    private static boolean isDoneBefore(Operation operation, String code) {
        boolean settles = operation == Operation.CAPTURE || operation == Operation.VOID;
        return DONE_BEFORE.getOrDefault(operation, Set.of()).contains(code) || settles && WRONG_STATE.equals(code);
    }

    private static Kind undocumented(String code, String category, int status) {
        if (code.isEmpty() || isUnclear(status)) {
            return Kind.UNKNOWN;
        }
        if (code.startsWith("INVALID_")) {
            return Kind.INVALID;
        }
        return switch (category) {
            case "INVALID_REQUEST_ERROR" -> Kind.INVALID;
            case "AUTHENTICATION_ERROR" -> Kind.CONFIG;
            case "RATE_LIMIT_ERROR" -> Kind.RATE_LIMITED;
            case "REFUND_ERROR" -> Kind.REFUSED;
            default -> Kind.UNKNOWN;
        };
    }

    private static void put(Kind kind, String... codes) {
        for (String code : codes) {
            KINDS.put(code, kind);
        }
    }
}
