package io.dropshiphub.admin.routes;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;

/**
 * A file whose routes are in the running context.
 *
 * @param file the text they came from
 * @param routes its routes in file order; Camel names those that the file does not when it starts them
 * @param configurationIds the route configurations it defines
 * @param usedConfigurationIds the route configurations its routes use
 * @param rests its REST definitions
 * @param configuresRest whether it holds the REST configuration, which Camel takes at start only
 * @param at since when
 */
record LoadedFile(
        RouteFile file,
        List<RouteDefinition> routes,
        Set<String> configurationIds,
        Set<String> usedConfigurationIds,
        List<RestDefinition> rests,
        boolean configuresRest,
        Instant at) {

    /** Ids of its routes, as far as they have one by now. */
    List<String> routeIds() {
        return routes.stream()
                .map(RouteDefinition::getRouteId)
                .filter(Objects::nonNull)
                .toList();
    }
}
