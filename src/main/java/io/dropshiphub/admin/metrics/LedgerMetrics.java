package io.dropshiphub.admin.metrics;

import io.dropshiphub.product.Scope;
import io.dropshiphub.queue.DeadLetters;
import io.dropshiphub.queue.QueueStatistics;
import io.dropshiphub.registration.BatchProgress;
import io.dropshiphub.registration.BatchStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Queue and ledger as gauges, counted in the database, so that every hub on it tells the same. Names: {@code hub.rows} and
 * {@code hub.registrations} by state over the newest batches, {@code hub.unaccounted} (rows and registrations of them that
 * no state accounts for: always 0), {@code hub.queue.jobs}, {@code hub.dead.letters}, and those of {@link GateMetrics}.
 */
@Component
public class LedgerMetrics {

    private static final int NEWEST = 20;

    private final BatchProgress batches;
    private final QueueStatistics queue;
    private final DeadLetters deadLetters;
    private final GateMetrics gates;
    private final MultiGauge rows;
    private final MultiGauge registrations;
    private final MultiGauge jobs;
    private final AtomicLong unaccounted;
    private final AtomicLong dead;

    LedgerMetrics(
            MeterRegistry registry,
            BatchProgress batches,
            QueueStatistics queue,
            DeadLetters deadLetters,
            GateMetrics gates) {
        this.batches = batches;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.gates = gates;
        rows = MultiGauge.builder("hub.rows").register(registry);
        registrations = MultiGauge.builder("hub.registrations").register(registry);
        jobs = MultiGauge.builder("hub.queue.jobs").register(registry);
        unaccounted = registry.gauge("hub.unaccounted", new AtomicLong());
        dead = registry.gauge("hub.dead.letters", new AtomicLong());
    }

    /** Reads everything anew. */
    public void refresh() {
        List<BatchStatus> newest = batches.list(Scope.ALL, NEWEST, 0);
        rows.register(byState(newest.stream().map(BatchStatus::rows).toList()), true);
        registrations.register(
                byState(newest.stream().map(BatchStatus::registrations).toList()), true);
        unaccounted.set(newest.stream()
                .flatMap(batch -> Stream.of(batch.rows(), batch.registrations()))
                .mapToLong(BatchStatus.Counts::unaccounted)
                .sum());
        dead.set(deadLetters.count(new DeadLetters.Filter(Scope.ALL, "open", null, null, null, null)));
        jobs.register(
                queue.lines(Scope.ALL).stream()
                        .map(line -> MultiGauge.Row.of(
                                Tags.of("platform", line.platform(), "kind", line.kind(), "state", line.state()),
                                line.jobs()))
                        .toList(),
                true);
        gates.refresh();
    }

    private static List<MultiGauge.Row<?>> byState(List<BatchStatus.Counts> counts) {
        List<MultiGauge.Row<?>> states = new ArrayList<>();
        states.add(row(
                "registered",
                counts.stream().mapToLong(BatchStatus.Counts::registered).sum()));
        states.add(row(
                "rejected",
                counts.stream().mapToLong(BatchStatus.Counts::rejected).sum()));
        states.add(
                row("dead", counts.stream().mapToLong(BatchStatus.Counts::dead).sum()));
        states.add(row(
                "cancelled",
                counts.stream().mapToLong(BatchStatus.Counts::cancelled).sum()));
        states.add(row(
                "waiting",
                counts.stream().mapToLong(BatchStatus.Counts::waiting).sum()));
        return states;
    }

    private static MultiGauge.Row<?> row(String state, long count) {
        return MultiGauge.Row.of(Tags.of("state", state), count);
    }
}
