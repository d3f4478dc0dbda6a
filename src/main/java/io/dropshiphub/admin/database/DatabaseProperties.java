package io.dropshiphub.admin.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which database the hub works on.
 *
 * @param url {@code postgresql://user:password@host:port/db?params} or a JDBC URL; blank starts the embedded PostgreSQL
 * @param directory where the embedded PostgreSQL keeps its files; not used with a {@code url}
 * @param port of the embedded PostgreSQL; 0 picks a free one and remembers it
 * @param startTimeout how long the embedded PostgreSQL may take to be ready, crash recovery included
 * @param poolSize most connections the hub opens
 * @param prepareThreshold after how many uses of a statement the server keeps its plan
 */
@Validated
@ConfigurationProperties("hub.database")
record DatabaseProperties(
        @DefaultValue("") String url,
        @NotBlank @DefaultValue("./data/postgres") String directory,
        @Min(0) @Max(65535) @DefaultValue("0") int port,
        @NotNull @DefaultValue("2m") Duration startTimeout,
        @Min(2) @Max(500) @DefaultValue("20") int poolSize,
        @Min(0) @DefaultValue("3") int prepareThreshold) {

    /** The directory; bound as text because Spring would look for a relative path among the web server's files first. */
    Path path() {
        return Path.of(directory).toAbsolutePath().normalize();
    }

    boolean isEmbedded() {
        return url.isBlank();
    }

    /** Without the URL: it may hold a password. */
    @Override
    public String toString() {
        return "DatabaseProperties[" + (isEmbedded() ? "embedded in " + directory : "url given") + ", poolSize="
                + poolSize + "]";
    }
}
