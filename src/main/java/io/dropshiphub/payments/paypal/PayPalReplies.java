package io.dropshiphub.payments.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.JsonReply;
import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayAnswer.Kind;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayTrouble;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.References;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;

/** Reads the answers. */
final class PayPalReplies {

    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final ObjectMapper json;
    private final PayPalViews views;
    private final PayPalFailures failures;
    private final PayPalTransactions transactions;

    PayPalReplies(ObjectMapper json, PayPalViews views, PayPalFailures failures, PayPalTransactions transactions) {
        this.json = json;
        this.views = views;
        this.failures = failures;
        this.transactions = transactions;
    }

    /** @throws GatewayTrouble when it says nothing about the call: an outage, an unreadable body, a request still at work */
    GatewayAnswer read(GatewayCall call, ApiReply http) {
        if (http.status() == NO_CONTENT && call.operation() == Operation.VOID) {
            return GatewayAnswer.done(canceled("VOIDED", call));
        }
        JsonReply reply = JsonReply.of(http, json);
        if (http.status() == NOT_FOUND && isOrderOnly(call)) {
            return GatewayAnswer.done(canceled(reply.text("name"), call));
        }
        if (http.status() / 100 != 2) {
            return failures.read(call, reply);
        }
        if (!reply.json().isObject()) {
            throw PayPalFailures.unusable(call, "what it says is no JSON object");
        }
        if (call.operation() == Operation.LIST) {
            return listed(call, reply.json());
        }
        if (reply.text("id").isEmpty()) {
            throw PayPalFailures.unusable(call, "there is no id in it");
        }
        return switch (call.operation()) {
            case REFUND, REFUND_STATUS -> GatewayAnswer.done(views.refund(reply.json()));
            case CAPTURE -> settled(call, captured(call, reply.json()), reply.json());
            case VOID -> over(call, reply.json());
            case STATUS -> GatewayAnswer.done(found(call, reply.json()));
            default -> settled(call, charged(views.order(reply.json())), reply.json());
        };
    }

    /** PayPal forgets an order that nobody has paid: then nobody can, and it need not be voided. */
    private static boolean isOrderOnly(GatewayCall call) {
        return call.operation() == Operation.VOID && call.references().get(References.AUTHORIZATION) == null;
    }

    private GatewayAnswer listed(GatewayCall call, JsonNode body) {
        try {
            return GatewayAnswer.listed(transactions.read(call.page(), body));
        } catch (DateTimeException unreadable) {
            throw PayPalFailures.unusable(call, "a date in it cannot be read");
        }
    }

    /** What came of a try to pay: a decline is one also when PayPal calls the order completed. */
    private GatewayAnswer settled(GatewayCall call, GatewayPayment payment, JsonNode resource) {
        if (payment.status() != PaymentStatus.DECLINED) {
            return GatewayAnswer.done(payment);
        }
        JsonNode decided = PayPalFunds.of(resource).decided();
        JsonNode processor = decided.path("processor_response");
        String code = processor
                .path("response_code")
                .asText(decided.path("status_details").path("reason").asText(payment.nativeStatus()));
        String advice = processor.path("payment_advice_code").asText();
        return GatewayAnswer.of(
                        Kind.DECLINED,
                        code,
                        "PayPal: the payment was declined (" + code
                                + (advice.isEmpty() ? "" : ", payment advice code " + advice) + ").")
                .with(payment);
    }

    /** A capture shows itself only, and not what was taken in all: of the payment it tells no more than that it was held. */
    private GatewayPayment captured(GatewayCall call, JsonNode capture) {
        GatewayPayment seen = views.capture(capture, call.references());
        boolean asAsked = seen.captured() == null
                || seen.captured().compareTo(call.amount().amount()) == 0;
        return new GatewayPayment(
                seen.status().captured() ? PaymentStatus.AUTHORIZED : seen.status(),
                seen.nativeStatus(),
                seen.references(),
                asAsked ? null : new Money(seen.captured(), call.amount().currency()),
                null,
                null,
                null,
                null);
    }

    /** Asked for by {@link PayPalRequests}: the order where it is known, else the capture, else the authorization. */
    private GatewayPayment found(GatewayCall call, JsonNode resource) {
        if (call.references().get(References.ORDER) != null) {
            return views.order(resource);
        }
        return call.references().get(References.CAPTURE) != null
                ? views.capture(resource, call.references())
                : views.authorization(resource, call.references());
    }

    /** What was taken counts, should it differ from what the order is about. */
    private static GatewayPayment charged(GatewayPayment order) {
        boolean differs = order.amount() != null
                && order.captured() != null
                && order.captured().signum() > 0
                && order.captured().compareTo(order.amount().amount()) != 0;
        return !differs
                ? order
                : new GatewayPayment(
                        order.status(),
                        order.nativeStatus(),
                        order.references(),
                        new Money(order.captured(), order.amount().currency()),
                        order.authorized(),
                        order.captured(),
                        order.refunded(),
                        order.actionUrl());
    }

    /** A voided authorization, or an order that was only read: the hub takes nothing of it any more. */
    private GatewayAnswer over(GatewayCall call, JsonNode resource) {
        if (call.references().get(References.AUTHORIZATION) != null) {
            return GatewayAnswer.done(views.authorization(resource, call.references()));
        }
        GatewayPayment seen = views.order(resource);
        return switch (seen.status()) {
            case CREATED, REQUIRES_ACTION, APPROVED, CANCELED ->
                GatewayAnswer.done(canceled(seen.nativeStatus(), call));
            default ->
                GatewayAnswer.of(
                                Kind.REFUSED,
                                seen.nativeStatus(),
                                "PayPal: the order is not merely approved any more; nothing was voided.")
                        .with(seen);
        };
    }

    private static GatewayPayment canceled(String nativeStatus, GatewayCall call) {
        return new GatewayPayment(
                PaymentStatus.CANCELED, nativeStatus, call.references(), null, BigDecimal.ZERO, null, null, null);
    }
}
