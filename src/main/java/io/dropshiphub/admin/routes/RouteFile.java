package io.dropshiphub.admin.routes;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * One file of routes as it was read.
 *
 * @param name its path inside the routes folder, with forward slashes
 * @param content its text
 */
record RouteFile(String name, String content) implements Comparable<RouteFile> {

    /** Of file names: shared error and REST configurations come before the routes that use them, the rest by name. */
    static final Comparator<String> BY_LOADING_ORDER = Comparator.comparing(
                    (String name) -> !name.startsWith("_shared/"))
            .thenComparing(Comparator.naturalOrder());

    @Override
    public int compareTo(RouteFile other) {
        return BY_LOADING_ORDER.compare(name, other.name);
    }

    /** Whether it holds the REST configuration, which Camel takes at start only. */
    boolean configuresRest() {
        return content.lines()
                .anyMatch(line -> line.startsWith("- restConfiguration:") || line.startsWith("- rest-configuration:"));
    }

    Resource asResource() {
        return ResourceHelper.fromBytes(name, content.getBytes(StandardCharsets.UTF_8));
    }
}
