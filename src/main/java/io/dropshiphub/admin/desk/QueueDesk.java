package io.dropshiphub.admin.desk;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Scope;
import io.dropshiphub.queue.AccountGate;
import io.dropshiphub.queue.AccountGates;
import io.dropshiphub.queue.QueueStatistics;
import io.dropshiphub.queue.WaitingReason;
import io.dropshiphub.queue.WaitingReasons;
import io.dropshiphub.registration.RegistrationDetail;
import io.dropshiphub.registration.RegistrationFinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The queue and the single registrations in it. */
@Component
public class QueueDesk {

    /** The queue in figures: what stands in line, the calls of the last hour, the gates. */
    public record Statistics(
            List<QueueStatistics.Line> lines, List<QueueStatistics.Calls> callsLastHour, List<AccountGate> gates) {}

    /** One registration with its history and, while it waits, the reason. */
    public record Registration(
            RegistrationDetail registration, List<QueueStatistics.Attempt> attempts, WaitingReason waiting) {}

    private static final List<String> STATES = List.of("waiting", "registered", "rejected", "dead", "cancelled");

    private final Visible visible;
    private final QueueStatistics statistics;
    private final AccountGates gates;
    private final WaitingReasons reasons;
    private final RegistrationFinder finder;
    private final Clock clock;

    QueueDesk(
            Visible visible,
            QueueStatistics statistics,
            AccountGates gates,
            WaitingReasons reasons,
            RegistrationFinder finder,
            Clock clock) {
        this.visible = visible;
        this.statistics = statistics;
        this.gates = gates;
        this.reasons = reasons;
        this.finder = finder;
        this.clock = clock;
    }

    /** The queue in figures, of one owner's accounts when {@code owner} says so. */
    public Statistics statistics(@Variable(Caller.VARIABLE) Caller caller, @Header("owner") String owner) {
        Scope scope = visible.scope(caller, owner);
        return new Statistics(
                statistics.lines(scope),
                statistics.calls(scope, clock.instant().minus(Duration.ofHours(1))),
                gates.of(scope));
    }

    /** Registrations by owner, SKU, batch or state. */
    public List<RegistrationDetail> registrations(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("owner") String owner,
            @Header("sku") String sku,
            @Header("batch_id") String batch,
            @Header("state") String state,
            @Header("limit") String limit) {
        return finder.search(
                visible.scope(caller, owner),
                sku,
                batch == null ? null : BadRequest.uuid(batch),
                BadRequest.oneOf("state", state, STATES),
                (int) BadRequest.number("limit", limit, 100, 1, 1000));
    }

    /** One registration: where it stands, what was tried, why it waits. */
    public Registration registration(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        RegistrationDetail found = visible.registration(caller, id);
        return new Registration(
                found, statistics.attempts(found.id()), reasons.of(found.id()).orElse(null));
    }
}
