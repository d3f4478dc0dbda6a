package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.ledger.RefundBooks;
import io.dropshiphub.payments.routing.RestingGateways;
import io.dropshiphub.product.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The loop of asking gateways: what is asked now, what its answer changes, and what the caller is told in the end. */
@Component
public class PaymentRounds {

    /** Variable that holds the {@link Round} under way. */
    static final String ROUND = "paymentRound";

    private final PaymentAnswers answers;
    private final PaymentLedger ledger;
    private final RefundBooks refunds;
    private final RestingGateways resting;
    private final MeterRegistry meters;

    PaymentRounds(
            PaymentAnswers answers,
            PaymentLedger ledger,
            RefundBooks refunds,
            RestingGateways resting,
            MeterRegistry meters) {
        this.answers = answers;
        this.ledger = ledger;
        this.refunds = refunds;
        this.resting = resting;
        this.meters = meters;
    }

    /** Whether a gateway is to be asked something. */
    public boolean goesOn(@Variable(ROUND) Round round) {
        return round.task() != null;
    }

    /** How long to wait before it is asked, in milliseconds. */
    public long delay(@Variable(ROUND) Round round) {
        return round.pause().toMillis();
    }

    /** What it is asked. */
    public GatewayTask task(@Variable(ROUND) Round round) {
        return round.task();
    }

    /** Records the answer; what to go on with. */
    public Round answered(@Body GatewayAnswer answer, @Variable(ROUND) Round round) {
        GatewayTask task = round.task();
        meters.counter(
                        "hub.payments.calls",
                        "gateway",
                        task.gateway(),
                        "operation",
                        task.call().operation().name().toLowerCase(Locale.ROOT),
                        "kind",
                        answer.kind().name().toLowerCase(Locale.ROOT))
                .increment();
        if (answer.kind() == GatewayAnswer.Kind.RATE_LIMITED) {
            resting.rest(task.gateway(), task.call().operation(), answer.retryAfter());
        }
        return answers.record(answer, round);
    }

    /** The payment as it is now. */
    public Payment payment(@Variable(ROUND) Round round) {
        return ledger.find(Scope.ALL, round.paymentId()).orElseThrow();
    }

    /** The refund as it is now. */
    public Refund refund(@Variable(ROUND) Round round) {
        return refunds.find(round.refundId());
    }
}
