package io.dropshiphub.admin.routes;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the routes are and whether changes are taken while the hub runs.
 *
 * @param directory the folder of route files; when it does not exist the routes inside the jar are used, unwatched
 * @param include which files in it, as patterns relative to it
 * @param watch whether changed files are loaded while the hub runs
 * @param watchInterval how often the folder is looked at; a change is taken when it was the same twice
 * @param stopTimeout how long a replaced route may finish what it has in hand
 */
@Validated
@ConfigurationProperties("hub.routes")
record RoutesProperties(
        @NotBlank @DefaultValue("./routes") String directory,
        @NotEmpty @DefaultValue("**/*.camel.yaml") List<String> include,
        @DefaultValue("true") boolean watch,
        @NotNull @DefaultValue("500ms") Duration watchInterval,
        @NotNull @DefaultValue("10s") Duration stopTimeout) {

    /** The directory; bound as text because Spring would look for a relative path among the web server's files first. */
    Path path() {
        return Path.of(directory).toAbsolutePath().normalize();
    }
}
