package io.dropshiphub.images;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what the pipeline does; how long each part takes is told by the route's own timers. */
@Component
class ImageMetrics {

    private final Counter fetched;
    private final Counter decoded;
    private final Counter refused;
    private final Counter failed;

    ImageMetrics(MeterRegistry registry) {
        fetched = counter(registry, "hub.images.fetched", "Source pictures downloaded");
        decoded = counter(registry, "hub.images.decoded", "Source pictures decoded");
        refused = counter(registry, "hub.images.refused", "Source pictures that can never be used");
        failed = counter(registry, "hub.images.failed", "Source pictures that are tried again later");
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    void fetched() {
        fetched.increment();
    }

    void decoded() {
        decoded.increment();
    }

    void refused() {
        refused.increment();
    }

    void failed() {
        failed.increment();
    }
}
