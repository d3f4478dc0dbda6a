package io.dropshiphub.admin.desk;

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

    private final QueueStatistics statistics;
    private final AccountGates gates;
    private final WaitingReasons reasons;
    private final RegistrationFinder finder;
    private final Clock clock;

    QueueDesk(
            QueueStatistics statistics,
            AccountGates gates,
            WaitingReasons reasons,
            RegistrationFinder finder,
            Clock clock) {
        this.statistics = statistics;
        this.gates = gates;
        this.reasons = reasons;
        this.finder = finder;
        this.clock = clock;
    }

    /** The queue in figures. */
    public Statistics statistics() {
        return new Statistics(
                statistics.lines(), statistics.calls(clock.instant().minus(Duration.ofHours(1))), gates.all());
    }

    /** Registrations by SKU, batch or state. */
    public List<RegistrationDetail> registrations(
            @Header("sku") String sku,
            @Header("batch_id") String batch,
            @Header("state") String state,
            @Header("limit") String limit) {
        return finder.search(
                sku, batch == null ? null : BadRequest.uuid(batch), BadRequest.oneOf("state", state, STATES), (int)
                        BadRequest.number("limit", limit, 100, 1, 1000));
    }

    /** One registration: where it stands, what was tried, why it waits. */
    public Registration registration(@Header("id") String id) {
        long number = BadRequest.id("id", id);
        return new Registration(
                finder.find(number).orElseThrow(() -> BadRequest.notFound("registration " + number)),
                statistics.attempts(number),
                reasons.of(number).orElse(null));
    }
}
