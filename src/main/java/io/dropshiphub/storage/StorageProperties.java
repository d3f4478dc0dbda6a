package io.dropshiphub.storage;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the stores; every default with its reason stands in {@code application.yaml}.
 *
 * @param local the folder on this machine
 */
@Validated
@ConfigurationProperties("hub.storage")
record StorageProperties(@NotNull @Valid Local local) {

    /**
     * @param directory where the objects are
     * @param publicUrl how the outside reaches this hub; empty for this machine and the port it listens on
     */
    record Local(@NotNull Path directory, String publicUrl) {

        Local {
            publicUrl = publicUrl == null ? "" : publicUrl.strip().replaceFirst("/+$", "");
        }
    }
}
