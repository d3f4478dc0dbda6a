package io.dropshiphub.storage;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** DEGRADED while a store that should be used is unusable; never DOWN, since others take its work or it is tried again. */
@Component
class StorageHealthIndicator implements HealthIndicator {

    private final StorageProperties settings;
    private final StoreWatch watch;

    StorageHealthIndicator(StorageProperties settings, StoreWatch watch) {
        this.settings = settings;
        this.watch = watch;
    }

    @Override
    public Health health() {
        Set<Store> used = new LinkedHashSet<>(settings.pictures());
        used.addAll(settings.archive());
        boolean degraded = false;
        Map<String, Object> stores = new LinkedHashMap<>();
        for (Store store : used) {
            StoreWatch.Trouble trouble = watch.trouble(store).orElse(null);
            degraded |= trouble != null;
            stores.put(
                    store.key(),
                    trouble == null ? "usable" : "unusable since " + trouble.since() + ": it " + trouble.what());
        }
        return (degraded ? Health.status("DEGRADED") : Health.up())
                .withDetails(stores)
                .build();
    }
}
