package io.dropshiphub.admin.routes;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.camel.model.rest.RestDefinition;

/**
 * A file whose routes are in the running context.
 *
 * @param file the text they came from
 * @param routeIds its routes in file order
 * @param configurationIds the route configurations it defines
 * @param usedConfigurationIds the route configurations its routes use
 * @param rests its REST definitions
 * @param configuresRest whether it holds the REST configuration, which Camel takes at start only
 * @param at since when
 */
record LoadedFile(
        RouteFile file,
        List<String> routeIds,
        Set<String> configurationIds,
        Set<String> usedConfigurationIds,
        List<RestDefinition> rests,
        boolean configuresRest,
        Instant at) {}
