package io.dropshiphub.payments.paypal;

import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.RefundStatus;

/** PayPal's words for where something is, in the hub's. A word that the hub does not know is one of later: it is read again. */
final class PayPalStatuses {

    private PayPalStatuses() {}

    /** @param link where the payer has to go, or null */
    static PaymentStatus ofOrder(String nativeStatus, String link) {
        return switch (nativeStatus) {
            case "CREATED" -> link == null ? PaymentStatus.CREATED : PaymentStatus.REQUIRES_ACTION;
            case "SAVED" -> PaymentStatus.CREATED;
            case "PAYER_ACTION_REQUIRED" -> PaymentStatus.REQUIRES_ACTION;
            case "APPROVED" -> PaymentStatus.APPROVED;
            case "VOIDED" -> PaymentStatus.CANCELED;
            // COMPLETED without showing what became of the money, or a word of later
            default -> PaymentStatus.PROCESSING;
        };
    }

    static PaymentStatus ofAuthorization(String nativeStatus) {
        return switch (nativeStatus) {
            case "CREATED", "PARTIALLY_CAPTURED" -> PaymentStatus.AUTHORIZED;
            // the schema says DENIED, the pages say both
            case "DENIED", "DECLINED" -> PaymentStatus.DECLINED;
            case "VOIDED" -> PaymentStatus.CANCELED;
            // PENDING; CAPTURED without its capture, which alone says whether the money has come
            default -> PaymentStatus.PROCESSING;
        };
    }

    static PaymentStatus ofCapture(String nativeStatus) {
        return switch (nativeStatus) {
            case "COMPLETED" -> PaymentStatus.SUCCEEDED;
            case "PARTIALLY_REFUNDED" -> PaymentStatus.PARTIALLY_REFUNDED;
            case "REFUNDED" -> PaymentStatus.REFUNDED;
            case "DECLINED", "DENIED" -> PaymentStatus.DECLINED;
            case "FAILED" -> PaymentStatus.FAILED;
            default -> PaymentStatus.PROCESSING;
        };
    }

    /** Whether a capture in this status has brought money. */
    static boolean isTaken(String nativeStatus) {
        return ofCapture(nativeStatus).captured();
    }

    static RefundStatus ofRefund(String nativeStatus) {
        return switch (nativeStatus) {
            case "COMPLETED" -> RefundStatus.SUCCEEDED;
            case "FAILED" -> RefundStatus.FAILED;
            case "CANCELLED" -> RefundStatus.CANCELED;
            default -> RefundStatus.PENDING;
        };
    }
}
