package io.dropshiphub.admin.routes;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.spi.RouteController;

/** Puts files' routes into the running context and takes them out again. */
final class RunningRoutes {

    private final CamelContext context;
    private final Model model;
    private final Duration stopTimeout;
    private final Clock clock;

    RunningRoutes(CamelContext context, Duration stopTimeout, Clock clock) {
        this.context = context;
        this.model = ((ModelCamelContext) context).getCamelContextExtension().getContextPlugin(Model.class);
        this.stopTimeout = stopTimeout;
        this.clock = clock;
    }

    /**
     * Adds the routes of these files; route configurations of all of them first.
     *
     * @param keepStopped routes that an operator had stopped: they come back stopped
     */
    List<LoadedFile> load(Collection<RouteFile> files, Set<String> keepStopped) throws Exception {
        List<LoadedFile> loaded = new ArrayList<>();
        List<RouteBuilder> builders = new ArrayList<>();
        for (RouteFile file : files) {
            RouteBuilder builder = RouteParser.parse(context, file);
            builder.addLifecycleInterceptor(new StayStopped(keepStopped));
            builders.add(builder);
        }
        List<Set<String>> configurations = new ArrayList<>();
        for (RouteBuilder builder : builders) {
            Set<String> before = configurationIds();
            RouteParser.addConfigurations(builder, context);
            Set<String> added = configurationIds();
            added.removeAll(before);
            configurations.add(added);
        }
        int index = 0;
        for (RouteFile file : files) {
            loaded.add(load(file, builders.get(index), configurations.get(index)));
            index++;
        }
        return loaded;
    }

    private LoadedFile load(RouteFile file, RouteBuilder builder, Set<String> configurationIds) throws Exception {
        Set<RouteDefinition> before = new HashSet<>(model.getRouteDefinitions());
        Set<RestDefinition> restsBefore = new HashSet<>(model.getRestDefinitions());
        context.addRoutes(builder);
        List<RouteDefinition> routes = model.getRouteDefinitions().stream()
                .filter(route -> !before.contains(route))
                .toList();
        Set<String> used = routes.stream()
                .map(RouteDefinition::getRouteConfigurationId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<RestDefinition> rests = model.getRestDefinitions().stream()
                .filter(rest -> !restsBefore.contains(rest))
                .toList();
        return new LoadedFile(file, routes, configurationIds, used, rests, file.configuresRest(), clock.instant());
    }

    private Set<String> configurationIds() {
        return model.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Lets the routes finish what they have in hand and removes them, entrances before what they call. */
    private void unload(Collection<LoadedFile> files) throws Exception {
        List<RouteDefinition> routes = files.stream()
                .flatMap(file -> file.routeIds().stream())
                .map(model::getRouteDefinition)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(RunningRoutes::isCalledByRoutes))
                .toList();
        for (RouteDefinition route : routes) {
            remove(route);
        }
        for (LoadedFile file : files) {
            model.getRestDefinitions().removeAll(file.rests());
            for (String id : file.configurationIds()) {
                model.getRouteConfigurationDefinitions().removeIf(configuration -> id.equals(configuration.getId()));
            }
        }
    }

    private void remove(RouteDefinition route) throws Exception {
        context.getRouteController()
                .stopRoute(route.getRouteId(), stopTimeout.toMillis(), TimeUnit.MILLISECONDS, false);
        model.removeRouteDefinition(route);
    }

    /**
     * Puts new files in the place of loaded ones. When the new ones fail to start, the old ones are back before this
     * returns.
     *
     * @param old what is loaded now and shall go
     * @param fresh what shall come
     * @throws Exception why the new files could not be loaded
     */
    List<LoadedFile> replace(Collection<LoadedFile> old, Collection<RouteFile> fresh) throws Exception {
        Set<String> stopped = stopped(old);
        unload(old);
        Set<RouteDefinition> others = new HashSet<>(model.getRouteDefinitions());
        Set<RestDefinition> otherRests = new HashSet<>(model.getRestDefinitions());
        Set<RouteConfigurationDefinition> otherConfigurations = new HashSet<>(model.getRouteConfigurationDefinitions());
        try {
            return load(fresh, stopped);
        } catch (Exception | LinkageError e) {
            for (RouteDefinition route : List.copyOf(model.getRouteDefinitions())) {
                if (!others.contains(route)) {
                    remove(route);
                }
            }
            model.getRestDefinitions().removeIf(rest -> !otherRests.contains(rest));
            model.getRouteConfigurationDefinitions().removeIf(found -> !otherConfigurations.contains(found));
            load(old.stream().map(LoadedFile::file).sorted().toList(), stopped);
            throw e;
        }
    }

    private static boolean isCalledByRoutes(RouteDefinition route) {
        String uri = route.getInput() == null ? null : route.getInput().getEndpointUri();
        return uri != null && (uri.equals("direct") || uri.startsWith("direct:"));
    }

    /** Routes of these files that somebody has stopped or suspended by hand. */
    private Set<String> stopped(Collection<LoadedFile> files) {
        return files.stream()
                .flatMap(file -> file.routeIds().stream())
                .filter(id -> {
                    ServiceStatus status = context.getRouteController().getRouteStatus(id);
                    return status != null && !status.isStarted() && !status.isStarting();
                })
                .collect(Collectors.toSet());
    }

    /** The state of a route in Camel's words. */
    String state(String routeId) {
        RouteController controller = context.getRouteController();
        ServiceStatus status = model.getRouteDefinition(routeId) == null ? null : controller.getRouteStatus(routeId);
        return status == null ? RoutesStatus.RouteState.MISSING : status.name();
    }

    private static final class StayStopped implements RouteBuilderLifecycleStrategy {

        private final Set<String> routeIds;

        StayStopped(Set<String> routeIds) {
            this.routeIds = routeIds;
        }

        @Override
        public void afterConfigure(RouteBuilder builder) {
            builder.getRouteCollection().getRoutes().stream()
                    .filter(route -> routeIds.contains(route.getRouteId()))
                    .forEach(route -> route.setAutoStartup("false"));
        }
    }
}
