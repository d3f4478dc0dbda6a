package io.dropshiphub.payments.toss;

import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What Toss's error codes mean. The HTTP status says little: some that leave everything open come with 400. A code that is not
 * here proves nothing either way, so the payment is read.
 */
final class TossCodes {

    private static final Map<String, Kind> KINDS = new HashMap<>();

    /** To a refund they say that everything went back before it; to a repeated one that may have been itself. */
    private static final Set<String> ALL_GIVEN_BACK = Set.of("ALREADY_CANCELED_PAYMENT", "ALREADY_REFUND_PAYMENT");

    /** Of those that leave it open, the ones that are Toss's or a bank's trouble. */
    private static final Set<String> TROUBLE = Set.of(
            "PROVIDER_ERROR",
            "CARD_PROCESSING_ERROR",
            "IDEMPOTENT_REQUEST_PROCESSING",
            "COMMON_ERROR",
            "UNKNOWN_PAYMENT_ERROR",
            "FAILED_INTERNAL_SYSTEM_PROCESSING",
            "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING",
            "FAILED_REFUND_PROCESS",
            "FAILED_METHOD_HANDLING_CANCEL",
            "FAILED_PARTIAL_REFUND");

    static {
        put(
                Kind.DECLINED,
                "REJECT_CARD_PAYMENT",
                "REJECT_CARD_COMPANY",
                "REJECT_ACCOUNT_PAYMENT",
                "REJECT_TOSSPAY_INVALID_ACCOUNT",
                "INVALID_REJECT_CARD",
                "INVALID_STOPPED_CARD",
                "INVALID_CARD_EXPIRATION",
                "INVALID_CARD_NUMBER",
                "INVALID_CARD_LOST_OR_STOLEN",
                "INVALID_PASSWORD",
                "NOT_SUPPORTED_CARD_TYPE",
                "RESTRICTED_TRANSFER_ACCOUNT",
                "EXCEED_MAX_AUTH_COUNT",
                "EXCEED_MAX_DAILY_PAYMENT_COUNT",
                "EXCEED_MAX_PAYMENT_AMOUNT",
                "EXCEED_MAX_ONE_DAY_AMOUNT",
                "EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT",
                "EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT",
                "EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT",
                "EXCEED_MAX_CARD_INSTALLMENT_PLAN",
                "INVALID_CARD_INSTALLMENT_PLAN",
                "NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT",
                "NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN",
                "NOT_ALLOWED_POINT_USE",
                "INVALID_ACCOUNT_INFO_RE_REGISTER",
                "NOT_AVAILABLE_PAYMENT",
                "FDS_ERROR");
        TROUBLE.forEach(code -> KINDS.put(code, Kind.UNKNOWN));
        put(Kind.UNKNOWN, "DUPLICATED_REQUEST");
        // perhaps by this payment's own lost try, perhaps by another one: the payment tells
        put(
                Kind.ALREADY_DONE,
                "ALREADY_PROCESSED_PAYMENT",
                "ALREADY_COMPLETED_PAYMENT",
                "ALREADY_CANCELED_PAYMENT",
                "ALREADY_REFUND_PAYMENT",
                "ALREADY_REFUNDING_PAYMENT");
        put(
                Kind.REFUSED,
                "NOT_CANCELABLE_AMOUNT",
                "NOT_CANCELABLE_PAYMENT",
                "NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER",
                "NOT_MATCHES_REFUNDABLE_AMOUNT",
                "EXCEED_MAX_REFUND_DUE",
                "EXCEED_CANCEL_LIMIT",
                "EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT",
                "NOT_ALLOWED_PARTIAL_REFUND",
                "NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT",
                "NOT_AVAILABLE_BANK",
                "REFUND_REJECTED",
                "FORBIDDEN_BANK_REFUND_REQUEST",
                "INVALID_REFUND_ACCOUNT_INFO",
                "INVALID_REFUND_ACCOUNT_NUMBER",
                "INVALID_BANK");
        put(Kind.RATE_LIMITED, "FORBIDDEN_CONSECUTIVE_REQUEST");
        put(
                Kind.CONFIG,
                "UNAUTHORIZED_KEY",
                "INVALID_API_KEY",
                "INCORRECT_BASIC_AUTH_FORMAT",
                "INVALID_AUTHORIZE_AUTH",
                "FORBIDDEN_REQUEST",
                "API_VERSION_UPDATE_NEEDED",
                "NOT_REGISTERED_BUSINESS",
                "NOT_FOUND_TERMINAL_ID",
                "INVALID_UNREGISTERED_SUBMALL");
        put(
                Kind.INVALID,
                "INVALID_REQUEST",
                "INVALID_IDEMPOTENCY_KEY",
                "BELOW_MINIMUM_AMOUNT",
                "EXCEED_MAX_AMOUNT",
                "DUPLICATED_ORDER_ID",
                "UNAPPROVED_ORDER_ID",
                // the ten minutes for the confirmation are over, or the payer never agreed
                "NOT_FOUND_PAYMENT_SESSION");
    }

    private TossCodes() {}

    /**
     * What follows from an error.
     *
     * @param code Toss's code, empty when the answer has none
     * @param status HTTP status, not a success
     */
    static Kind kind(Operation operation, String code, int status) {
        if (status == 429) {
            return Kind.RATE_LIMITED;
        }
        if (status < 400 || status >= 500) {
            return Kind.UNKNOWN;
        }
        if (code.equals("NOT_FOUND_PAYMENT")) {
            return operation.writes() ? Kind.INVALID : Kind.ABSENT;
        }
        if (operation == Operation.REFUND && ALL_GIVEN_BACK.contains(code)) {
            return Kind.REFUSED;
        }
        Kind known = KINDS.get(code);
        if (known != null) {
            return known;
        }
        return operation.writes() ? Kind.UNKNOWN : Kind.INVALID;
    }

    /** Whether an error of kind {@code UNKNOWN} tells of trouble at Toss or a bank behind it. */
    static boolean isTrouble(String code, int status) {
        return TROUBLE.contains(code)
                || code.isEmpty()
                || status < 400
                || status >= 500
                || status == 408
                || status == 409;
    }

    /** Whether a payment that failed for this was refused by the payer's bank. */
    static boolean isDecline(String code) {
        return KINDS.get(code) == Kind.DECLINED;
    }

    private static void put(Kind kind, String... codes) {
        for (String code : codes) {
            KINDS.put(code, kind);
        }
    }
}
