package io.dropshiphub.admin.routes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.AntPathMatcher;

/** Reads the route files, from the folder beside the hub or, without one, from inside the jar. */
final class RouteFolder {

    private static final String IN_JAR = "classpath*:routes/**/*.camel.yaml";

    private final Path directory;
    private final List<String> include;
    private final AntPathMatcher matcher = new AntPathMatcher();

    RouteFolder(RoutesProperties properties) {
        directory = properties.path();
        include = properties.include();
    }

    /** Whether there is a folder that can be watched. */
    boolean isOnDisk() {
        return Files.isDirectory(directory);
    }

    /** For people: where the routes come from. */
    String place() {
        return isOnDisk() ? directory.toString() : "the routes inside the jar";
    }

    /** All route files in the order in which they are loaded. */
    List<RouteFile> read() throws IOException {
        List<RouteFile> files = isOnDisk() ? readDisk() : readJar();
        return files.stream().sorted().toList();
    }

    private List<RouteFile> readDisk() throws IOException {
        List<RouteFile> files = new ArrayList<>();
        for (Path path : paths()) {
            files.add(new RouteFile(name(path), Files.readString(path)));
        }
        return files;
    }

    /** The files on disk that hold routes. */
    List<Path> paths() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> isIncluded(name(path)))
                    .toList();
        }
    }

    String name(Path path) {
        return directory.relativize(path).toString().replace('\\', '/');
    }

    private List<RouteFile> readJar() throws IOException {
        List<RouteFile> files = new ArrayList<>();
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources(IN_JAR)) {
            String url = resource.getURL().toString();
            String name = url.substring(url.lastIndexOf("/routes/") + "/routes/".length());
            if (isIncluded(name)) {
                files.add(new RouteFile(name, resource.getContentAsString(StandardCharsets.UTF_8)));
            }
        }
        return files;
    }

    private boolean isIncluded(String name) {
        return name.endsWith(".camel.yaml") && include.stream().anyMatch(pattern -> matcher.match(pattern, name));
    }
}
