package io.dropshiphub.orders;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Orders under way as gauges, counted in the database, so that every hub on it tells the same: {@code hub.orders.open} by state,
 * {@code hub.orders.oldest.seconds} and {@code hub.orders.review}, those that a person has to look at.
 */
@Component
public class OrderMetrics {

    private final OrderCounts counts;
    private final Clock clock;
    private final MultiGauge open;
    private final AtomicLong oldest;
    private final AtomicLong review;

    OrderMetrics(MeterRegistry registry, OrderCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
        open = MultiGauge.builder("hub.orders.open").register(registry);
        oldest = registry.gauge("hub.orders.oldest.seconds", new AtomicLong());
        review = registry.gauge("hub.orders.review", new AtomicLong());
    }

    /** Reads everything anew. */
    public void refresh() {
        open.register(
                counts.open().entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(
                                Tags.of("state", entry.getKey().name().toLowerCase(Locale.ROOT)), entry.getValue()))
                        .collect(Collectors.toList()),
                true);
        oldest.set(counts.oldest(clock.instant()).toSeconds());
        review.set(counts.review());
    }
}
