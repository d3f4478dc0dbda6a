package io.dropshiphub.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws the routes as diagrams, one a folder: what comes in, which route calls which, what goes out. */
final class RouteMap {

    private static final int MOST_BOXES = 12;
    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch");

    private record Route(String id, String file, String description, String from, List<String> calls) {}

    private final Map<String, Route> routes = new TreeMap<>();
    private final Map<String, String> folders = new TreeMap<>();
    /** Calls over HTTP that lead to a route, by the route's id. */
    private final Map<String, String> requests = new TreeMap<>();

    private RouteMap() {
        RouteYaml.all("route").forEach(this::addRoute);
        RouteYaml.all("rest").forEach(this::addRequests);
    }

    /** The whole document. */
    static String draw() {
        RouteMap map = new RouteMap();
        StringBuilder text = new StringBuilder("""
                # Map of the routes

                Generated from the route files; do not edit. To write it anew:
                `./mvnw test -Dtest=RouteMapTest -Droutes.map.write=true`

                Rounded boxes are entrances, boxes are routes (in `admin`: files of routes), boxes with double sides are routes of
                another folder, slanted boxes are exits. Paths of requests follow `/api/v1`. Decisions are made by the beans that the routes call; they are not drawn.
                """);
        map.byFolder().forEach((folder, ids) -> map.drawFolder(folder, ids, text));
        return text.toString();
    }

    private Map<String, List<String>> byFolder() {
        Map<String, List<String>> found = new TreeMap<>();
        folders.forEach((id, folder) ->
                found.computeIfAbsent(folder, key -> new ArrayList<>()).add(id));
        return found;
    }

    private void addRoute(RouteYaml yaml) {
        String id = yaml.text("id");
        RouteYaml from = yaml.get("from");
        List<String> calls = new ArrayList<>();
        for (RouteYaml.Step step : from.steps()) {
            String uri = step.name().equals("to") ? step.options().text("uri") : null;
            if (uri != null && !calls.contains(uri)) {
                calls.add(uri);
            }
        }
        routes.put(id, new Route(id, fileName(yaml), yaml.text("description"), entrance(from), calls));
        folders.put(
                id,
                Path.of("routes").relativize(yaml.file().getParent()).toString().replace('\\', '/'));
    }

    /** Null for a route that only other routes or requests call. */
    private static String entrance(RouteYaml from) {
        String uri = from.text("uri");
        if (uri.startsWith("direct:")) {
            return null;
        }
        RouteYaml parameters = from.get("parameters");
        if (parameters != null && parameters.text("directoryName") != null) {
            return "files in " + plain(parameters.text("directoryName"));
        }
        if (parameters != null && parameters.text("period") != null) {
            return "every " + plain(parameters.text("period"));
        }
        return uri;
    }

    private void addRequests(RouteYaml rest) {
        String base = rest.text("path") == null ? "" : rest.text("path");
        for (RouteYaml.Entry entry : rest.entries()) {
            if (VERBS.contains(entry.key())) {
                for (RouteYaml call : entry.value().items()) {
                    RouteYaml to = call.get("to");
                    String uri = to.isText() ? to.text() : to.text("uri");
                    String path = call.text("path") == null ? "" : call.text("path");
                    requests.put(
                            uri.substring("direct:".length()),
                            entry.key().toUpperCase(Locale.ROOT) + " " + base + path);
                }
            }
        }
    }

    private void drawFolder(String folder, List<String> ids, StringBuilder text) {
        Set<String> nodes = new LinkedHashSet<>();
        Set<String> edges = new LinkedHashSet<>();
        for (String id : ids) {
            Route route = routes.get(id);
            // many routes that answer requests would make a wall: there a file is a box
            boolean wall = ids.size() > MOST_BOXES && requests.containsKey(id);
            String box = wall ? name(route.file()) : name(id);
            nodes.add(box + "[\"" + (wall ? route.file() : id) + "\"]");
            if (route.from() != null) {
                nodes.add("in_" + box + "([\"" + route.from() + "\"])");
                edges.add("in_" + box + " --> " + box);
            }
            if (requests.containsKey(id)) {
                String asked = !wall
                        ? requests.get(id)
                        : ids.stream()
                                .filter(each ->
                                        routes.get(each).file().equals(route.file()) && requests.containsKey(each))
                                .map(requests::get)
                                .collect(Collectors.joining("<br/>"));
                nodes.add("in_" + box + "([\"" + asked + "\"])");
                edges.add("in_" + box + " --> " + box);
            }
            if (route.from() == null && !requests.containsKey(id) && !isCalled(id)) {
                nodes.add("in_" + box + "([\"called by a bean\"])");
                edges.add("in_" + box + " --> " + box);
            }
            for (String uri : route.calls()) {
                edges.add(box + " --> " + target(uri, folder, nodes));
            }
        }
        for (String[] call : callsFromElsewhere(folder, ids)) {
            nodes.add(name(call[0]) + "[[\"" + call[0] + "\"]]");
            edges.add(name(call[0]) + " --> " + name(call[1]));
        }
        text.append("\n## ").append(folder).append("\n\n```mermaid\nflowchart LR\n");
        nodes.forEach(node -> text.append("    ").append(node).append('\n'));
        edges.forEach(edge -> text.append("    ").append(edge).append('\n'));
        text.append("```\n\n");
        ids.forEach(id -> text.append("* `")
                .append(id)
                .append("`: ")
                .append(routes.get(id).description())
                .append('\n'));
    }

    private String target(String uri, String folder, Set<String> nodes) {
        if (!uri.startsWith("direct:")) {
            String node = "out_" + name(RouteYaml.scheme(plain(uri)));
            nodes.add(node + "[/\"" + plain(uri) + "\"/]");
            return node;
        }
        String id = uri.substring("direct:".length());
        if (!folder.equals(folders.get(id))) {
            nodes.add(name(id) + "[[\"" + id + "\"]]");
        }
        return name(id);
    }

    private boolean isCalled(String id) {
        return routes.values().stream().anyMatch(route -> route.calls().contains("direct:" + id));
    }

    /** Calls into this folder: caller and called. */
    private List<String[]> callsFromElsewhere(String folder, List<String> ids) {
        List<String[]> calls = new ArrayList<>();
        routes.values().stream()
                .filter(caller -> !folder.equals(folders.get(caller.id())))
                .forEach(caller -> caller.calls().stream()
                        .filter(uri -> uri.startsWith("direct:"))
                        .map(uri -> uri.substring("direct:".length()))
                        .filter(ids::contains)
                        .forEach(called -> calls.add(new String[] {caller.id(), called})));
        return calls;
    }

    private static String fileName(RouteYaml yaml) {
        return yaml.file().getFileName().toString().replace(".camel.yaml", "");
    }

    /** A placeholder by its name. */
    private static String plain(String text) {
        return text.replaceAll("\\{\\{([^{}]+)}}", "$1");
    }

    private static String name(String id) {
        return id.replaceAll("[^A-Za-z0-9]", "_");
    }
}
