package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.PaymentRequests;
import io.dropshiphub.payments.PaymentStatus;
import io.dropshiphub.payments.ledger.Attempts;
import io.dropshiphub.payments.ledger.PaymentProblems;
import io.dropshiphub.payments.ledger.RefundBooks;
import io.dropshiphub.product.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Reads payments at their gateways. */
@Component
public class PaymentLooks {

    private final PaymentRequests requests;
    private final PaymentLedger ledger;
    private final RefundBooks refunds;
    private final Attempts attempts;
    private final Gateways gateways;
    private final Calls calls;
    private final PaymentsProperties settings;
    private final Clock clock;

    PaymentLooks(
            PaymentRequests requests,
            PaymentLedger ledger,
            RefundBooks refunds,
            Attempts attempts,
            Gateways gateways,
            Calls calls,
            PaymentsProperties settings,
            Clock clock) {
        this.requests = requests;
        this.ledger = ledger;
        this.refunds = refunds;
        this.attempts = attempts;
        this.gateways = gateways;
        this.calls = calls;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reads a payment and its refunds under way, unless it has ended and was looked at just now.
     *
     * @param body the payment's id, as UUID or text
     * @throws io.dropshiphub.payments.PaymentProblem 404 when there is no such payment
     */
    public Round status(@Body Object body) {
        UUID id = requests.id(body);
        Payment payment = ledger.find(Scope.ALL, id).orElseThrow(() -> PaymentProblems.unknown(id));
        if (isFresh(payment)) {
            return Round.nothing(id, null);
        }
        List<GatewayTask> tasks = tasks(payment);
        // what the gateway's ids do not find, the open try itself finds out
        attempts.hasten(id, clock.instant());
        return tasks.isEmpty() ? Round.nothing(id, null) : Round.reading(id, tasks);
    }

    /** What can be read of a payment: empty while the gateway has told no id. */
    private List<GatewayTask> tasks(Payment payment) {
        if (payment.gateway() == null || payment.references().ids().isEmpty()) {
            return List.of();
        }
        List<GatewayTask> tasks = new ArrayList<>();
        if (gateways.get(payment.gateway()).operations().contains(Operation.STATUS)) {
            tasks.add(calls.question(Operation.STATUS, payment, null));
        }
        if (gateways.get(payment.gateway()).operations().contains(Operation.REFUND_STATUS)) {
            refunds.pending(payment.id()).forEach(refund -> tasks.add(calls.question(payment, refund)));
        }
        return tasks;
    }

    private boolean isFresh(Payment payment) {
        PaymentStatus status = payment.status();
        return (status.endedWithoutCharge() || status == PaymentStatus.REFUNDED)
                && payment.updatedAt().plus(settings.look().fresh()).isAfter(clock.instant());
    }
}
