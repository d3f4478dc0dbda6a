package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentRequest;
import io.dropshiphub.payments.References;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.ledger.Attempt;
import io.dropshiphub.product.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What gateways are asked, and the tries that keep it. */
@Component
class Calls {

    /** How far a gateway's clock may be from the hub's. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    private final Gateways gateways;
    private final Clock clock;

    Calls(Gateways gateways, Clock clock) {
        this.gateways = gateways;
        this.clock = clock;
    }

    /** A new try to take or hold the money, not yet stored. */
    Attempt pay(UUID paymentId, PaymentRequest request, String gateway) {
        GatewayCall call = paying(paymentId, UUID.randomUUID().toString(), request, gateway);
        return attempt(call, gateway, null, call.token(), call.returnUrl());
    }

    /** A stored try to take or hold the money, to be sent. */
    GatewayTask task(Attempt attempt, PaymentRequest request) {
        return new GatewayTask(
                attempt.gateway(),
                paying(attempt.paymentId(), attempt.key(), request, attempt.gateway()),
                attempt.stored().request());
    }

    private static GatewayCall paying(UUID paymentId, String key, PaymentRequest request, String gateway) {
        return new GatewayCall(
                request.captures() ? Operation.CHARGE : Operation.AUTHORIZE,
                paymentId,
                key,
                request.amount(),
                true,
                request.captures(),
                request.methods().get(gateway),
                request.orderId(),
                request.customerId(),
                request.description(),
                request.metadata(),
                request.returnUrl(),
                References.NONE,
                null,
                null,
                null);
    }

    /**
     * A new try to do something with a payment that exists, not yet stored.
     *
     * @param asked as the caller asked for, null for all there is
     * @param whole whether {@code amount} is all there is
     * @param refundId which refund, or null
     */
    Attempt change(
            Operation operation,
            Payment payment,
            BigDecimal asked,
            BigDecimal amount,
            boolean whole,
            String reason,
            UUID refundId) {
        GatewayCall call = call(
                operation,
                payment,
                UUID.randomUUID().toString(),
                new Money(amount, payment.amount().currency()),
                whole,
                null,
                null,
                payment.references(),
                refundId,
                reason,
                null);
        return attempt(call, payment.gateway(), asked, null, null);
    }

    /** The stored request of a try, to be sent as it is. */
    GatewayTask task(Attempt attempt, Payment payment) {
        return new GatewayTask(
                attempt.gateway(),
                call(
                        attempt.operation(),
                        payment,
                        attempt.key(),
                        new Money(attempt.amount(), payment.amount().currency()),
                        attempt.stored().whole(),
                        attempt.stored().token(),
                        attempt.stored().returnUrl(),
                        payment.references(),
                        attempt.refundId(),
                        attempt.reason(),
                        null),
                attempt.stored().request());
    }

    /** A question about a payment, or about one of its tries. */
    GatewayTask question(Operation question, Payment payment, Attempt attempt) {
        if (question == Operation.FIND) {
            return asked(payment.gateway(), search(payment, attempt));
        }
        String key = question == Operation.CANCEL_BY_KEY ? attempt.key() : null;
        return asked(
                payment.gateway(),
                call(
                        question,
                        payment,
                        key,
                        payment.amount(),
                        true,
                        null,
                        null,
                        payment.references(),
                        null,
                        null,
                        null));
    }

    private static GatewayCall search(Payment payment, Attempt attempt) {
        return call(
                Operation.FIND,
                payment,
                null,
                payment.amount(),
                true,
                attempt.stored().token(),
                null,
                payment.references(),
                null,
                null,
                new GatewayCall.Page(
                        false,
                        attempt.firstSentAt().minus(CLOCKS),
                        attempt.lastSentAt().plus(CLOCKS),
                        null));
    }

    /** A question about a refund whose id at the gateway is known. */
    GatewayTask question(Payment payment, Refund refund) {
        return asked(
                payment.gateway(),
                call(
                        Operation.REFUND_STATUS,
                        payment,
                        null,
                        refund.amount(),
                        false,
                        null,
                        null,
                        payment.references().and(References.REFUND, refund.reference()),
                        refund.id(),
                        null,
                        null));
    }

    private GatewayTask asked(String gateway, GatewayCall call) {
        return new GatewayTask(gateway, call, gateways.get(gateway).request(call));
    }

    private Attempt attempt(GatewayCall call, String gateway, BigDecimal asked, String token, String returnUrl) {
        Instant now = clock.instant();
        return new Attempt(
                0,
                call.paymentId(),
                call.refundId(),
                call.operation(),
                gateway,
                call.key(),
                asked,
                call.amount().amount(),
                call.reason(),
                new Attempt.Stored(gateways.get(gateway).request(call), call.whole(), token, returnUrl),
                true,
                false,
                0,
                0,
                now,
                now,
                now.plus(gateways.get(gateway).keyLife()),
                null);
    }

    private static GatewayCall call(
            Operation operation,
            Payment payment,
            String key,
            Money amount,
            boolean whole,
            String token,
            String returnUrl,
            References references,
            UUID refundId,
            String reason,
            GatewayCall.Page page) {
        return new GatewayCall(
                operation,
                payment.id(),
                key,
                amount,
                whole,
                payment.captures(),
                token,
                payment.orderId(),
                payment.customerId(),
                payment.description(),
                payment.metadata() == null ? Map.of() : payment.metadata(),
                returnUrl,
                references,
                refundId,
                reason,
                page);
    }
}
