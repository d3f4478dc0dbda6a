package io.dropshiphub.storage;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Knows which store is unusable and since when, says so once when it begins and once when it ends, and counts:
 * {@code hub.storage.puts}, {@code hub.storage.failures} (by kind) and {@code hub.storage.fallbacks} (taken by a store that
 * was not the first choice), each by store. Thread-safe.
 */
@Component
class StoreWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    /**
     * @param kind what is wrong
     * @param what in words
     * @param since when it was first seen
     */
    record Trouble(StoreFailure.Kind kind, String what, Instant since) {}

    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<Store, Trouble> troubles = new ConcurrentHashMap<>();

    StoreWatch(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    void took(Store store, boolean fallback) {
        metrics.counter("hub.storage.puts", "store", store.key()).increment();
        if (fallback) {
            metrics.counter("hub.storage.fallbacks", "store", store.key()).increment();
        }
        Trouble over = troubles.remove(store);
        if (over != null) {
            LOG.info("The store {} works again; it was unusable since {}", store.key(), over.since());
        }
    }

    void failed(Store store, StoreFailure failure) {
        metrics.counter(
                        "hub.storage.failures",
                        "store",
                        store.key(),
                        "kind",
                        failure.kind().name().toLowerCase())
                .increment();
        // about one object, or only the echo of what was said already
        if (failure.kind() == StoreFailure.Kind.REFUSED || failure.kind() == StoreFailure.Kind.RESTING) {
            return;
        }
        Trouble before = troubles.get(store);
        boolean changed = before == null || advice(before.kind()) != advice(failure.kind());
        Instant since = before == null ? clock.instant() : before.since();
        troubles.put(store, new Trouble(failure.kind(), failure.getMessage(), since));
        if (changed) {
            LOG.warn("The store {} {}. {}", store.key(), failure.getMessage(), advice(failure.kind()));
        }
    }

    /** What is wrong with a store; empty when its last put went well. */
    Optional<Trouble> trouble(Store store) {
        return Optional.ofNullable(troubles.get(store));
    }

    private static String advice(StoreFailure.Kind kind) {
        return switch (kind) {
            case AUTH ->
                "HUB-STORAGE-020: the next store in the order is used. Check the store's key in hub.storage, and that it may"
                        + " read and write the bucket; then restart the hub.";
            case SETUP ->
                "HUB-STORAGE-021: the next store in the order is used. Create the bucket or correct its name in hub.storage.";
            default ->
                "HUB-STORAGE-022: the next store in the order is used until this one answers again; nothing needs to be done.";
        };
    }
}
