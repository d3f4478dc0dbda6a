package io.dropshiphub.admin.routes;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * DOWN when a route that should be there is not; DEGRADED when a file on disk is not in use as it stands, which stops
 * nothing.
 */
@Component
class RoutesHealthIndicator implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "works, but not as the files on disk say");

    private final RouteFiles routeFiles;

    RoutesHealthIndicator(RouteFiles routeFiles) {
        this.routeFiles = routeFiles;
    }

    @Override
    public Health health() {
        RoutesStatus status = routeFiles.status();
        Map<String, Object> details = new LinkedHashMap<>();
        boolean missing = false;
        long routes = 0;
        if (status.problem() != null) {
            details.put("folder", status.problem());
        }
        for (RoutesStatus.FileStatus file : status.files()) {
            if (file.problem() != null) {
                details.put(file.file(), file.state() + ": " + file.problem());
            }
            for (RoutesStatus.RouteState route : file.routes()) {
                routes++;
                if (!route.state().equals("Started")) {
                    details.put(route.id(), route.state());
                }
                missing |= route.state().equals(RoutesStatus.RouteState.MISSING);
            }
        }
        details.put("routes", routes);
        details.put("from", status.place());
        Status overall = missing ? Status.DOWN : status.inOrder() ? Status.UP : DEGRADED;
        return Health.status(overall).withDetails(details).build();
    }
}
