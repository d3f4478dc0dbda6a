package io.dropshiphub.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every route and every step that has an id has been reached by some test. Runs in the {@code verify} phase, after all tests:
 * its name keeps it out of theirs.
 */
class RouteCoverageCheck {

    private static final Instant BUILD_STARTED = Instant.parse(System.getProperty("build.started"));
    private static final Path FOLDER = Path.of("target", "route-coverage");

    @Test
    void every_node_of_every_route_was_visited() throws IOException {
        assumeThat(System.getProperty("test")).as("only some tests were run").isNull();
        Map<String, String> nodes = nodes();
        Set<String> visited = visited();

        String missed = nodes.entrySet().stream()
                .filter(node -> !visited.contains(node.getKey()))
                .map(node -> node.getValue() + " " + node.getKey())
                .sorted()
                .collect(Collectors.joining("\n"));

        assertThat(missed)
                .as("route nodes that no test reaches, of %s", nodes.size())
                .isEmpty();
    }

    /** Ids of routes and steps, with their places. */
    private static Map<String, String> nodes() {
        Map<String, String> nodes = new TreeMap<>();
        Stream.concat(RouteYaml.all("route").stream(), RouteYaml.all("routeConfiguration").stream())
                .forEach(element -> element.steps().stream()
                        .map(RouteYaml.Step::options)
                        .filter(options -> options.text("id") != null)
                        .forEach(options -> nodes.put(options.text("id"), options.place())));
        RouteYaml.all("route").forEach(route -> nodes.put(route.text("id"), route.place()));
        return nodes;
    }

    private static Set<String> visited() throws IOException {
        assertThat(FOLDER).as("written by the tests").isDirectory();
        Set<String> visited = new TreeSet<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                // what an earlier build left behind proves nothing
                if (Files.getLastModifiedTime(file).toInstant().isBefore(BUILD_STARTED)) {
                    continue;
                }
                visited.addAll(Files.readAllLines(file));
            }
        }
        return visited;
    }
}
