package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropshiphub.payments.GatewayAmounts;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayRefund;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * PayPal's resources in the hub's words. An order that is COMPLETED may hold a capture that was declined or waits: what counts is
 * the capture, then the authorization, and the order itself only while it has neither.
 */
final class PayPalViews {

    private static final Set<String> TAKEN = Set.of("COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED");

    /** Where the payer has to go, in the words of orders with and without a payment source. */
    private static final List<String> FOR_THE_PAYER = List.of("payer-action", "approve");

    private final GatewayAmounts amounts;

    PayPalViews(GatewayAmounts amounts) {
        this.amounts = amounts;
    }

    /** An order with all that belongs to it. */
    GatewayPayment order(JsonNode order) {
        JsonNode unit = order.path("purchase_units").path(0);
        JsonNode payments = unit.path("payments");
        JsonNode capture = decisive(payments.path("captures"));
        JsonNode authorization = newest(payments.path("authorizations"));
        BigDecimal captured = captured(payments.path("captures"));
        boolean held = isHeld(authorization, payments.path("captures"));
        PaymentStatus status;
        String nativeStatus;
        if (!capture.isMissingNode() && !held) {
            nativeStatus = capture.path("status").asText();
            status = ofCapture(nativeStatus);
        } else if (!authorization.isMissingNode()) {
            nativeStatus = authorization.path("status").asText();
            status = ofAuthorization(nativeStatus);
        } else {
            nativeStatus = order.path("status").asText();
            status = ofOrder(nativeStatus, link(order));
        }
        return new GatewayPayment(
                status,
                nativeStatus,
                References.NONE
                        .and(References.ORDER, order.path("id").asText())
                        .and(References.AUTHORIZATION, authorization.path("id").asText())
                        .and(References.CAPTURE, capture.path("id").asText()),
                money(unit.path("amount")),
                authorization.isMissingNode() ? null : rest(authorization, captured, held),
                payments.isMissingNode() ? null : captured,
                payments.has("refunds") ? refunded(payments.path("refunds")) : null,
                status == PaymentStatus.REQUIRES_ACTION ? link(order) : null);
    }

    /** A capture by itself: of the payment it shows that at least this was taken. */
    GatewayPayment capture(JsonNode capture, References known) {
        String nativeStatus = capture.path("status").asText();
        return new GatewayPayment(
                ofCapture(nativeStatus),
                nativeStatus,
                known.and(related(capture))
                        .and(References.CAPTURE, capture.path("id").asText()),
                null,
                null,
                TAKEN.contains(nativeStatus) ? exact(capture.path("amount")) : null,
                null,
                null);
    }

    /** An authorization by itself. */
    GatewayPayment authorization(JsonNode authorization, References known) {
        String nativeStatus = authorization.path("status").asText();
        return new GatewayPayment(
                ofAuthorization(nativeStatus),
                nativeStatus,
                known.and(related(authorization))
                        .and(References.AUTHORIZATION, authorization.path("id").asText()),
                money(authorization.path("amount")),
                null,
                null,
                null,
                null);
    }

    /** A refund. */
    GatewayRefund refund(JsonNode refund) {
        String nativeStatus = refund.path("status").asText();
        RefundStatus status =
                switch (nativeStatus) {
                    case "COMPLETED" -> RefundStatus.SUCCEEDED;
                    case "FAILED" -> RefundStatus.FAILED;
                    case "CANCELLED" -> RefundStatus.CANCELED;
                    default -> RefundStatus.PENDING;
                };
        String reason = refund.path("status_details").path("reason").asText(null);
        return new GatewayRefund(
                status,
                nativeStatus,
                refund.path("id").asText(),
                money(refund.path("amount")),
                status == RefundStatus.FAILED ? (reason == null ? nativeStatus : reason) : null);
    }

    /** The capture or authorization that an order's status comes from; the node itself for anything else. */
    JsonNode decidedBy(JsonNode resource) {
        JsonNode payments = resource.path("purchase_units").path(0).path("payments");
        JsonNode capture = decisive(payments.path("captures"));
        JsonNode authorization = newest(payments.path("authorizations"));
        return !capture.isMissingNode() ? capture : !authorization.isMissingNode() ? authorization : resource;
    }

