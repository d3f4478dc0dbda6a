package io.dropshiphub.sandbox.payments.paypal;

import java.util.Locale;
import java.util.Map;

/**
 * What a vaulted means of payment does in the sandbox, told by its vault id. Any id pays, but for these:
 *
 * <ul>
 *   <li>{@code sandbox-ISSUE} is refused with this issue when money shall be taken or held, the code in small letters with hyphens:
 *       {@code sandbox-instrument-declined};
 *   <li>{@code sandbox-capture-ISSUE} is refused when an authorization shall be captured;
 *   <li>{@code sandbox-refund-ISSUE} is refused when a capture shall be refunded;
 *   <li>{@code sandbox-pending}, {@code sandbox-declined}, {@code sandbox-failed}: the order is completed, but its capture is in
 *       this status; an authorization is denied instead of declined or failed;
 *   <li>{@code sandbox-refund-pending}: a refund waits;
 *   <li>{@code sandbox-payer-action}: the payer has to act first.
 * </ul>
 */
record PayPalInstrument(String vaultId) {

    private static final String PREFIX = "sandbox-";
    private static final String CAPTURE = PREFIX + "capture-";
    private static final String REFUND = PREFIX + "refund-";
    private static final String REFUND_PENDING = REFUND + "pending";
    private static final String PAYER_ACTION = PREFIX + "payer-action";
    private static final Map<String, String> STATUSES =
            Map.of(PREFIX + "pending", "PENDING", PREFIX + "declined", "DECLINED", PREFIX + "failed", "FAILED");

    boolean asksPayer() {
        return PAYER_ACTION.equals(vaultId);
    }

    /** @throws PayPalRefusal when taking or holding money is refused */
    void pay() {
        refuse(PREFIX);
    }

    /** @throws PayPalRefusal when capturing what is held is refused */
    void capture() {
        refuse(CAPTURE);
    }

    /** @throws PayPalRefusal when a refund is refused */
    void refund() {
        refuse(REFUND);
    }

    private void refuse(String prefix) {
        if (vaultId != null && vaultId.startsWith(prefix)) {
            String code = vaultId.substring(prefix.length()).replace('-', '_').toUpperCase(Locale.ROOT);
            PayPalIssue issue = PayPalIssue.of(code);
            if (issue != null) {
                throw PayPalRefusal.of(issue);
            }
        }
    }

    String captureStatus() {
        return STATUSES.getOrDefault(vaultId == null ? "" : vaultId, "COMPLETED");
    }

    String authorizationStatus() {
        return switch (captureStatus()) {
            case "COMPLETED" -> "CREATED";
            case "PENDING" -> "PENDING";
            default -> "DENIED";
        };
    }

    String refundStatus() {
        return REFUND_PENDING.equals(vaultId) ? "PENDING" : "COMPLETED";
    }
}
