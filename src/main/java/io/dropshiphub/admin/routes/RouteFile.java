package io.dropshiphub.admin.routes;

import java.nio.charset.StandardCharsets;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * One file of routes as it was read.
 *
 * @param name its path inside the routes folder, with forward slashes
 * @param content its text
 */
record RouteFile(String name, String content) implements Comparable<RouteFile> {

    /** Shared error and REST configurations come before the routes that use them, the rest by name. */
    @Override
    public int compareTo(RouteFile other) {
        boolean shared = name.startsWith("_shared/");
        boolean otherShared = other.name.startsWith("_shared/");
        if (shared != otherShared) {
            return shared ? -1 : 1;
        }
        return name.compareTo(other.name);
    }

    Resource asResource() {
        return ResourceHelper.fromBytes(name, content.getBytes(StandardCharsets.UTF_8));
    }
}
