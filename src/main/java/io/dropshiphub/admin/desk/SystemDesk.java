package io.dropshiphub.admin.desk;

import io.dropshiphub.product.Caller;
import io.dropshiphub.queue.QueueStatistics;
import io.dropshiphub.registration.BatchProgress;
import io.dropshiphub.registration.BatchStatus;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The hub as a whole. */
@Component
public class SystemDesk {

    /**
     * The hub in short.
     *
     * @param startedAt when this process started
     * @param routes routes that are running, of {@code routesTotal}
     * @param heapUsedMb heap in use, MB
     * @param countsAddUp whether every recent batch's rows add up: total = registered + rejected + dead + cancelled + waiting
     * @param waiting jobs in line or under way
     * @param recentBatches the newest batches
     */
    public record Status(
            Instant startedAt,
            long routes,
            long routesTotal,
            long heapUsedMb,
            boolean countsAddUp,
            long waiting,
            List<BatchStatus> recentBatches) {}

    /** Errors of the last hours. */
    public record ErrorStatistics(long hours, List<QueueStatistics.Errors> errors) {}

    private static final int RECENT = 5;

    private final CamelContext camel;
    private final BatchProgress batches;
    private final QueueStatistics queue;
    private final Clock clock;

    SystemDesk(CamelContext camel, BatchProgress batches, QueueStatistics queue, Clock clock) {
        this.camel = camel;
        this.batches = batches;
        this.queue = queue;
        this.clock = clock;
    }

    /** The hub in short. */
    public Status status(@Variable(Caller.VARIABLE) Caller caller) {
        List<BatchStatus> recent = batches.list(caller.scope(), RECENT, 0);
        Runtime runtime = Runtime.getRuntime();
        return new Status(
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                camel.getRoutes().stream()
                        .filter(route -> camel.getRouteController()
                                .getRouteStatus(route.getRouteId())
                                .isStarted())
                        .count(),
                camel.getRoutesSize(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                recent.stream().allMatch(BatchStatus::addsUp),
                queue.lines(caller.scope()).stream()
                        .filter(line -> !line.kind().equals("APPROVAL"))
                        .mapToLong(QueueStatistics.Line::jobs)
                        .sum(),
                recent);
    }

    /** What went wrong in the last {@code hours} (24 when not said). */
    public ErrorStatistics errors(@Variable(Caller.VARIABLE) Caller caller, @Header("hours") String hours) {
        long span = BadRequest.number("hours", hours, 24, 1, 24 * 90);
        return new ErrorStatistics(
                span, queue.errors(caller.scope(), clock.instant().minus(Duration.ofHours(span))));
    }
}
