package io.dropshiphub.payments.engine;

import io.dropshiphub.payments.ledger.PaymentCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What is open as gauges, counted in the database, so that every hub on it tells the same: {@code hub.payments.open} by status
 * ({@code unknown} above all) and {@code hub.payments.review}, those that a person has to look at.
 */
@Component
public class PaymentMetrics {

    private final PaymentCounts counts;
    private final MultiGauge open;
    private final AtomicLong review;

    PaymentMetrics(MeterRegistry registry, PaymentCounts counts) {
        this.counts = counts;
        open = MultiGauge.builder("hub.payments.open").register(registry);
        review = registry.gauge("hub.payments.review", new AtomicLong());
    }

    /** Reads everything anew. */
    public void refresh() {
        List<MultiGauge.Row<?>> rows = counts.open().entrySet().stream()
                .map(entry -> MultiGauge.Row.of(
                        Tags.of("status", entry.getKey().name().toLowerCase(Locale.ROOT)), entry.getValue()))
                .collect(Collectors.toList());
        open.register(rows, true);
        review.set(counts.review());
    }
}
