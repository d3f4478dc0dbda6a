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

/**
 * PayPal's resources in the hub's words. An order that is COMPLETED may hold a capture that was declined or waits: what counts is
 * the capture, then the authorization, and the order itself only while it has neither.
 */
final class PayPalViews {

    /** Where the payer has to go, in the words of orders with and without a payment source. */
    private static final List<String> FOR_THE_PAYER = List.of("payer-action", "approve");

    private final GatewayAmounts amounts;

    PayPalViews(GatewayAmounts amounts) {
        this.amounts = amounts;
    }

    /** An order with all that belongs to it. */
    GatewayPayment order(JsonNode order) {
        PayPalFunds funds = PayPalFunds.of(order);
        JsonNode decided = funds.decided();
        String nativeStatus = decided.path("status").asText();
        PaymentStatus status = decided == funds.capture()
                ? PayPalStatuses.ofCapture(nativeStatus)
                : decided == funds.authorization()
                        ? PayPalStatuses.ofAuthorization(nativeStatus)
                        : PayPalStatuses.ofOrder(nativeStatus, link(order));
        BigDecimal captured = sum(funds.taken());
        return new GatewayPayment(
                status,
                nativeStatus,
                References.NONE
                        .and(References.ORDER, order.path("id").asText())
                        .and(
                                References.AUTHORIZATION,
                                funds.authorization().path("id").asText())
                        .and(References.CAPTURE, funds.capture().path("id").asText()),
                money(funds.unit().path("amount")),
                funds.authorization().isMissingNode() ? null : rest(funds, captured),
                funds.isShown() ? captured : null,
                refunded(funds),
                status == PaymentStatus.REQUIRES_ACTION ? link(order) : null);
    }

    /** A capture by itself: of the payment it shows that at least this was taken. */
    GatewayPayment capture(JsonNode capture, References known) {
        String nativeStatus = capture.path("status").asText();
        return new GatewayPayment(
                PayPalStatuses.ofCapture(nativeStatus),
                nativeStatus,
                known.and(related(capture))
                        .and(References.CAPTURE, capture.path("id").asText()),
                null,
                null,
                PayPalStatuses.isTaken(nativeStatus) ? exact(capture.path("amount")) : null,
                null,
                null);
    }

    /** An authorization by itself. */
    GatewayPayment authorization(JsonNode authorization, References known) {
        String nativeStatus = authorization.path("status").asText();
        return new GatewayPayment(
                PayPalStatuses.ofAuthorization(nativeStatus),
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
        RefundStatus status = PayPalStatuses.ofRefund(nativeStatus);
        String reason = refund.path("status_details").path("reason").asText(null);
        return new GatewayRefund(
                status,
                nativeStatus,
                refund.path("id").asText(),
                money(refund.path("amount")),
                status == RefundStatus.FAILED ? (reason == null ? nativeStatus : reason) : null);
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

    /** Refunds are left out when there are none, and a word of the capture's says so. */
    private BigDecimal refunded(PayPalFunds funds) {
        boolean none = funds.capture().path("status").asText().equals("COMPLETED");
        return funds.unit().path("payments").has("refunds") || none ? sum(funds.returned()) : null;
    }

    private BigDecimal sum(List<JsonNode> moved) {
        return moved.stream().map(each -> exact(each.path("amount"))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * What is left of an authorization, captures that wait not being left; never less than nothing, as a little more than the whole
     * may be captured.
     */
    private BigDecimal rest(PayPalFunds funds, BigDecimal captured) {
        return funds.isHeld()
                ? exact(funds.authorization().path("amount"))
                        .subtract(captured)
                        .subtract(sum(funds.waiting()))
                        .max(BigDecimal.ZERO)
                : BigDecimal.ZERO;
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
