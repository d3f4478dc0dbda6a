package io.dropshiphub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The map of routes that is committed is the map of the routes as they are. To write it anew:
 * {@code ./mvnw test -Dtest=RouteMapTest -Droutes.map.write=true}.
 */
class RouteMapTest {

    private static final Path MAP = Path.of("routes/README.md");

    @Test
    void the_committed_map_shows_the_routes_as_they_are() throws IOException {
        String map = RouteMap.draw();
        if (Boolean.getBoolean("routes.map.write")) {
            Files.writeString(MAP, map);
        }
        assertThat(Files.readString(MAP))
                .as("%s is generated; write it anew with -Droutes.map.write=true", MAP)
                .isEqualTo(map);
    }
}
