package io.dropshiphub.admin.routes;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Loads the route files at start and takes changes of them while the hub runs. A change is built in a scratch context first;
 * one that does not pass, or does not start, leaves the running routes as they are and is reported here, in the health and in
 * the log.
 */
@Component
public class RouteFiles implements CamelContextConfiguration, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

    private final RoutesProperties properties;
    private final Clock clock;
    private final RouteFolder folder;
    private final ObjectProvider<AfterSwap> afterSwap;
    /** By file name; what runs. */
    private final Map<String, LoadedFile> loaded = new TreeMap<>(RouteFile.BY_LOADING_ORDER);
    /** By file name; why a file on disk is not in use as it stands there. */
    private final Map<String, Refusal> refused = new TreeMap<>(RouteFile.BY_LOADING_ORDER);

    private CamelContext context;
    private RunningRoutes running;
    private FolderWatch watch;
    private String folderProblem;

    RouteFiles(RoutesProperties properties, Clock clock, ObjectProvider<AfterSwap> afterSwap) {
        this.afterSwap = afterSwap;
        this.properties = properties;
        this.clock = clock;
        folder = new RouteFolder(properties);
    }

    private record Refusal(RouteProblem problem, boolean needsRestart) {}

    @Override
    public synchronized void beforeApplicationStart(CamelContext camel) {
        context = camel;
        running = new RunningRoutes(camel, properties.stopTimeout(), clock);
        try {
            List<RouteFile> files = folder.read();
            List<RouteProblem> problems =
                    new RouteCheck(camel).run(files, Set.of()).problems();
            if (!problems.isEmpty()) {
                throw new RoutesRefused(folder.place(), problems);
            }
            running.load(files, Set.of()).forEach(file -> loaded.put(file.file().name(), file));
            LOG.info(
                    "Routes: {} in {} files from {}",
                    loaded.values().stream()
                            .mapToInt(file -> file.routes().size())
                            .sum(),
                    loaded.size(),
                    folder.place());
        } catch (RoutesRefused e) {
            throw e;
        } catch (Exception e) {
            throw new RoutesRefused(
                    folder.place(), List.of(new RouteProblem("(all)", null, String.valueOf(e.getMessage()))), e);
        }
    }

    @Override
    public synchronized void afterApplicationStart(CamelContext camel) {
        if (properties.watch() && folder.isOnDisk() && watch == null) {
            watch = new FolderWatch(folder, properties.watchInterval(), this::take);
            watch.start(loaded.values().stream().map(LoadedFile::file).toList());
        }
    }

    @Override
    public void destroy() {
        FolderWatch current;
        synchronized (this) {
            current = watch;
        }
        if (current != null) {
            current.close();
        }
    }

    /** Looks at the folder at once instead of at the next interval; for a caller that has just written to it. */
    public void refresh() throws IOException {
        take(folder.read());
    }

    /** Files against running routes, as of now. */
    public synchronized RoutesStatus status() {
        List<RoutesStatus.FileStatus> files = new ArrayList<>();
        Set<String> names = new TreeSet<>(RouteFile.BY_LOADING_ORDER);
        names.addAll(loaded.keySet());
        names.addAll(refused.keySet());
        for (String name : names) {
            files.add(status(name));
        }
        boolean inOrder = folderProblem == null
                && refused.isEmpty()
                && files.stream().flatMap(file -> file.routes().stream()).noneMatch(route -> route.state()
                        .equals(RoutesStatus.RouteState.MISSING));
        return new RoutesStatus(folder.place(), watch != null, inOrder, folderProblem, files);
    }

    private RoutesStatus.FileStatus status(String name) {
        LoadedFile file = loaded.get(name);
        Refusal refusal = refused.get(name);
        RoutesStatus.FileState state;
        if (refusal == null) {
            state = RoutesStatus.FileState.LOADED;
        } else if (refusal.needsRestart()) {
            state = RoutesStatus.FileState.NEEDS_RESTART;
        } else {
            state = file == null ? RoutesStatus.FileState.REFUSED : RoutesStatus.FileState.KEPT;
        }
        List<RoutesStatus.RouteState> routes = file == null
                ? List.of()
                : file.routeIds().stream()
                        .map(id -> new RoutesStatus.RouteState(id, running.state(id)))
                        .toList();
        return new RoutesStatus.FileStatus(
                name, state, file == null ? null : file.at(), refusal == null ? null : refusal.problem(), routes);
    }

    /** Brings the running routes in line with the files on disk, as far as these are good. */
    private synchronized void take(List<RouteFile> onDisk) {
        if (context == null || !context.isStarted()) {
            return;
        }
        if (onDisk.isEmpty()) {
            folderProblem = "HUB-ROUTES-004: no route file is left in " + folder.place()
                    + "; the routes run on. Put the files back, or restart the hub to run without them";
            LOG.error(folderProblem);
            return;
        }
        folderProblem = null;
        Map<String, Optional<RouteFile>> changes = changes(onDisk);
        refused.clear();
        postponeRestConfiguration(changes);
        while (!changes.isEmpty()) {
            Map<String, RouteFile> wanted = overlay(changes);
            RouteCheck.Result result = new RouteCheck(context).run(wanted.values(), changes.keySet());
            List<RouteProblem> problems = new ArrayList<>(result.problems());
            if (problems.isEmpty()) {
                problems.addAll(newCallsIntoNothing(changes, result));
            }
            if (problems.isEmpty()) {
                swap(changes, wanted);
                return;
            }
            refuse(changes, problems);
        }
    }

    private Map<String, Optional<RouteFile>> changes(List<RouteFile> onDisk) {
        Map<String, Optional<RouteFile>> changes = new TreeMap<>(RouteFile.BY_LOADING_ORDER);
        for (RouteFile file : onDisk) {
            LoadedFile current = loaded.get(file.name());
            if (current == null || !current.file().content().equals(file.content())) {
                changes.put(file.name(), Optional.of(file));
            }
        }
        Set<String> names = onDisk.stream().map(RouteFile::name).collect(Collectors.toSet());
        loaded.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(gone -> changes.put(gone, Optional.empty()));
        return changes;
    }

    private void postponeRestConfiguration(Map<String, Optional<RouteFile>> changes) {
        changes.entrySet().removeIf(change -> {
            LoadedFile current = loaded.get(change.getKey());
            boolean concerned = current != null && current.configuresRest()
                    || change.getValue().filter(RouteFile::configuresRest).isPresent();
            if (concerned) {
                RouteProblem problem = new RouteProblem(
                        change.getKey(),
                        null,
                        "the REST configuration takes effect with the next start of the hub only");
                refused.put(change.getKey(), new Refusal(problem, true));
                LOG.warn("HUB-ROUTES-003: {}", problem);
            }
            return concerned;
        });
    }

    private Map<String, RouteFile> overlay(Map<String, Optional<RouteFile>> changes) {
        Map<String, RouteFile> wanted = new TreeMap<>(RouteFile.BY_LOADING_ORDER);
        loaded.forEach((name, file) -> wanted.put(name, file.file()));
        changes.forEach(
                (name, file) -> file.ifPresentOrElse(content -> wanted.put(name, content), () -> wanted.remove(name)));
        return wanted;
    }

    /** A change may not take away a route that others call. */
    private List<RouteProblem> newCallsIntoNothing(Map<String, Optional<RouteFile>> changes, RouteCheck.Result result) {
        Set<String> dangling = new TreeSet<>(result.callsIntoNothing());
        if (dangling.isEmpty()) {
            return List.of();
        }
        List<RouteFile> current = loaded.values().stream().map(LoadedFile::file).toList();
        dangling.removeAll(new RouteCheck(context).run(current, Set.of()).callsIntoNothing());
        if (dangling.isEmpty()) {
            return List.of();
        }
        String message = dangling.stream().map(name -> "direct:" + name).collect(Collectors.joining(", "))
                + " would be called but have no route";
        return changes.keySet().stream()
                .map(name -> new RouteProblem(name, null, message))
                .toList();
    }

    /** Notes the problems and leaves the files that have them out of the next attempt. */
    private void refuse(Map<String, Optional<RouteFile>> changes, List<RouteProblem> problems) {
        Map<String, RouteProblem> first = new LinkedHashMap<>();
        problems.forEach(problem -> first.putIfAbsent(problem.file(), problem));
        Set<String> guilty = new HashSet<>(first.keySet());
        guilty.retainAll(changes.keySet());
        if (guilty.isEmpty()) {
            // the change breaks files that did not change: none of it can be taken
            RouteProblem broken = problems.get(0);
            for (String name : changes.keySet()) {
                first.put(name, new RouteProblem(name, null, "this change would break " + broken));
            }
            guilty.addAll(changes.keySet());
        }
        for (String name : guilty) {
            RouteProblem problem = first.get(name);
            refused.put(name, new Refusal(problem, false));
            LOG.error(
                    "HUB-ROUTES-002: {}. The {} Mend the file and save it; no restart is needed",
                    problem,
                    loaded.containsKey(name) ? "routes it had before run on." : "file is not in use.");
            changes.remove(name);
        }
    }

    private void swap(Map<String, Optional<RouteFile>> changes, Map<String, RouteFile> wanted) {
        Set<String> names = new TreeSet<>(RouteFile.BY_LOADING_ORDER);
        names.addAll(changes.keySet());
        names.addAll(usersOfChangedConfigurations(changes.keySet()));
        Collection<LoadedFile> old =
                names.stream().map(loaded::get).filter(Objects::nonNull).toList();
        Collection<RouteFile> fresh =
                names.stream().map(wanted::get).filter(Objects::nonNull).toList();
        try {
            List<LoadedFile> now = running.replace(old, fresh);
            old.forEach(file -> loaded.remove(file.file().name()));
            now.forEach(file -> loaded.put(file.file().name(), file));
            changes.forEach((name, file) -> LOG.info(
                    "Routes: {} {}",
                    name,
                    file.isEmpty()
                            ? "removed"
                            : "loaded, routes " + loaded.get(name).routeIds()));
        } catch (Exception | LinkageError e) {
            LOG.error(
                    "HUB-ROUTES-002: {} passed the check but did not start; the routes of before are back",
                    changes.keySet(),
                    e);
            changes.forEach((name, file) -> refused.put(
                    name,
                    new Refusal(
                            file.map(content -> RouteParser.problem(content, null, e))
                                    .orElseGet(() -> new RouteProblem(name, null, String.valueOf(e.getMessage()))),
                            false)));
        } finally {
            afterSwap.forEach(AfterSwap::swapped);
        }
    }

    /** A route is built together with its configuration, so it is built anew when that changes. */
    private Set<String> usersOfChangedConfigurations(Set<String> changed) {
        Set<String> configurations = changed.stream()
                .map(loaded::get)
                .filter(Objects::nonNull)
                .flatMap(file -> file.configurationIds().stream())
                .collect(Collectors.toSet());
        return loaded.values().stream()
                .filter(file -> file.usedConfigurationIds().stream().anyMatch(configurations::contains))
                .map(file -> file.file().name())
                .collect(Collectors.toSet());
    }
}
