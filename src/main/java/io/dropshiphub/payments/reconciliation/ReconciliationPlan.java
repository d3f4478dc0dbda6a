package io.dropshiphub.payments.reconciliation;

import io.dropshiphub.payments.Gateway;
import io.dropshiphub.payments.Gateways;
import io.dropshiphub.payments.Operation;
import io.dropshiphub.payments.PaymentProblem;
import io.dropshiphub.payments.Reconciliation;
import io.dropshiphub.payments.Reconciliations;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Which periods are compared: what somebody asks for, and every gateway's yesterday. */
@Component
public class ReconciliationPlan implements Reconciliations {

    private static final Duration LONGEST = Duration.ofDays(31);

    private final Gateways gateways;
    private final ReconciliationRows rows;
    private final ReconciliationReports reports;
    private final ReconciliationProperties settings;
    private final Clock clock;

    ReconciliationPlan(
            Gateways gateways,
            ReconciliationRows rows,
            ReconciliationReports reports,
            ReconciliationProperties settings,
            Clock clock) {
        this.gateways = gateways;
        this.rows = rows;
        this.reports = reports;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Reconciliation ask(Wish wish) {
        return find(open(wish)).orElseThrow();
    }

    /** Writes a wish down; its number. As {@link #ask}. */
    public Long open(@Body Wish wish) {
        if (wish.from() == null
                || wish.to() == null
                || !wish.from().isBefore(wish.to())
                || wish.to().isAfter(clock.instant())
                || Duration.between(wish.from(), wish.to()).compareTo(LONGEST) > 0) {
            throw new PaymentProblem(
                    "HUB-PAY-301",
                    400,
                    "The period cannot be compared; nothing was done. It begins before it ends, ends in the past, and is "
                            + LONGEST.toDays() + " days long at most.");
        }
        Gateway gateway = gateways.get(wish.gateway());
        if (!canList(gateway)) {
            throw new PaymentProblem(
                    "HUB-PAY-302",
                    409,
                    gateway.name()
                            + " cannot be compared, because it has no credentials or no lists; nothing was done. Set its"
                            + " credentials, or name another gateway.");
        }
        return rows.open(wish).orElseThrow();
    }

    /** Asks for yesterday of every gateway that has not been asked for, once the day is old enough. */
    public void yesterday() {
        ZonedDateTime now = clock.instant().atZone(settings.zone());
        if (!settings.daily() || now.toLocalTime().isBefore(settings.dailyAfter())) {
            return;
        }
        ZonedDateTime today = now.toLocalDate().atStartOfDay(settings.zone());
        for (Gateway gateway : gateways.all()) {
            if (canList(gateway)) {
                rows.open(new Wish(gateway.name(), today.minusDays(1).toInstant(), today.toInstant(), null));
            }
        }
    }

    /** Numbers of those that can be worked on now. */
    public List<Long> due() {
        return rows.due();
    }

    @Override
    public Optional<Reconciliation> find(long id) {
        return reports.read(id, null, 1, 0).stream().findFirst();
    }

    @Override
    public List<Reconciliation> list(String gateway, int limit, int offset) {
        return reports.read(null, gateway, limit, offset);
    }

    @Override
    public List<Reconciliation.Difference> differences(long id, int limit, int offset) {
        return reports.differences(id, limit, offset);
    }

    private static boolean canList(Gateway gateway) {
        return gateway.enabled() && gateway.operations().contains(Operation.LIST);
    }
}
