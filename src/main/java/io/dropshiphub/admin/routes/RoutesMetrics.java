package io.dropshiphub.admin.routes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** For alerts: route files that wait for a person, and routes that are lost. */
@Component
class RoutesMetrics implements MeterBinder {

    private final RouteFiles routeFiles;

    RoutesMetrics(RouteFiles routeFiles) {
        this.routeFiles = routeFiles;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hub.routes.files.refused", routeFiles, RoutesMetrics::refused)
                .description("Route files on disk that are not in use as they stand")
                .register(registry);
        Gauge.builder("hub.routes.missing", routeFiles, RoutesMetrics::missing)
                .description("Routes of loaded files that do not exist")
                .register(registry);
    }

    private static double refused(RouteFiles files) {
        return files.status().files().stream()
                .filter(file -> file.state() != RoutesStatus.FileState.LOADED)
                .count();
    }

    private static double missing(RouteFiles files) {
        return files.status().files().stream()
                .flatMap(file -> file.routes().stream())
                .filter(route -> route.state().equals(RoutesStatus.RouteState.MISSING))
                .count();
    }
}
