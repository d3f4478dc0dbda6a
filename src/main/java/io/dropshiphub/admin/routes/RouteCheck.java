package io.dropshiphub.admin.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.apache.camel.model.ToDefinition;

/** Finds out whether a set of route files can run together, without touching the running routes. */
final class RouteCheck {

    private final CamelContext real;

    RouteCheck(CamelContext real) {
        this.real = real;
    }

    /**
     * What the check found.
     *
     * @param problems empty when the files can run
     * @param callsIntoNothing {@code direct:} names that are called but have no route
     */
    record Result(List<RouteProblem> problems, Set<String> callsIntoNothing) {}

    /**
     * Parses all files, builds every route and compares ids across files.
     *
     * @param files all files that shall run together
     * @param changed names of those that are new: of two files that clash, the new one is to blame
     */
    Result run(Collection<RouteFile> files, Set<String> changed) {
        ScratchContext scratch = new ScratchContext(real);
        try {
            return new Run(scratch, changed).over(files);
        } finally {
            scratch.stop();
        }
    }

    private final class Run {
        private final ScratchContext scratch;
        private final Predicate<RouteFile> isChanged;
        private final List<RouteProblem> problems = new ArrayList<>();
        private final Map<RouteFile, RouteBuilder> parsed = new LinkedHashMap<>();
        private final Map<RouteDefinition, RouteFile> routes = new LinkedHashMap<>();

        Run(ScratchContext scratch, Set<String> changed) {
            this.scratch = scratch;
            isChanged = file -> changed.contains(file.name());
        }

        Result over(Collection<RouteFile> files) {
            for (RouteFile file : files) {
                attempt(file, null, () -> parsed.put(file, RouteParser.parse(scratch, file)));
            }
            parsed.forEach(
                    (file, builder) -> attempt(file, null, () -> RouteParser.addConfigurations(builder, scratch)));
            parsed.forEach((file, builder) -> attempt(file, null, () -> addRoutes(file, builder)));
            if (problems.isEmpty()) {
                compareIds();
            }
            if (problems.isEmpty()) {
                routes.forEach((route, file) -> attempt(file, route, () -> build(file, route)));
            }
            return new Result(List.copyOf(problems), callsIntoNothing());
        }

        private void addRoutes(RouteFile file, RouteBuilder builder) throws Exception {
            Set<RouteDefinition> before = new HashSet<>(scratch.getRouteDefinitions());
            int count = before.size();
            Map<String, RouteFile> owners = new HashMap<>();
            routes.forEach((route, owner) -> owners.put(route.getId(), owner));
            // Camel would let the second of two routes of one id replace the first without a word
            for (RouteDefinition route : builder.configureRoutes(scratch).getRoutes()) {
                RouteFile owner = route.getId() == null ? null : owners.put(route.getId(), file);
                if (owner != null) {
                    clash(owner, file, route, "route id " + route.getId());
                }
            }
            scratch.addRoutes(builder);
            List<RouteDefinition> now = scratch.getRouteDefinitions();
            if (now.size() >= count) {
                now.stream().filter(route -> !before.contains(route)).forEach(route -> routes.put(route, file));
            }
        }

        private void compareIds() {
            List<RouteDefinition> all = List.copyOf(routes.keySet());
            Set<String> told = new HashSet<>();
            routes.forEach((route, file) -> {
                String twice = RouteDefinitionHelper.validateUniqueIds(route, all, route.getNodePrefixId());
                if (twice != null && told.add(twice)) {
                    RouteFile other = routes.entrySet().stream()
                            .filter(entry -> entry.getKey() != route && hasNode(entry.getKey(), twice))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(file);
                    clash(other, file, route, "id " + twice);
                }
            });
        }

        private boolean hasNode(RouteDefinition route, String id) {
            List<String> ids = new ArrayList<>();
            ProcessorDefinitionHelper.gatherAllNodeIds(route, ids, true, false);
            return ids.contains(id);
        }

        private void clash(RouteFile first, RouteFile second, RouteDefinition route, String what) {
            RouteFile blamed = isChanged.test(second) || !isChanged.test(first) ? second : first;
            RouteFile other = blamed == second ? first : second;
            Integer line = blamed == second && route.getLineNumber() > 0 ? route.getLineNumber() : null;
            String where = other.equals(blamed) ? "twice in this file" : "also in " + other.name();
            problems.add(new RouteProblem(blamed.name(), line, what + " is " + where + "; ids must be unique"));
        }

        private void build(RouteFile file, RouteDefinition route) throws Exception {
            for (BeanDefinition bean :
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), BeanDefinition.class)) {
                checkMethod(file, route, bean);
            }
            // not started, so this builds endpoints and processors and goes no further
            scratch.startRouteDefinitions(List.of(route));
        }

        private void checkMethod(RouteFile file, RouteDefinition route, BeanDefinition bean) {
            Object target = bean.getRef() == null ? null : scratch.getRegistry().lookupByName(bean.getRef());
            if (target == null || bean.getMethod() == null) {
                return;
            }
            int parenthesis = bean.getMethod().indexOf('(');
            String method =
                    parenthesis < 0 ? bean.getMethod() : bean.getMethod().substring(0, parenthesis);
            boolean exists = Arrays.stream(target.getClass().getMethods())
                    .anyMatch(candidate -> candidate.getName().equals(method));
            if (!exists) {
                int line = bean.getLineNumber() > 0 ? bean.getLineNumber() : route.getLineNumber();
                problems.add(new RouteProblem(
                        file.name(),
                        line > 0 ? line : null,
                        "route " + route.getId() + ": bean " + bean.getRef() + " has no public method " + method));
            }
        }

        private Set<String> callsIntoNothing() {
            Set<String> offered = new HashSet<>();
            Set<String> called = new TreeSet<>();
            for (RouteDefinition route : routes.keySet()) {
                FromDefinition from = route.getInput();
                String name = from == null ? null : RouteParser.directName(from.getEndpointUri());
                if (name != null) {
                    offered.add(name);
                }
                for (ToDefinition to :
                        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
                    String target = RouteParser.directName(to.getEndpointUri());
                    if (target != null) {
                        called.add(target);
                    }
                }
            }
            called.removeAll(offered);
            return called;
        }

        private void attempt(RouteFile file, RouteDefinition route, Step step) {
            try {
                step.run();
            } catch (Exception | LinkageError e) {
                problems.add(RouteParser.problem(file, route, e));
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
