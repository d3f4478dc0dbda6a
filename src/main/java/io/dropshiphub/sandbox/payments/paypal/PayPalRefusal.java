package io.dropshiphub.sandbox.payments.paypal;

/** PayPal refuses a request; becomes an answer in {@link PayPal}. */
final class PayPalRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    final PayPalIssue issue;

    /** A JSON pointer into the body, or the name of a header or parameter; null when the whole is meant. */
    final String field;

    /** Null when not told. */
    final String value;

    /** {@code body}, {@code header}, {@code query} or {@code path}. */
    final String location;

    /** Where the payer has to go, null for nowhere. */
    final String redirect;

    private PayPalRefusal(PayPalIssue issue, String field, String value, String location, String redirect) {
        super(issue.name(), null, false, false);
        this.issue = issue;
        this.field = field;
        this.value = value;
        this.location = location;
        this.redirect = redirect;
    }

    static PayPalRefusal of(PayPalIssue issue) {
        return new PayPalRefusal(issue, null, null, null, null);
    }

    static PayPalRefusal body(PayPalIssue issue, String pointer, String value) {
        return new PayPalRefusal(issue, pointer, value, "body", null);
    }

    static PayPalRefusal header(PayPalIssue issue, String name) {
        return new PayPalRefusal(issue, name, null, "header", null);
    }

    static PayPalRefusal query(PayPalIssue issue, String name, String value) {
        return new PayPalRefusal(issue, name, value, "query", null);
    }

    static PayPalRefusal path(String id) {
        return new PayPalRefusal(PayPalIssue.INVALID_RESOURCE_ID, "id", id, "path", null);
    }

    PayPalRefusal redirecting(String address) {
        return new PayPalRefusal(issue, field, value, location, address);
    }
}
