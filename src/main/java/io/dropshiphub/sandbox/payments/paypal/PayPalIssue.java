package io.dropshiphub.sandbox.payments.paypal;

/**
 * What PayPal can object to: the issue codes of its published interface descriptions (Orders v2, Payments v2), with the HTTP
 * status they come with.
 */
enum PayPalIssue {
    // the form of the request
    MALFORMED_REQUEST_JSON(400, "The request JSON is not well formed."),
    MISSING_REQUIRED_PARAMETER(400, "A required field is missing."),
    INVALID_PARAMETER_SYNTAX(400, "A field does not conform to the expected format."),
    INVALID_PARAMETER_VALUE(400, "The value of a field is invalid."),
    INVALID_STRING_LENGTH(400, "A field is too short or too long."),
    INVALID_STRING_MAX_LENGTH(400, "A field is too long."),
    INVALID_ARRAY_MIN_ITEMS(400, "A list has too few items."),
    INVALID_ARRAY_MAX_ITEMS(400, "A list has too many items."),
    PAYPAL_REQUEST_ID_REQUIRED(400, "A PayPal-Request-Id is required to process a payment source."),

    // who calls, and what about
    INVALID_ACCOUNT_STATUS(401, "The account could not be validated."),
    PERMISSION_DENIED(403, "No permission for this operation."),
    INVALID_RESOURCE_ID(404, "There is no resource of this id."),
    PREVIOUS_REQUEST_IN_PROGRESS(409, "A previous request on this resource is in progress."),

    // amounts
    INVALID_CURRENCY_CODE(422, "The currency is invalid or not supported."),
    CANNOT_BE_ZERO_OR_NEGATIVE(422, "The amount must be greater than zero."),
    CANNOT_BE_NEGATIVE(422, "The amount must not be negative."),
    DECIMAL_PRECISION(422, "Only two decimal places are supported."),
    DECIMALS_NOT_SUPPORTED(422, "The currency has no decimals."),
    AMOUNT_MISMATCH(422, "The amount is not the sum of its parts."),
    CURRENCY_MISMATCH(422, "The currencies differ."),
    MULTI_CURRENCY_ORDER(422, "All purchase units must be in one currency."),

    // orders
    REFERENCE_ID_REQUIRED(422, "With several purchase units each needs a reference_id."),
    DUPLICATE_REFERENCE_ID(422, "Each reference_id must be unique."),
    DUPLICATE_INVOICE_ID(422, "The invoice_id has been used before."),
    ACTION_DOES_NOT_MATCH_INTENT(422, "The order was created with another intent."),
    ORDER_NOT_APPROVED(422, "The payer has not approved the order."),
    ORDER_ALREADY_CAPTURED(422, "The order is captured already."),
    ORDER_ALREADY_AUTHORIZED(422, "The order is authorized already."),
    ORDER_EXPIRED(422, "The order has expired."),
    ORDER_COMPLETION_IN_PROGRESS(422, "The order is being completed."),
    PAYER_ACTION_REQUIRED(422, "The payer has to act before the payment can go on."),
    REDIRECT_PAYER_FOR_ALTERNATE_FUNDING(422, "The payer has to choose another means of payment."),
    MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED(422, "The order was tried too often."),
    MAX_AUTHORIZATION_COUNT_EXCEEDED(422, "The order was authorized too often."),

    // declines
    INSTRUMENT_DECLINED(422, "The payment instrument was declined."),
    TRANSACTION_REFUSED(422, "The transaction was refused."),
    PAYMENT_SOURCE_DECLINED_BY_PROCESSOR(422, "The processor declined the payment source."),
    PAYMENT_SOURCE_CANNOT_BE_USED(422, "The payment source cannot be used."),
    CARD_EXPIRED(422, "The card has expired."),
    CARD_CLOSED(422, "The card is closed."),
    PAYER_CANNOT_PAY(422, "The payer cannot pay for this transaction."),
    PAYER_ACCOUNT_RESTRICTED(422, "The payer's account is restricted."),
    PAYER_ACCOUNT_LOCKED_OR_CLOSED(422, "The payer's account is locked or closed."),
    COMPLIANCE_VIOLATION(422, "The transaction violates compliance rules."),
    TRANSACTION_LIMIT_EXCEEDED(422, "The transaction limit is exceeded."),
    TRANSACTION_RECEIVING_LIMIT_EXCEEDED(422, "The payee's receiving limit is exceeded."),
    DECLINED_DUE_TO_RELATED_TXN(422, "Declined because a related transaction was."),

    // the payee
    PAYEE_ACCOUNT_INVALID(422, "The payee's account is invalid."),
    PAYEE_ACCOUNT_LOCKED_OR_CLOSED(422, "The payee's account is locked or closed."),
    PAYEE_ACCOUNT_RESTRICTED(422, "The payee's account is restricted."),
    PAYEE_BLOCKED_TRANSACTION(422, "The payee's settings block the transaction."),

    // authorizations
    AUTHORIZATION_VOIDED(422, "A voided authorization cannot be captured."),
    AUTHORIZATION_DENIED(422, "A denied authorization cannot be captured."),
    AUTHORIZATION_EXPIRED(422, "An expired authorization cannot be captured."),
    AUTHORIZATION_ALREADY_CAPTURED(422, "The authorization is captured already."),
    AUTH_CAPTURE_CURRENCY_MISMATCH(422, "The capture must be in the currency of the authorization."),
    MAX_CAPTURE_AMOUNT_EXCEEDED(422, "The capture exceeds what was authorized."),
    MAX_CAPTURE_COUNT_EXCEEDED(422, "The authorization was captured too often."),
    PREVIOUSLY_CAPTURED(422, "The authorization is captured and cannot be voided."),
    PREVIOUSLY_VOIDED(422, "The authorization is voided already."),
    CANNOT_BE_VOIDED(422, "The authorization cannot be voided."),
    DUPLICATE_TRANSACTION(422, "A transaction with this invoice_id exists."),

    // refunds
    CAPTURE_FULLY_REFUNDED(422, "The capture is fully refunded already."),
    REFUND_AMOUNT_EXCEEDED(422, "The refund exceeds what is left of the capture."),
    REFUND_AMOUNT_TOO_LOW(422, "The refund is too low."),
    REFUND_CAPTURE_CURRENCY_MISMATCH(422, "The refund must be in the currency of the capture."),
    REFUND_NOT_ALLOWED(422, "The capture cannot be refunded."),
    REFUND_TIME_LIMIT_EXCEEDED(422, "It is too late to refund the capture."),
    REFUND_FAILED_INSUFFICIENT_FUNDS(422, "The payee's balance does not cover the refund."),
    REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK(422, "The capture was charged back."),
    PARTIAL_REFUND_NOT_ALLOWED(422, "The capture can only be refunded as a whole."),
    MAX_NUMBER_OF_REFUNDS_EXCEEDED(422, "The capture was refunded too often."),
    PENDING_CAPTURE(422, "A pending capture cannot be refunded."),
    TRANSACTION_DISPUTED(422, "The transaction is disputed."),

    // PayPal itself
    RATE_LIMIT_REACHED(429, "Too many requests."),
    INTERNAL_SERVICE_ERROR(500, "An internal service error occurred.");

    final int status;
    final String description;

    PayPalIssue(int status, String description) {
        this.status = status;
        this.description = description;
    }

    /** Null when there is no such issue. */
    static PayPalIssue of(String code) {
        for (PayPalIssue issue : values()) {
            if (issue.name().equals(code)) {
                return issue;
            }
        }
        return null;
    }
}