    /** Where the payer has to go; null when nowhere. */
    static String link(JsonNode resource) {
        for (String rel : FOR_THE_PAYER) {
            for (JsonNode link : resource.path("links")) {
                if (link.path("rel").asText().equals(rel)) {
                    return link.path("href").asText(null);
                }
            }
        }
        return null;
    }

    private static PaymentStatus ofOrder(String nativeStatus, String link) {
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

    private static PaymentStatus ofAuthorization(String nativeStatus) {
        return switch (nativeStatus) {
            case "CREATED", "PARTIALLY_CAPTURED" -> PaymentStatus.AUTHORIZED;
            // the schema says DENIED, the pages say both
            case "DENIED", "DECLINED" -> PaymentStatus.DECLINED;
            case "VOIDED" -> PaymentStatus.CANCELED;
            // PENDING; CAPTURED without its capture, which alone says whether the money has come
            default -> PaymentStatus.PROCESSING;
        };
    }

    private static PaymentStatus ofCapture(String nativeStatus) {
        return switch (nativeStatus) {
            case "COMPLETED" -> PaymentStatus.SUCCEEDED;
            case "PARTIALLY_REFUNDED" -> PaymentStatus.PARTIALLY_REFUNDED;
            case "REFUNDED" -> PaymentStatus.REFUNDED;
            case "DECLINED", "DENIED" -> PaymentStatus.DECLINED;
            case "FAILED" -> PaymentStatus.FAILED;
            default -> PaymentStatus.PROCESSING;
        };
    }

    /** Of several captures the newest one that took money, else the newest one that still may, else the newest. */
    private static JsonNode decisive(JsonNode captures) {
        JsonNode best = captures.path(-1);
        int most = -1;
        for (JsonNode capture : captures) {
            String status = capture.path("status").asText();
            int weight = TAKEN.contains(status) ? 2 : ofCapture(status) == PaymentStatus.PROCESSING ? 1 : 0;
            if (weight >= most) {
                best = capture;
                most = weight;
            }
        }
        return best;
    }

    private static JsonNode newest(JsonNode list) {
        return list.path(list.size() - 1);
    }

    private static boolean isHeld(JsonNode authorization, JsonNode captures) {
        if (ofAuthorization(authorization.path("status").asText()) != PaymentStatus.AUTHORIZED) {
            return false;
        }
        for (JsonNode capture : captures) {
            boolean ended = ofCapture(capture.path("status").asText()).endedWithoutCharge();
            if (capture.path("final_capture").asBoolean() && !ended) {
                return false;
            }
        }
        return true;
    }

    private BigDecimal captured(JsonNode captures) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode capture : captures) {
            if (TAKEN.contains(capture.path("status").asText())) {
                sum = sum.add(exact(capture.path("amount")));
            }
        }
        return sum;
    }

    private BigDecimal refunded(JsonNode refunds) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode refund : refunds) {
            if (refund.path("status").asText().equals("COMPLETED")) {
                sum = sum.add(exact(refund.path("amount")));
            }
        }
        return sum;
    }

    /** What is left of an authorization; never less than nothing, as a little more than the whole may be captured. */
    private BigDecimal rest(JsonNode authorization, BigDecimal captured, boolean held) {
        return held ? exact(authorization.path("amount")).subtract(captured).max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    private static References related(JsonNode resource) {
        JsonNode ids = resource.path("supplementary_data").path("related_ids");
        return References.NONE
                .and(References.ORDER, ids.path("order_id").asText())
                .and(References.AUTHORIZATION, ids.path("authorization_id").asText())
                .and(References.CAPTURE, ids.path("capture_id").asText());
    }

    /** An amount, or null where the answer shows none. */
    private Money money(JsonNode money) {
        return money.isMissingNode() ? null : read(money);
    }

    /** An amount without which a sum would be wrong. */
    private BigDecimal exact(JsonNode money) {
        return read(money).amount();
    }

    private Money read(JsonNode money) {
        return amounts.read(
                money.path("value").asText(), money.path("currency_code").asText());
    }
}
