package io.dropshiphub.architecture;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value in a route file, with its place. Reads YAML as text and knows nothing of Camel, so that it can judge how a file is
 * written as well as what it says.
 */
record RouteYaml(Path file, Node node) {

    private static final Path ROOT = Path.of("routes");

    /** A key of a mapping and what stands behind it. */
    record Entry(String key, RouteYaml value) {}

    /** A step of a route: {@code - name: options}. */
    record Step(String name, RouteYaml options) {}

    /** All route files of the project. */
    static List<Path> files() {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            return paths.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The top-level elements of a file: routes, rests, configurations. */
    static List<Entry> elements(Path file) {
        try {
            Node root = new Yaml().compose(new StringReader(Files.readString(file)));
            List<Entry> elements = new ArrayList<>();
            new RouteYaml(file, root).items().forEach(item -> elements.addAll(item.entries()));
            return elements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The top-level elements of that kind in all files. */
    static List<RouteYaml> all(String kind) {
        return files().stream()
                .flatMap(file -> elements(file).stream())
                .filter(entry -> entry.key().equals(kind))
                .map(Entry::value)
                .toList();
    }

    /** The innermost folder: the feature's name, also of {@code routes/platforms/coupang}. */
    static String folder(Path file) {
        return file.getParent().getFileName().toString();
    }

    /** Where this stands, for messages. */
    String place() {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** The text, or null when this is a map or a list. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                entries.add(new Entry(
                        ((ScalarNode) tuple.getKeyNode()).getValue(), new RouteYaml(file, tuple.getValueNode())));
            }
        }
        return entries;
    }

    List<String> keys() {
        return entries().stream().map(Entry::key).toList();
    }

    List<RouteYaml> items() {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(item -> new RouteYaml(file, item))
                    .toList();
        }
        return List.of();
    }

    /** What stands behind a key, or null. */
    RouteYaml get(String key) {
        return entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::value)
                .findFirst()
                .orElse(null);
    }

    /** The text behind a key, or null. */
    String text(String key) {
        RouteYaml value = get(key);
        return value == null ? null : value.text();
    }

    /** Visits every value below this one, itself included. */
    void walk(Consumer<RouteYaml> visitor) {
        visitor.accept(this);
        entries().forEach(entry -> entry.value().walk(visitor));
        items().forEach(item -> item.walk(visitor));
    }

    /** Visits every key and value below this one. */
    void walkEntries(Consumer<Entry> visitor) {
        for (Entry entry : entries()) {
            visitor.accept(entry);
            entry.value().walkEntries(visitor);
        }
        items().forEach(item -> item.walkEntries(visitor));
    }

    /** Every step below this one: what stands in a list behind {@code steps}, at any depth, and branches of a choice. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        walkEntries(entry -> {
            if (entry.key().equals("steps")) {
                for (RouteYaml item : entry.value().items()) {
                    item.entries().forEach(step -> steps.add(new Step(step.key(), step.value())));
                }
            }
        });
        return steps;
    }

    /** The endpoint's scheme, for {@code direct:x} as well as for {@code file} with parameters. */
    static String scheme(String uri) {
        int colon = uri.indexOf(':');
        int question = uri.indexOf('?');
        String scheme = question >= 0 ? uri.substring(0, question) : uri;
        return colon >= 0 && colon < scheme.length() ? scheme.substring(0, colon) : scheme;
    }
}
