package io.dropshiphub.payments.paypal;

import static io.dropshiphub.payments.GatewayAnswer.Kind.ALREADY_DONE;
import static io.dropshiphub.payments.GatewayAnswer.Kind.CONFIG;
import static io.dropshiphub.payments.GatewayAnswer.Kind.DECLINED;
import static io.dropshiphub.payments.GatewayAnswer.Kind.INVALID;
import static io.dropshiphub.payments.GatewayAnswer.Kind.REFUSED;
import static io.dropshiphub.payments.GatewayAnswer.Kind.UNKNOWN;

import io.dropshiphub.payments.GatewayAnswer.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What PayPal's issues mean ({@code details[].issue}, which decides, not the HTTP status): after its pages about failures and the
 * issues that its schemas list.
 */
final class PayPalCodes {

    /** The payer agreed too late, or the hub came too late to take the money: nothing will come of this order any more. */
    static final String EXPIRED = "ORDER_EXPIRED";

    /** The payer has to come back to PayPal first. */
    private static final Set<String> PAYER_ACTION =
            Set.of("PAYER_ACTION_REQUIRED", "ORDER_NOT_APPROVED", "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING");

    private static final Map<String, Kind> KINDS = new HashMap<>();

    static {
        are(
                DECLINED,
                "INSTRUMENT_DECLINED",
                "TRANSACTION_REFUSED",
                "PAYMENT_SOURCE_DECLINED_BY_PROCESSOR",
                "CARD_EXPIRED",
                "PAYER_CANNOT_PAY",
                "PAYER_ACCOUNT_RESTRICTED",
                "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
                "COMPLIANCE_VIOLATION",
                "TRANSACTION_LIMIT_EXCEEDED",
                "DECLINED_DUE_TO_RELATED_TXN",
                "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED");
        are(
                ALREADY_DONE,
                "ORDER_ALREADY_CAPTURED",
                "ORDER_ALREADY_AUTHORIZED",
                "AUTHORIZATION_ALREADY_CAPTURED",
                "PREVIOUSLY_CAPTURED",
                "PREVIOUSLY_VOIDED");
        // an earlier request with the same key is still at work: only its end tells
        are(UNKNOWN, "ORDER_COMPLETION_IN_PROGRESS", "PREVIOUS_REQUEST_IN_PROGRESS");
        are(
                INVALID,
                "DUPLICATE_INVOICE_ID",
                "INVALID_CURRENCY_CODE",
                "DECIMAL_PRECISION",
                "DECIMALS_NOT_SUPPORTED",
                "AMOUNT_MISMATCH",
                "CANNOT_BE_ZERO_OR_NEGATIVE",
                "MAX_VALUE_EXCEEDED");
        are(
                REFUSED,
                // a refund that this key has made would have come back as its answer
                "CAPTURE_FULLY_REFUNDED",
                "REFUND_AMOUNT_EXCEEDED",
                "REFUND_TIME_LIMIT_EXCEEDED",
                "PARTIAL_REFUND_NOT_ALLOWED",
                "MAX_NUMBER_OF_REFUNDS_EXCEEDED",
                "REFUND_FAILED_INSUFFICIENT_FUNDS",
                "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK",
                "REFUND_NOT_ALLOWED",
                "REFUND_AMOUNT_TOO_LOW",
                "PENDING_CAPTURE",
                "TRANSACTION_DISPUTED",
                "REFUND_CAPTURE_CURRENCY_MISMATCH",
                "AUTHORIZATION_VOIDED",
                "AUTHORIZATION_DENIED",
                "AUTHORIZATION_EXPIRED",
                "AUTH_CAPTURE_CURRENCY_MISMATCH",
                "MAX_CAPTURE_COUNT_EXCEEDED",
                "MAX_CAPTURE_AMOUNT_EXCEEDED",
                "CANNOT_BE_VOIDED");
        are(CONFIG, "PERMISSION_DENIED", "NOT_ENABLED_FOR_CARD_PROCESSING", "INVALID_ACCOUNT_STATUS");
    }

    private PayPalCodes() {}

    /** What an issue means; empty for one that does not stand here: then the HTTP status says it. */
    static Optional<Kind> kind(String issue) {
        // whatever is wrong with who is paid is wrong with the hub's own account
        return issue.startsWith("PAYEE_") ? Optional.of(CONFIG) : Optional.ofNullable(KINDS.get(issue));
    }

    /** Whether the payer has to do something at PayPal first. */
    static boolean wantsPayer(String issue) {
        return PAYER_ACTION.contains(issue);
    }

    private static void are(Kind kind, String... issues) {
        for (String issue : issues) {
            KINDS.put(issue, kind);
        }
    }
}
