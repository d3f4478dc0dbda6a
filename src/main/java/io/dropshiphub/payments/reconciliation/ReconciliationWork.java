package io.dropshiphub.payments.reconciliation;

import io.dropshiphub.payments.GatewayAnswer;
import io.dropshiphub.payments.GatewayCall;
import io.dropshiphub.payments.GatewayCall.Page;
import io.dropshiphub.payments.GatewayPayment;
import io.dropshiphub.payments.GatewayRefund;
import io.dropshiphub.payments.GatewayTask;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.ListedEntry;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.Payment;
import io.dropshiphub.payments.PaymentLedger;
import io.dropshiphub.payments.Reconciliation;
import io.dropshiphub.payments.Refund;
import io.dropshiphub.payments.RefundStatus;
import io.dropshiphub.product.Money;
import io.dropshiphub.product.Scope;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of one comparison: read the lists page by page, read what differs once more, say what still does. */
@Component
public class ReconciliationWork {

    /** Variable that holds the {@link Run} under way. */
    static final String RUN = "reconciliation";

    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationWork.class);

    private static final String UNREAD = "HUB-PAY-305";

    /** Where "too many calls" comes without a time to wait. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final ReconciliationRows rows;
    private final ReconciliationCompare compare;
    private final ReconciliationReports reports;
    private final ReconciliationProperties settings;
    private final Gateways gateways;
    private final PaymentLedger ledger;
    private final TransactionTemplate transaction;

    ReconciliationWork(
            ReconciliationRows rows,
            ReconciliationCompare compare,
            ReconciliationReports reports,
            ReconciliationProperties settings,
            Gateways gateways,
            PaymentLedger ledger,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.compare = compare;
        this.reports = reports;
        this.settings = settings;
        this.gateways = gateways;
        this.ledger = ledger;
        this.transaction = transaction;
    }

    /** Takes a comparison; idle when it is over or another hub has it. */
    public Object claim(@Body Long id) {
        return rows.claim(id).orElseGet(() -> Run.idle(id));
    }

    /** Whether a page is left to read. */
    public boolean reads(@Variable(RUN) Run run) {
        return !run.over && !run.isRead();
    }

    /** The question for the next page. */
    public GatewayTask page(@Variable(RUN) Run run) {
        return task(
                run,
                GatewayCall.list(new Page(
                        run.list.equals("refunds"),
                        run.from.minus(settings.margin()),
                        run.to.plus(settings.margin()),
                        run.cursor)));
    }

    /** Keeps a page, or puts the rest off. */
    public void take(@Body GatewayAnswer answer, @Variable(RUN) Run run) {
        if (answer.page() != null) {
            rows.keep(run, answer.page());
        } else {
            putOff(run, answer);
        }
    }

    /** Payments that differ, to be read at the gateway before anything is said of them. */
    public List<UUID> unsettled(@Variable(RUN) Run run) {
        if (run.over) {
            return List.of();
        }
        rows.suspects(run, compare.suspects(run));
        List<ReconciliationCompare.Suspect> suspects = compare.suspects(run, settings.looks());
        suspects.stream()
                .filter(suspect -> !suspect.listed() && !suspect.unknown())
                .forEach(suspect -> run.unlisted.add(new Run.Unlisted(suspect.paymentId(), null)));
        if (gateways.get(run.gateway).operations().contains(Operation.REFUND_STATUS)) {
            run.unlisted.addAll(compare.unlistedRefunds(run, settings.looks()));
        }
        return suspects.stream().map(ReconciliationCompare.Suspect::paymentId).toList();
    }

    /** A payment could not be read: tried again later; after the last time the others are told all the same. */
    public void unread(
            @ExchangeException Throwable failure, @Variable("suspect") UUID payment, @Variable(RUN) Run run) {
        run.unlisted.removeIf(each -> each.paymentId().equals(payment));
        if (run.over) {
            return;
        }
        String what = "Payment " + payment + " differs and could not be read at " + run.gateway + " ("
                + failure.getClass().getSimpleName() + ")";
        LOG.error("{}: {}; comparison {}", UNREAD, what, run.id, failure);
        if (run.tries < settings.retryDelays().size()) {
            rows.later(
                    run,
                    settings.retryDelays().get(run.tries),
                    true,
                    false,
                    UNREAD,
                    what + ". What was read is kept, and it is tried again by itself. The log says more.");
        } else {
            run.unread = what + ", also after " + (run.tries + 1)
                    + " tries. What is told of it is what the ledger has. The log says more.";
        }
    }

    /** Whether something that no list shows is left to be asked for. */
    public boolean looks(@Variable(RUN) Run run) {
        return !run.over && !run.unlisted.isEmpty();
    }

    /** The question for the next one. */
    public GatewayTask look(@Variable(RUN) Run run) {
        Run.Unlisted next = run.unlisted.getFirst();
        Payment payment = ledger.find(Scope.ALL, next.paymentId()).orElseThrow();
        return task(
                run,
                next.refundId() == null
                        ? GatewayCall.status(payment.id(), payment.amount(), payment.references())
                        : GatewayCall.refundStatus(refund(next), payment.references()));
    }

    /** What a gateway shows when asked for it counts like what it lists: lists lag, and end somewhere. */
    public void looked(@Body GatewayAnswer answer, @Variable(RUN) Run run) {
        Run.Unlisted about = run.unlisted.removeFirst();
        if (answer.kind() == GatewayAnswer.Kind.ABSENT) {
            return;
        }
        if (about.refundId() == null && answer.payment() != null) {
            rows.keep(run.id, "payments", entry(about, answer.payment()));
        } else if (about.refundId() != null && answer.refund() != null) {
            rows.keep(run.id, "refunds", entry(about, answer.refund()));
        } else {
            putOff(run, answer);
        }
    }

    private ListedEntry entry(Run.Unlisted about, GatewayPayment shown) {
        Payment payment = ledger.find(Scope.ALL, about.paymentId()).orElseThrow();
        BigDecimal captured = shown.captured() == null ? BigDecimal.ZERO : shown.captured();
        return new ListedEntry(
                payment.transactionId(),
                new Money(captured, (shown.amount() == null ? payment.amount() : shown.amount()).currency()),
                captured.signum() > 0,
                shown.nativeStatus(),
                payment.orderId(),
                payment.createdAt());
    }

    private ListedEntry entry(Run.Unlisted about, GatewayRefund shown) {
        Refund refund = refund(about);
        return new ListedEntry(
                refund.reference(),
                shown.amount() == null ? refund.amount() : shown.amount(),
                shown.status() == RefundStatus.SUCCEEDED,
                shown.nativeStatus(),
                null,
                refund.createdAt());
    }

    private Refund refund(Run.Unlisted about) {
        return ledger.refunds(about.paymentId()).stream()
                .filter(refund -> refund.id().equals(about.refundId()))
                .findFirst()
                .orElseThrow();
    }

    /** Says what differs, unless payments in doubt are still waited for. */
    public void finish(@Variable(RUN) Run run) {
        if (run.over) {
            return;
        }
        if (run.waits < settings.waits()
                && compare.suspects(run, settings.looks()).stream().anyMatch(ReconciliationCompare.Suspect::unknown)) {
            rows.later(
                    run,
                    settings.waitFor(),
                    false,
                    true,
                    "HUB-PAY-304",
                    "The outcome of a payment of this period is being found out; the comparison waits for it.");
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (rows.complete(run, compare.suspects(run), run.unread == null ? null : UNREAD, run.unread)) {
                compare.write(run);
                rows.forgetEntries(run.id);
            } else {
                status.setRollbackOnly();
            }
        });
        report(run);
    }

    /** How it stands. */
    public Reconciliation answer(@Variable(RUN) Run run) {
        return reports.read(run.id, null, 1, 0).get(0);
    }

    private void report(Run run) {
        Optional<Reconciliation> done =
                reports.read(run.id, null, 1, 0).stream().findFirst();
        done.filter(each -> !each.differences().isEmpty())
                .ifPresent(each -> LOG.warn(
                        "The ledger and {} differ from {} to {}: {}; see /api/v1/payments/reconciliations/{}",
                        each.gateway(),
                        each.from(),
                        each.to(),
                        each.differences(),
                        each.id()));
    }

    private GatewayTask task(Run run, GatewayCall call) {
        return new GatewayTask(run.gateway, call, gateways.get(run.gateway).request(call));
    }

    private void putOff(Run run, GatewayAnswer answer) {
        if (answer.kind() == GatewayAnswer.Kind.RATE_LIMITED) {
            Duration wait = answer.retryAfter() == null ? REST : answer.retryAfter();
            rows.later(run, wait, false, false, answer.code(), answer.message());
            return;
        }
        String why = "The lists of " + run.gateway + " could not be read to their end (" + answer.code() + ": "
                + answer.message() + ").";
        if (run.tries < settings.retryDelays().size()) {
            rows.later(
                    run,
                    settings.retryDelays().get(run.tries),
                    true,
                    false,
                    "HUB-PAY-303",
                    why + " What was read is kept, and it is tried again by itself.");
        } else {
            String gaveUp = why + " It was tried " + (run.tries + 1)
                    + " times; nothing is said of the period. Ask for it again.";
            LOG.error("HUB-PAY-303: {}", gaveUp);
            rows.giveUp(run, "HUB-PAY-303", gaveUp);
        }
    }
}
